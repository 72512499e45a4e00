// What those who do not see the screen are told between two moments: at once what is for them, in turn what is for all. Pure.
import type { FloorRequest, View } from '../../api/view';
import type { Translate } from '../../i18n';
import { currentList, currentTurn, personOf, speakerOf, turns } from '../../stores/facts';
import { voteNews } from '../votes/news';
import { type Moment, markBetween } from './turnSignals';

export interface News {
  /** Said at once, over whatever is being said. */
  readonly assertive: readonly string[];
  /** Said when the listener is free. */
  readonly polite: readonly string[];
}

type Say = (words: string, urgent?: boolean) => void;
type Source = (before: Moment, after: Moment, t: Translate, say: Say) => void;

/** Whether a turn is this seat's, or that of its hall or of its hall's delegate. */
export function isOwn(view: View, turn: FloorRequest): boolean {
  const { seat, site } = view.me;
  return turn.seat === seat || (site !== null && turn.site === site);
}

function turnWords(view: View, turn: FloorRequest, t: Translate): string {
  const { name } = speakerOf(view, turn);
  const question = turn.question === null ? undefined : view.questions.items[turn.question];
  if (question && turn.kind === 'question') return t('meeting.say.asks', { name, office: question.to_name });
  if (question && turn.kind === 'answer') return t('meeting.say.answers', { name, who: question.name });
  if (turn.kind === 'point_of_order') return t('meeting.say.point', { name });
  return t('meeting.say.turn', { name });
}

const turnNews: Source = ({ view: before }, { view: after }, t, say) => {
  const [old, turn] = [currentTurn(before), currentTurn(after)];
  if (old?.id === turn?.id) return;
  if (!turn) return say(t('meeting.say.turnOver'));
  if (isOwn(after, turn)) return say(t('meeting.say.ownTurn'), true);
  say(turnWords(after, turn, t));
};

/** What the clock of one turn did; `own` is told at once. */
function clockWords(known: FloorRequest, turn: FloorRequest, t: Translate): readonly string[] {
  const words: string[] = [];
  if (turn.rang_at !== null && turn.rang_at !== known.rang_at) words.push(t('meeting.say.bell'));
  if (turn.paused !== known.paused)
    words.push(t(turn.paused ? 'meeting.turn.paused' : 'meeting.say.clockGoesOn'));
  if (turn.held_by !== null && known.held_by === null) words.push(t('meeting.turn.heldHelp'));
  const more = turn.limit_s === null || known.limit_s === null ? 0 : turn.limit_s - known.limit_s;
  if (more > 0) words.push(t('meeting.say.extended', { n: Math.round(more / 60) }));
  return words;
}

const clockNews: Source = (before, after, t, say) => {
  const officer = !['site', 'delegate', 'observer'].includes(after.view.me.role);
  for (const turn of turns(after.view)) {
    const own = isOwn(after.view, turn);
    const known = before.view.floor.requests[turn.id];
    if (!known || !(own || officer)) continue;
    const mark = markBetween(turn, before.now, after.now);
    if (mark) say(t(mark === 'warn' ? 'meeting.say.warn' : 'meeting.say.timeUp'), own);
    for (const words of clockWords(known, turn, t)) say(words, own);
  }
};

/** Place of the seat's first waiting request, from 1; 0 when none waits. */
function ownPlace(view: View): number {
  return view.floor.queue.findIndex((id) => view.me.requests.includes(id)) + 1;
}

const queueNews: Source = ({ view: before }, { view: after }, t, say) => {
  const place = ownPlace(after);
  if (place > 0 && place !== ownPlace(before))
    say(place === 1 ? t('meeting.own.askedNext') : t('meeting.own.askedPlace', { n: place }));
  const [was, is] = [currentList(before)?.open, currentList(after)?.open];
  if (before.floor.current_list === after.floor.current_list && was !== is && is !== undefined)
    say(t(is ? 'meeting.say.listOpen' : 'meeting.say.listClosed'));
  if (!after.me.can.includes('floor.grant')) return;
  for (const id of after.floor.queue) {
    const request = after.floor.requests[id];
    if (request && !before.floor.requests[id])
      say(
        t(`meeting.say.wants.${request.kind === 'point_of_order' ? 'point' : 'floor'}`, {
          name: speakerOf(after, request).name,
        }),
      );
  }
};

const questionNews: Source = ({ view: before }, { view: after }, t, say) => {
  const { seat, site, can } = after.me;
  for (const id of after.questions.order) {
    const question = after.questions.items[id];
    if (!question || before.questions.items[id]) continue;
    const mine = question.to === seat || (site !== null && question.to_site === site);
    if (mine || can.includes('question.call'))
      say(t('meeting.say.question', { name: question.name, office: question.to_name }), mine);
  }
};

const pageNews: Source = ({ view: before }, { view: after }, t, say) => {
  const { paper, page } = after.front;
  if (before.front.paper === paper && before.front.page === page) return;
  if (paper === null) return say(t('meeting.say.pageHidden'));
  say(t('meeting.say.page', { page, title: after.papers.items[paper]?.title ?? '' }));
};

const stateNews: Source = ({ view: before }, { view: after }, t, say) => {
  if (before.meeting.state !== after.meeting.state) say(t(`meeting.state.${after.meeting.state}`));
  if (before.recording.on !== after.recording.on)
    say(t(after.recording.on ? 'meeting.say.recordOn' : 'meeting.say.recordOff'));
  if (before.presiding !== after.presiding)
    say(
      t('meeting.say.presiding', { name: personOf(after, after.presiding).name }),
      before.me.presides !== after.me.presides,
    );
  if (before.me.microphone !== after.me.microphone)
    say(t(`meeting.mic.${after.me.microphone}`), after.me.microphone === 'open');
};

const SOURCES: readonly Source[] = [
  stateNews,
  turnNews,
  clockNews,
  queueNews,
  questionNews,
  pageNews,
  voteNews,
];

/** What a listener should be told between two moments. */
export function newsBetween(before: Moment, after: Moment, t: Translate): News {
  const [assertive, polite]: [string[], string[]] = [[], []];
  const say: Say = (words, urgent = false) => {
    (urgent ? assertive : polite).push(words);
  };
  for (const source of SOURCES) source(before, after, t, say);
  return { assertive, polite };
}
