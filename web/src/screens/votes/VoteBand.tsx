// On every screen of a meeting: the vote that is prepared, open or over, what one may do about it, and its papers.
import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type Icon,
  IconAlertTriangle,
  IconChartBar,
  IconCheckbox,
  IconHandStop,
  IconHourglass,
  IconListCheck,
  IconMailOpened,
  IconThumbUp,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { OwnBallot, Poll } from '../../api/view/polls';
import type { Ending } from '../../ballots';
import { ActButton } from '../../components/ActButton';
import { type Translate, useT } from '../../i18n';
import { notifyWarning } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { useNow } from '../../lib/useNow';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { isOpen, type Paper } from '../../stores/voting';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import { BallotDialog } from './BallotDialog';
import { HandsDialog } from './HandsForm';
import { ballotsIn, currentPoll, resultOf, stagedResult } from './moments';
import { PollClock } from './PollClock';
import { ResultBoard } from './ResultBoard';
import classes from './VoteBand.module.css';
import { useEnding, usePapers, useVoting } from './VotingProvider';
import { choiceWords, outcomeWords } from './words';

interface Props {
  /** `hall` for ten metres, `hand` for a phone, `desk` beside other work. */
  readonly size: 'hall' | 'hand' | 'desk';
  /** Results fill this screen by themselves: the key puts them away and brings them back. */
  readonly results?: 'dialog' | 'stage';
  /** A screen beside the seat's own: shows, and gives no votes. */
  readonly watches?: boolean;
  /** Opens the desk of votes, on the screen of somebody who runs them. */
  readonly onDesk?: () => void;
}

export function VoteBand({ size, results = 'dialog', watches = false, onDesk }: Props) {
  const view = useMeetingView();
  const poll = currentPoll(view, useNow());
  if (!poll) return null;
  return <Band key={poll.id} {...{ poll, size, results, watches, onDesk }} />;
}

/** Opens the paper as soon as there is one to give, over whatever is on the screen; put aside it stays aside. */
function usePaperDialog(poll: Poll, papers: readonly Paper[]) {
  const voting = useVoting();
  const { aside } = useObservable(voting);
  const [asked, ask] = useState(false);
  const open = poll.state === 'open' && papers.length > 0;
  const waits = open && papers.some(isOpen);
  const [begun, begin] = useState(waits);
  useEffect(() => {
    if (waits) begin(true);
  }, [waits]);
  const opened = open && (asked || (begun && aside !== poll.id));
  return {
    opened,
    open: () => ask(true),
    close: () => {
      ask(false);
      voting.putAside(poll.id);
    },
  };
}

/** Shows what came of the vote, if this seat may see it: over the large area and away again, or in a dialog. */
function useResultSwitch(poll: Poll, results: 'dialog' | 'stage', open: () => void) {
  const view = useMeetingView();
  const voting = useVoting();
  const { shown } = useObservable(voting);
  const now = useNow();
  if (poll.state !== 'closed' || resultOf(view, poll) === null) return undefined;
  if (results === 'dialog') return open;
  return () => voting.show(poll.id, stagedResult(view, shown, now)?.id !== poll.id);
}

/** Whether the hall's clerk is counting hands. Who is at it when the vote closes is told why the form goes. */
function useCounting(poll: Poll, may: boolean) {
  const t = useT();
  const [counting, count] = useDisclosure(false);
  const { close } = count;
  const { state } = poll;
  useEffect(() => {
    if (!counting || may) return;
    close();
    notifyWarning(t(state === 'cancelled' ? 'votes.say.cancelled' : 'votes.say.closed'));
  }, [counting, may, state, close, t]);
  return [counting, count] as const;
}

interface BandProps extends Omit<Required<Props>, 'onDesk'> {
  readonly poll: Poll;
  readonly onDesk: (() => void) | undefined;
}

function Band({ poll, size, results, watches, onDesk }: BandProps) {
  const t = useT();
  const view = useMeetingView();
  const rows = watches ? [] : ballotsIn(view, poll.id);
  const papers = usePapers(rows);
  const ending = useEnding(poll);
  const paper = usePaperDialog(poll, papers);
  const [reading, read] = useDisclosure(false);
  const seeResult = useResultSwitch(poll, results, read.open);
  const hall = !watches && view.me.hall_poll?.poll === poll.id ? view.me.hall_poll : null;
  const [counting, count] = useCounting(poll, hall !== null);
  const main = poll.state === 'open' && rows.length > 0 ? paper.open : seeResult;
  const hands = hall && can(view, 'poll.count_hands') ? count.open : undefined;
  useKeyTable([
    { keys: ['F2'], does: 'votes.key.open', run: main },
    ...(view.me.role === 'site' ? [{ keys: ['F8'], does: 'votes.key.hands', run: hands } as const] : []),
  ]);
  return (
    <section className={classes.band} data-size={size} data-state={poll.state} aria-label={t('votes.title')}>
      <Said poll={poll} rows={rows} papers={papers} ending={watches ? null : ending} />
      <Turnout poll={poll} />
      <div className={classes.actions}>
        {!watches && <ReadyButton poll={poll} />}
        {poll.state === 'open' && rows.length > 0 && (
          <Button size="md" leftSection={<IconMailOpened size={20} aria-hidden />} onClick={paper.open}>
            {paperWords(poll, papers, t)}
          </Button>
        )}
        {hands && <KeyButton letter="F8" Sign={IconHandStop} label={t('votes.band.hands')} onClick={hands} />}
        {seeResult && (
          <KeyButton letter="F2" Sign={IconChartBar} label={t('votes.band.result')} onClick={seeResult} />
        )}
        {onDesk && (
          <KeyButton letter="F4" Sign={IconListCheck} label={t('votes.desk.title')} onClick={onDesk} />
        )}
      </div>
      <BallotDialog poll={poll} rows={rows} opened={paper.opened} onClose={paper.close} />
      {counting && hall && (
        <HandsDialog poll={poll} hall={{ site: view.me.seat, ...hall }} onClose={count.close} />
      )}
      <ResultDialog poll={poll} size={size} opened={reading} onClose={read.close} />
    </section>
  );
}

