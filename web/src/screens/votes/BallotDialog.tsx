// The ballot paper over what is on the screen: the question, the rule, one vote at a time, own first.
import { Button, Modal, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconShieldLock, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { OwnBallot, Poll } from '../../api/view/polls';
import { type Translate, useT } from '../../i18n';
import { isOpen, type Paper } from '../../stores/voting';
import classes from './BallotDialog.module.css';
import { BallotPaper } from './BallotPaper';
import { PollClock } from './PollClock';
import { usePapers } from './VotingProvider';
import { majoritySentence } from './words';

/** A paper that was recorded stays a moment so that it is seen to be, then gives the screen back. */
const LINGER_MS = 3500;
/** A question of more letters is set smaller, so that the choices stay in sight. */
const LONG = 240;

interface Props {
  readonly poll: Poll;
  readonly rows: readonly OwnBallot[];
  readonly opened: boolean;
  /** `by` is who wanted it: the voter, or the paper itself when all is recorded. */
  readonly onClose: () => void;
}

export function BallotDialog({ poll, rows, opened, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t(poll.secret ? 'votes.secret' : 'votes.title')}
      closeButtonProps={{ 'aria-label': t('votes.ballot.later') }}
      classNames={{ title: classes.head ?? '', content: classes.content ?? '' }}
    >
      {opened && <Papers poll={poll} rows={rows} onClose={onClose} />}
    </Modal>
  );
}

/** Not while a vote is being changed; another paper looked at is seen as long as the last. */
function useLeaveWhenDone(
  papers: readonly Paper[],
  at: number,
  changing: boolean,
  onClose: () => void,
): void {
  const [openedWithWork] = useState(() => papers.some(isOpen));
  const done = papers.every(({ state }) => state === 'recorded' || state === 'given_away');
  const leaves = openedWithWork && done && !changing;
  // What is drawn around it is drawn anew every second, which must not begin the wait again.
  const leave = useRef(onClose);
  useEffect(() => {
    leave.current = onClose;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each paper looked at begins the wait anew
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => leave.current(), LINGER_MS);
    return () => clearTimeout(timer);
  }, [leaves, at]);
}

function Papers({ poll, rows, onClose }: Omit<Props, 'opened'>) {
  const t = useT();
  const papers = usePapers(rows);
  const firstOpen = papers.findIndex(isOpen);
  const [chosen, choose] = useState(Math.max(0, firstOpen));
  const [changing, setChanging] = useState<string | null>(null);
  const at = Math.min(chosen, rows.length - 1);
  useLeaveWhenDone(papers, at, changing !== null, onClose);
  const [row, paper] = [rows[at], papers[at]];
  if (!row || !paper) return null;
  const next = papers.findIndex((one, index) => index !== at && isOpen(one));
  const turnTo = (index: number) => {
    choose(index);
    if (index !== at) setChanging(null);
  };
  return (
    <div className={classes.dialog}>
      <div className={classes.top}>
        <h2
          className={classes.question}
          data-long={poll.question.length > LONG || undefined}
          tabIndex={-1}
          data-autofocus
        >
          {poll.question}
        </h2>
        <PollClock poll={poll} />
      </div>
      <p className={classes.rule}>{majoritySentence(poll, t)}</p>
      {poll.secret && (
        <p className={classes.secret}>
          <IconShieldLock size={24} aria-hidden /> {t('votes.ballot.secretHelp')}
        </p>
      )}
      {rows.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and asks for a legend
        <div className={classes.rows} role="group" aria-label={t('votes.ballot.all')}>
          {rows.map((one, index) => (
            <UnstyledButton
              key={one.seat}
              className={classes.row}
              aria-pressed={index === at}
              onClick={() => turnTo(index)}
            >
              <Mark paper={papers[index]} />
              <span>{ownerWords(one, t)}</span>
            </UnstyledButton>
          ))}
        </div>
      )}
      <section className={classes.section} aria-label={ownerWords(row, t)}>
        <p className={classes.owner} data-proxy={row.proxy || undefined}>
          {row.proxy && <IconUsersGroup size={22} aria-hidden />}
          <strong>{ownerWords(row, t)}</strong>
          <span>{row.proxy ? t('votes.ballot.proxyHelp') : row.name}</span>
        </p>
        <BallotPaper
          key={row.seat}
          poll={poll}
          row={row}
          paper={paper}
          changing={changing === row.seat}
          onChanging={(on) => setChanging(on ? row.seat : null)}
        />
      </section>
      <div className={classes.foot}>
        {next >= 0 && !isOpen(paper) && (
          <Button size="md" onClick={() => turnTo(next)}>
            {t('votes.ballot.next')}
          </Button>
        )}
        <Button size="md" variant="subtle" onClick={onClose}>
          {t(papers.some(isOpen) ? 'votes.ballot.later' : 'votes.ballot.done')}
        </Button>
      </div>
    </div>
  );
}

function Mark({ paper }: { paper: Paper | undefined }) {
  const t = useT();
  const Icon = paper && isOpen(paper) ? IconCircleDashed : IconCheck;
  return <Icon size={20} aria-label={t(`votes.state.${paper?.state ?? 'may_cast'}`)} />;
}

function ownerWords(row: OwnBallot, t: Translate): string {
  if (row.proxy) return t('votes.ballot.proxy', { name: row.name });
  return t(row.seat.startsWith('site-') ? 'votes.ballot.ownSite' : 'votes.ballot.own');
}
