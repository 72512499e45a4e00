// A vote under way as its desk sees it: how many, how long, who is missing, which hall counts hands; closing asks back.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Seat } from '../../api/view';
import type { Poll, PollDesk } from '../../api/view/polls';
import { ActButton } from '../../components/ActButton';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { type Translate, useT } from '../../i18n';
import { useUnderWay } from '../../lib/useUnderWay';
import { can, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { CancelButton } from './CancelButton';
import { type CountingHall, HandsDialog } from './HandsForm';
import { PollClock } from './PollClock';
import { PollHead } from './PollRow';
import { useBoxCount } from './useBoxCount';
import classes from './VotesPanel.module.css';
import { WithoutEffect } from './WithoutEffect';
import { majoritySentence } from './words';

/** Stands for a figure that is not known yet. */
const UNKNOWN = '–';

export function CheckingPoll({ poll }: { poll: Poll }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const missing = view.me.poll_desk[poll.id]?.not_ready ?? [];
  return (
    <article className={classes.card} data-live aria-label={poll.question}>
      <PollHead poll={poll} />
      {poll.ready && <Big value={poll.ready.ready} of={poll.ready.asked} words={t('votes.desk.readyNow')} />}
      <WithoutEffect poll={poll} />
      <Names title={t('votes.desk.notReady')} none={t('votes.desk.allReady')} seats={missing} />
      <div className={classes.actions}>
        {can(view, 'poll.open') && (
          <ActButton
            size="md"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            act={() => give('poll.open', { poll: poll.id })}
          >
            {t('votes.desk.open')}
          </ActButton>
        )}
        {can(view, 'poll.check_ready') && (
          <ActButton
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden />}
            act={() => give('poll.check_ready', { poll: poll.id })}
          >
            {t('votes.desk.checkAgain')}
          </ActButton>
        )}
        <CancelButton poll={poll} />
      </div>
    </article>
  );
}

export function LivePoll({ poll }: { poll: Poll }) {
  const t = useT();
  const view = useMeetingView();
  const inBox = useBoxCount(poll);
  const desk = view.me.poll_desk[poll.id];
  const { turnout } = poll;
  const cast = turnout?.cast ?? inBox;
  return (
    <article className={classes.card} data-live aria-label={poll.question}>
      <PollHead poll={poll} />
      {turnout && poll.state === 'open' && (
        <div className={classes.live}>
          <Big
            value={cast}
            of={turnout.entitled}
            words={t(poll.secret ? 'votes.desk.inBox' : 'votes.votedShort')}
          />
          <PollClock poll={poll} />
        </div>
      )}
      <p className={classes.rule}>{majoritySentence(poll, t)}</p>
      {poll.secret && turnout && poll.state === 'open' && (
        <p className={classes.rule}>{t('votes.desk.taken', { n: turnout.credentials })}</p>
      )}
      {turnout?.need != null && (
        <p className={classes.rule}>
          {turnout.counted === 'cast'
            ? t('votes.desk.quorumCast', { need: turnout.need, cast: cast ?? UNKNOWN })
            : t('votes.desk.quorumNow', { need: turnout.need, here: turnout.here })}
        </p>
      )}
      <WithoutEffect poll={poll} />
      {!poll.secret && desk && poll.state === 'open' && (
        <>
          <Names title={t('votes.desk.notCast')} none={t('votes.desk.allCast')} seats={desk.not_cast} />
          <Halls poll={poll} halls={desk.halls} />
        </>
      )}
      <div className={classes.actions}>
        <CloseButton poll={poll} cast={cast} entitled={turnout?.entitled ?? 0} />
        <CancelButton poll={poll} />
      </div>
    </article>
  );
}

/** `value`: null while it is not known. */
function Big({ value, of, words }: { value: number | null; of: number; words: string }) {
  return (
    <div className={classes.big}>
      <p className={classes.bigWords}>
        <strong className={`figures ${classes.bigFigure}`}>
          {value ?? UNKNOWN}/{of}
        </strong>{' '}
        {words}
      </p>
      <div className={classes.meter} aria-hidden>
        <span style={{ width: `${of === 0 ? 0 : Math.min(100, (100 * (value ?? 0)) / of)}%` }} />
      </div>
    </div>
  );
}

interface NamesProps {
  readonly title: string;
  readonly none: string;
  readonly seats: readonly Seat[];
}

/** Who is missing, by name; many of them fold. */
function Names({ title, none, seats }: NamesProps) {
  const view = useMeetingView();
  if (seats.length === 0) return <p className={classes.allDone}>{none}</p>;
  return (
    <details className={classes.missing} open={seats.length <= 12}>
      <summary>
        {title}: <strong className="figures">{seats.length}</strong>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ul tabIndex={0} aria-label={title}>
        {seats.map((seat) => {
          const { name, detail } = personOf(view, seat);
          const office = view.sites[seat] ? '' : detail;
          return (
            <li key={seat}>
              <strong>{name}</strong> {office}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function Halls({ poll, halls }: { poll: Poll; halls: PollDesk['halls'] }) {
  const t = useT();
  const view = useMeetingView();
  const [counting, count] = useState<CountingHall | null>(null);
  if (halls.length === 0) return null;
  return (
    <details className={classes.missing}>
      <summary>{t('votes.desk.halls')}</summary>
      <ul className={classes.halls}>
        {halls.map((hall) => {
          const { name } = personOf(view, hall.site);
          return (
            <li key={hall.site} className={classes.hall}>
              <span>
                <strong>{name}</strong>{' '}
                {hall.by_hands
                  ? t('votes.desk.hallHands')
                  : t('votes.desk.hallDevices', { cast: hall.cast, voters: hall.voters })}
              </span>
              {can(view, 'poll.count_hands') && (
                <Button
                  size="compact-md"
                  variant="default"
                  leftSection={<IconHandStop size={17} aria-hidden />}
                  aria-label={t('votes.desk.handsFor', { site: name })}
                  onClick={() => count({ ...hall, counts: hall.by_hands ? [] : null })}
                >
                  {t('votes.band.hands')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {counting && <HandsDialog poll={poll} hall={counting} onClose={() => count(null)} />}
    </details>
  );
}

interface CloseProps {
  readonly poll: Poll;
  /** Null while it is not known. */
  readonly cast: number | null;
  readonly entitled: number;
}

function CloseButton({ poll, cast, entitled }: CloseProps) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [asking, ask] = useDisclosure(false);
  const [closing, begin] = useUnderWay();
  if (poll.state !== 'open' || !can(view, 'poll.close')) return null;
  const close = () => give('poll.close', { poll: poll.id });
  return (
    <>
      <ActButton
        size="md"
        leftSection={<IconPlayerStop size={18} aria-hidden />}
        act={cast === null || cast < entitled ? ask.open : close}
      >
        {t('votes.desk.close')}
      </ActButton>
      {asking && (
        <ConfirmDialog
          title={t('votes.desk.closeTitle')}
          help={closeWords(poll, cast, entitled, t)}
          act={t('votes.desk.closeYes')}
          busy={closing}
          onClose={ask.close}
          onDo={() => void begin(async () => (await close()) && ask.close())}
        />
      )}
    </>
  );
}

function closeWords(poll: Poll, cast: number | null, entitled: number, t: Translate): string {
  if (cast === null) return t('votes.desk.closeUnknown');
  if (poll.secret) return t('votes.desk.closeSecret', { cast, entitled });
  return t('votes.desk.closeHelp', { n: entitled - cast });
}