interface ResultProps {
  readonly poll: Poll;
  readonly size: Props['size'];
  readonly opened: boolean;
  readonly onClose: () => void;
}

function ResultDialog({ poll, size, opened, onClose }: ResultProps) {
  const t = useT();
  const result = resultOf(useMeetingView(), poll);
  return (
    <Modal
      opened={opened && result !== null}
      onClose={onClose}
      size="xl"
      title={t('votes.result.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {result && <ResultBoard poll={poll} result={result} size={size === 'hand' ? 'hand' : 'desk'} />}
    </Modal>
  );
}

interface KeyButtonProps {
  readonly letter: string;
  readonly Sign: Icon;
  readonly label: string;
  readonly onClick: () => void;
}

function KeyButton({ letter, Sign, label, onClick }: KeyButtonProps) {
  return (
    <Button
      size="md"
      variant="default"
      leftSection={<Sign size={20} aria-hidden />}
      rightSection={
        <kbd className={classes.key} aria-hidden>
          {letter}
        </kbd>
      }
      onClick={onClick}
      aria-keyshortcuts={letter}
    >
      {label}
    </Button>
  );
}

function paperWords(poll: Poll, papers: readonly Paper[], t: Translate): string {
  const open = papers.filter(isOpen).length;
  if (open > 0) return papers.length > 1 ? t('votes.band.openMore', { n: open }) : t('votes.band.open');
  return t(poll.revocable ? 'votes.band.change' : 'votes.band.see');
}

interface SaidProps {
  readonly poll: Poll;
  readonly rows: readonly OwnBallot[];
  readonly papers: readonly Paper[];
  readonly ending: Ending | null;
}

function Said({ poll, rows, papers, ending }: SaidProps) {
  const t = useT();
  const view = useMeetingView();
  const own = rows.findIndex((row) => !row.proxy);
  const paper = papers[own] ?? papers[0];
  return (
    <div className={classes.said}>
      <span className={classes.phase}>
        <PhaseSign poll={poll} />
        <span>{bandWords(poll, t)}</span>
        {poll.state === 'open' && paper && (
          <strong className={classes.own} data-state={paper.state}>
            {paper.state === 'recorded' && paper.choices.length > 0 && !poll.secret
              ? t('votes.state.choice', { choice: choiceWords(poll, paper.choices, t) })
              : t(`votes.state.${paper.state}`)}
          </strong>
        )}
        {ending && (
          <strong className={classes.own} data-state={ending} role="status">
            <IconAlertTriangle size="1.1em" aria-hidden /> {t(`votes.ending.${ending}`)}
          </strong>
        )}
        {poll.result && (
          <strong className={classes.outcome} data-outcome={poll.result.outcome}>
            {outcomeWords(poll, poll.result, t)}
          </strong>
        )}
        {view.me.hall_poll?.counts && poll.state === 'open' && (
          <strong className={classes.own}>{t('votes.hands.entered')}</strong>
        )}
      </span>
      <strong className={classes.question}>{poll.question}</strong>
    </div>
  );
}

function PhaseSign({ poll }: { poll: Poll }) {
  if (poll.state === 'checking') return <IconThumbUp size="1.2em" aria-hidden />;
  if (poll.state === 'open') return <IconCheckbox size="1.2em" aria-hidden />;
  return poll.result ? <IconChartBar size="1.2em" aria-hidden /> : <IconHourglass size="1.2em" aria-hidden />;
}

function bandWords(poll: Poll, t: Translate): string {
  if (poll.state === 'checking') return t('votes.band.ready');
  if (poll.state === 'cancelled')
    return poll.cancelled_reason
      ? t('votes.band.cancelledFor', { reason: poll.cancelled_reason })
      : t('votes.band.cancelled');
  if (poll.state === 'closed') return t(poll.result ? 'votes.result.title' : 'votes.band.closed');
  return t(poll.state === 'counting' ? 'votes.phase.counting' : 'votes.phase.open');
}

/** How many have voted and the time left, large enough for a hall. */
function Turnout({ poll }: { poll: Poll }) {
  const t = useT();
  const { turnout, ready } = poll;
  if (poll.state === 'checking' && ready)
    return (
      <span className={classes.figures}>
        {t('votes.band.readyCount', { ready: ready.ready, asked: ready.asked })}
      </span>
    );
  if (poll.state !== 'open' || !turnout) return null;
  return (
    <span className={classes.turnout}>
      <span className={classes.figures}>
        {turnout.cast === null
          ? t('votes.band.entitled', { n: turnout.entitled })
          : t('votes.band.count', { cast: turnout.cast, entitled: turnout.entitled })}
      </span>
      <PollClock poll={poll} />
    </span>
  );
}

function ReadyButton({ poll }: { poll: Poll }) {
  const t = useT();
  const { me } = useMeetingView();
  const give = useCommand();
  if (me.ready?.poll !== poll.id) return null;
  if (me.ready.ready) return <span className={classes.readySaid}>{t('votes.band.readySaid')}</span>;
  return (
    <ActButton
      size="md"
      data-first
      leftSection={<IconThumbUp size={20} aria-hidden />}
      act={() => give('ballot.ready', { poll: poll.id })}
    >
      {t('votes.band.iAmReady')}
    </ActButton>
  );
}
