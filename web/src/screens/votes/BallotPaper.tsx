// One vote: choose, then send; what became of it; changed or withdrawn for as long as the poll lets one.
import { Button, Group, Loader, UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconCircleCheckFilled,
  IconClock,
  IconLock,
  IconPencil,
  IconSend,
  IconSquare,
  IconSquareCheckFilled,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError } from '../../api/errors';
import type { OwnBallot, Poll } from '../../api/view/polls';
import { NOT_KEPT } from '../../ballots';
import { ActButton } from '../../components/ActButton';
import { type Translate, useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { mayWithdraw, type Paper, type PaperState } from '../../stores/voting';
import { useCommand } from '../parts/useCommand';
import classes from './BallotPaper.module.css';
import { pressed } from './pressing';
import { useVoting } from './VotingProvider';
import { choiceWords, optionWords } from './words';

interface Props {
  readonly poll: Poll;
  readonly row: OwnBallot;
  readonly paper: Paper;
  /** A vote that was given is being chosen anew. */
  readonly changing: boolean;
  readonly onChanging: (changing: boolean) => void;
}

export function BallotPaper({ poll, row, paper, changing, onChanging }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const asks = paper.state === 'may_cast' || paper.state === 'failed' || changing;
  const mayChange = poll.revocable && paper.state === 'recorded';
  return (
    <div className={classes.paper}>
      {asks ? (
        <Choices
          key={changing ? 'change' : 'first'}
          poll={poll}
          row={row}
          first={paper.choices}
          problem={paper.problem}
          onSent={() => onChanging(false)}
        />
      ) : (
        <State poll={poll} paper={paper} />
      )}
      {mayChange && !changing && (
        <Group gap="xs" grow>
          <Button
            variant="default"
            size="md"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => onChanging(true)}
          >
            {t('votes.ballot.change')}
          </Button>
          {mayWithdraw(poll, row, paper) && can(view, 'ballot.withdraw') && (
            <ActButton
              variant="default"
              size="md"
              leftSection={<IconArrowBackUp size={20} aria-hidden />}
              act={() => give('ballot.withdraw', { poll: poll.id, seat: row.seat })}
            >
              {t('votes.ballot.withdraw')}
            </ActButton>
          )}
        </Group>
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly poll: Poll;
  readonly row: OwnBallot;
  readonly first: readonly string[];
  readonly problem: Paper['problem'];
  readonly onSent: () => void;
}

function Choices({ poll, row, first, problem, onSent }: ChoicesProps) {
  const t = useT();
  const voting = useVoting();
  const [chosen, choose] = useState(first);
  const several = poll.most > 1;
  const words =
    chosen.length > 1
      ? t('votes.ballot.sendMany', { n: chosen.length })
      : t('votes.ballot.send', { choice: choiceWords(poll, chosen, t) });
  const send = () => {
    onSent();
    void voting.cast(row, chosen);
  };
  return (
    <>
      {problem && (
        <p className={classes.problem} role="alert">
          <IconAlertTriangle size={22} aria-hidden /> {failedWords(poll, problem, t)}
        </p>
      )}
      {poll.kind === 'list' && (
        <p className={classes.hint}>{several ? t('votes.mostOf', { n: poll.most }) : t('votes.pickOne')}</p>
      )}
      <fieldset
        className={classes.choices}
        data-many={poll.options.length > 3 || undefined}
        aria-label={t('votes.question')}
      >
        {poll.options.map((option, index) => {
          const on = chosen.includes(option.id);
          const Mark = markOf(on, several);
          return (
            <UnstyledButton
              key={option.id}
              className={classes.choice}
              data-choice={option.id}
              data-first={index === 0 || undefined}
              aria-pressed={on}
              onClick={() => choose(pressed(chosen, option.id, poll.most))}
            >
              <Mark className={classes.mark} aria-hidden />
              <span className={classes.label}>{optionWords(option, t)}</span>
            </UnstyledButton>
          );
        })}
      </fieldset>
      <Button
        className={classes.send ?? ''}
        size="xl"
        fullWidth
        disabled={chosen.length === 0}
        leftSection={<IconSend size={24} aria-hidden />}
        onClick={send}
      >
        {chosen.length === 0 ? t('votes.ballot.choose') : words}
      </Button>
    </>
  );
}

function markOf(on: boolean, several: boolean): Icon {
  if (several) return on ? IconSquareCheckFilled : IconSquare;
  return on ? IconCircleCheckFilled : IconCircle;
}

/** Why a vote was not taken. A secret one has only a code: the server says nothing to nobody. */
function failedWords(poll: Poll, problem: ApiError, t: Translate): string {
  if (!poll.secret) return `${t('votes.state.failed')}. ${problemText(problem, t)}`;
  if (problem.code === 'poll.closed') return t('votes.ending.late');
  if (problem.code === NOT_KEPT) return t('votes.state.notKept');
  return t('votes.state.secretFailed', { code: problem.code });
}

const SIGNS: Readonly<Partial<Record<PaperState, Icon>>> = {
  recorded: IconCheck,
  waiting: IconClock,
  elsewhere: IconLock,
  impossible: IconAlertTriangle,
  unconfirmed: IconAlertTriangle,
};

function State({ poll, paper }: { poll: Poll; paper: Paper }) {
  const t = useT();
  const Sign = SIGNS[paper.state];
  const busy = paper.state === 'sent' || paper.state === 'preparing';
  return (
    <div className={classes.state} data-state={paper.state} role="status">
      {busy ? <Loader size={30} aria-hidden /> : Sign && <Sign className={classes.sign} aria-hidden />}
      <span className={classes.said}>
        <strong>
          {t(
            poll.secret && paper.state === 'recorded'
              ? 'votes.state.recordedSecret'
              : `votes.state.${paper.state}`,
          )}
        </strong>
        {paper.choices.length > 0 && (
          <span className={classes.chosen}>{choiceWords(poll, paper.choices, t)}</span>
        )}
      </span>
    </div>
  );
}
