// Where the page needs the room: what waits for a delegate in one line, and a sheet that holds all of it.
import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlarm,
  IconBell,
  IconCalendarClock,
  IconChevronUp,
  IconMessage2,
  IconSpeakerphone,
  IconUserCheck,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { type Translate, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useMeetingView } from '../../stores/SeatProvider';
import { codeIn } from '../attendance/checkinAddress';
import { useKeyTable } from '../parts/Keys';
import { Left } from '../parts/program/Notices';
import { PendingStack } from './PendingStack';
import classes from './PendingStrip.module.css';
import { type Answer, type Pending, pendingOf } from './pending';

const ASKS = {
  'delegate.check_in': 'attendance.checkInShort',
  'delegate.return': 'attendance.comeBackShort',
  'invitation.answer': 'attendance.answer',
} as const satisfies Record<Answer, string>;

export function PendingStrip() {
  const { t } = useLanguage();
  const pending = pendingOf(useMeetingView());
  const answer = pending?.answer ?? null;
  // Who comes by the hall's QR code finds the form open with the code in it.
  const { hash } = useLocation();
  const [opened, sheet] = useDisclosure(codeIn(hash) !== '' && answer !== null);
  useKeyTable([{ keys: ['N'], does: 'attendance.pendingOpen', run: pending ? sheet.open : undefined }]);
  // What was asked has been answered: the page is wanted again.
  const { close } = sheet;
  useEffect(() => {
    if (answer !== null) return close;
  }, [answer, close]);
  if (!pending) return null;
  return (
    <section className={classes.strip} aria-label={t('attendance.pending')}>
      <Spoken pending={pending} />
      {answer && (
        <UnstyledButton className={classes.answer} onClick={sheet.open} aria-haspopup="dialog">
          <IconUserCheck size={20} aria-hidden /> {t(ASKS[answer])}
        </UnstyledButton>
      )}
      {pending.count > (answer ? 1 : 0) && (
        <UnstyledButton className={classes.told} onClick={sheet.open} aria-haspopup="dialog">
          <Told pending={pending} />
          <span className={classes.count}>
            <span className="visually-hidden">{t('attendance.pendingCount', { n: pending.count })}</span>
            <span aria-hidden>{pending.count}</span>
            <IconChevronUp size={18} aria-hidden />
          </span>
        </UnstyledButton>
      )}
      <Drawer
        opened={opened}
        onClose={sheet.close}
        position="bottom"
        title={t('attendance.pending')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        classNames={{ content: classes.sheet ?? '' }}
      >
        <PendingStack />
      </Drawer>
    </section>
  );
}

/** The words of what is told in the line itself, the most pressing one. */
function Told({ pending }: { pending: Pending }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const [notice] = pending.notices;
  if (pending.called)
    return <Line Icon={IconSpeakerphone} words={`${t('attendance.calling')}: ${pending.called}`} />;
  if (notice)
    return (
      <Line
        Icon={notice.kind === 'countdown' ? IconAlarm : IconMessage2}
        words={notice.text || t('program.countdownPlain')}
        until={notice.kind === 'countdown' ? notice.ends_at : null}
      />
    );
  if (pending.nextItem) {
    const item = view.agenda.items[pending.nextItem];
    return <Line Icon={IconCalendarClock} words={`${t('agenda.yours')}: ${item?.title ?? ''}`} />;
  }
  if (pending.here)
    return (
      <Line Icon={IconUserCheck} words={t('attendance.here', { time: formatTime(pending.here, language) })} />
    );
  return <Line Icon={IconBell} words={t('attendance.changeAnswer')} />;
}

interface LineProps {
  readonly Icon: typeof IconBell;
  readonly words: string;
  readonly until?: string | null;
}

function Line({ Icon, words, until = null }: LineProps) {
  return (
    <>
      <Icon size={20} stroke={1.8} className={classes.icon ?? ''} aria-hidden />
      <span className={classes.words}>{words}</span>
      {until && <Left until={until} />}
    </>
  );
}

/** Read aloud when it comes, in full, although the line shows only its beginning. */
function Spoken({ pending }: { pending: Pending }) {
  const { t } = useLanguage();
  return (
    <ul className="visually-hidden" aria-live="polite" aria-label={t('program.notices')}>
      {spokenOf(pending, t).map(({ id, words }) => (
        <li key={id}>{words}</li>
      ))}
    </ul>
  );
}

function spokenOf({ answer, called, notices }: Pending, t: Translate) {
  return [
    ...(answer ? [{ id: answer, words: t(ASKS[answer]) }] : []),
    ...(called ? [{ id: called, words: `${t('attendance.calling')}: ${called}` }] : []),
    ...notices.map((one) => ({ id: one.id, words: one.text || t('program.countdownPlain') })),
  ];
}
