// How far the papers are, unit by unit, the worst first: what is expected, here, approved, sent back and overdue.
import { Loader } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconFileOff,
  IconPencil,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Agency, type Expected, type ExpectedState, submissions } from '../../api/submissions';
import { type Key, type Translate, useLanguage } from '../../i18n';
import { minutesTo } from '../../papers/tree';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { Empty, LoadFailed } from '../home/Notice';
import { spanText } from '../home/times';
import classes from './ReadinessBoard.module.css';

const LOOK_MS = 15_000;
const DAY = 24 * 60;
const ICONS: Readonly<Record<ExpectedState, Icon>> = {
  missing: IconFileOff,
  draft: IconPencil,
  sent_back: IconArrowBackUp,
  submitted: IconClock,
  approved: IconCircleCheck,
};

/** The figures of a unit in the order of their columns. */
const FIGURES: readonly (readonly [Key, (one: Agency) => number])[] = [
  ['papers.expected', (one) => one.expected],
  ['papers.received', (one) => one.received],
  ['papers.approvedCount', (one) => one.approved],
  ['papers.sentBackCount', (one) => one.sent_back],
  ['papers.lateCount', (one) => one.overdue],
];

export function ReadinessBoard() {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const { papers, agenda } = useMeetingView();
  const found = useQuery({
    queryKey: ['paper-readiness', meeting, papers, agenda.items],
    queryFn: () => submissions.readiness(meeting),
    placeholderData: (before) => before,
    refetchInterval: LOOK_MS,
  });
  if (found.isPending) return <Loader mx="auto" aria-label={t('common.loading')} />;
  if (!found.data)
    return <LoadFailed title={t('papers.listFailed')} problem={found.error} retry={found.refetch} />;
  const { agencies, now } = found.data;
  if (agencies.length === 0)
    return (
      <Empty icon={IconUsersGroup} title={t('papers.readinessEmpty')} help={t('papers.readinessEmptyHelp')} />
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a field that scrolls must be reachable by keyboard
    <section className={classes.field} aria-label={t('papers.viewReadiness')} tabIndex={0}>
      <table className={classes.board}>
        <thead>
          <tr>
            <th scope="col">{t('papers.agency')}</th>
            {FIGURES.map(([name]) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agencies.map((one) => (
            <AgencyRow key={one.unit} one={one} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AgencyRow({ one, now }: { one: Agency; now: string }) {
  const { t } = useLanguage();
  const bad = one.overdue > 0;
  return (
    <tr data-bad={bad || undefined}>
      <th scope="row">
        <span className={classes.name}>
          {bad && <IconAlertTriangle size={18} aria-hidden />}
          {one.name}
        </span>
        <span className={classes.due}>{dueWords(one, now, t)}</span>
        <ul className={classes.papers}>
          {one.papers.map((paper) => (
            <Owed key={paper.item} one={paper} />
          ))}
        </ul>
      </th>
      {FIGURES.map(([name, of]) => (
        <td key={name} className="figures" data-name={t(name)} data-zero={of(one) === 0 || undefined}>
          {of(one)}
        </td>
      ))}
    </tr>
  );
}

function Owed({ one }: { one: Expected }) {
  const { t } = useLanguage();
  const Mark = ICONS[one.state];
  return (
    <li data-state={one.overdue ? 'overdue' : one.state}>
      <Mark size={16} aria-hidden />
      <span>
        {one.title}: {t(`papers.state_${one.state}` as Key)}
        {one.overdue && ` · ${t('papers.lateCount')}`}
        {one.late && ` · ${t('papers.lateMark')}`}
      </span>
    </li>
  );
}

/** How long until the next deadline, or by how much it is over. */
function dueWords(one: Agency, now: string, t: Translate): string {
  if (one.received === one.expected) return t('papers.allIn');
  const minutes = minutesTo(one.next_due_at, now);
  if (minutes === null) return t('papers.noDue');
  const far = Math.abs(minutes);
  const time = far >= 2 * DAY ? t('papers.days', { n: Math.floor(far / DAY) }) : spanText(far * 60, t);
  return t(minutes < 0 ? 'papers.dueOver' : 'papers.dueIn', { time });
}
