// What is heard of votes between two moments, in words and as sounds. Pure.
import type { View } from '../../api/view';
import type { Poll } from '../../api/view/polls';
import type { Translate } from '../../i18n';
import type { SoundName } from '../../lib/sounds';
import { secondsToClose } from './moments';
import { optionWords, outcomeWords } from './words';

interface Moment {
  readonly view: View;
  readonly now: number;
}
type Say = (words: string, urgent?: boolean) => void;

/** Seconds before the end at which those who have not voted are told. */
const HURRY_S = 15;

const asksThis = (view: View) => view.me.ballots.some(({ state }) => state !== 'given_away');
const changed = (before: View, after: View) =>
  after.polls.order.flatMap((id) => {
    const [was, is] = [before.polls.items[id], after.polls.items[id]];
    return is && was !== is ? [{ was, is }] : [];
  });

const opens = (was: Poll | undefined, is: Poll) => is.state === 'open' && was?.state !== 'open';
const releases = (was: Poll | undefined, is: Poll) => is.released_at !== null && !was?.released_at;
const closes = (was: Poll | undefined, is: Poll) =>
  was?.state === 'open' && (is.state === 'counting' || is.state === 'closed');

function hurries(before: Moment, after: Moment): boolean {
  const poll = after.view.polls.open === null ? undefined : after.view.polls.items[after.view.polls.open];
  if (!poll || !after.view.me.ballots.some(({ state }) => state === 'may_cast')) return false;
  const [was, is] = [secondsToClose(poll, before.now), secondsToClose(poll, after.now)];
  return was !== null && is !== null && was > HURRY_S && is <= HURRY_S && is > 0;
}

function resultWords(poll: Poll, t: Translate): string {
  const { result } = poll;
  if (!result) return '';
  const counts = result.counts.flatMap(({ choice, count }) => {
    const option = poll.options.find(({ id }) => id === choice);
    return option ? [t('votes.say.count', { choice: optionWords(option, t), n: count })] : [];
  });
  return t('votes.say.result', { outcome: outcomeWords(poll, result, t), counts: counts.join(', ') });
}

/** A vote that opens is told at once to who votes, in turn to everybody else. */
export function voteNews(before: Moment, after: Moment, t: Translate, say: Say): void {
  const own = asksThis(after.view);
  for (const { was, is } of changed(before.view, after.view)) {
    if (opens(was, is)) say(t('votes.say.opened', { question: is.question }), own);
    else if (closes(was, is)) say(t('votes.say.closed'));
    if (is.state === 'cancelled' && was?.opened_at) say(t('votes.say.cancelled'));
    if (releases(was, is)) say(resultWords(is, t));
  }
  if (after.view.me.ready && !before.view.me.ready) say(t('votes.say.ready'), true);
  if (hurries(before, after)) say(t('votes.say.seconds', { n: HURRY_S }), true);
}

/** The sounds that go with it. */
export function voteSounds(before: Moment, after: Moment): readonly SoundName[] {
  const due: SoundName[] = [];
  for (const { was, is } of changed(before.view, after.view)) {
    if (opens(was, is)) due.push('vote');
    if (releases(was, is) && is.result) due.push('result');
  }
  if (after.view.me.ready && !before.view.me.ready) due.push('vote');
  if (hurries(before, after)) due.push('warn');
  return due;
}
