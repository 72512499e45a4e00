// The roll-call: one line a person, one press or key a mark, then on to the next nobody has answered for.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconCheck, IconDownload, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { meetings } from '../../api/meetings';
import { useLanguage, useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { CallDesk, useCalling } from '../attendance/CallDesk';
import { MeetingQuorum } from '../attendance/QuorumChoice';
import { QuorumMeter } from '../attendance/QuorumMeter';
import { matches } from '../home/fold';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import classes from './RollPanel.module.css';
import { RollRow } from './RollRow';
import {
  countsOf,
  groupsOf,
  MARK_KEYS,
  nextUnknown,
  type RollCounts,
  type RollStatus,
  type RollSubject,
} from './rollCall';
import { OFFICERS, subjectsOf } from './subjects';

const SHOWN: readonly RollStatus[] = ['present', 'late', 'excused', 'absent', 'unknown'];

export function RollPanel() {
  const t = useT();
  const view = useMeetingView();
  const [query, setQuery] = useState('');
  const [openOnly, setOpenOnly] = useState(false);
  const all = useMemo(() => subjectsOf(view), [view]);
  const counts = countsOf(all);
  const listed = all
    .filter((one) => matches(query, one.name, one.office, view.sites[one.group]?.name ?? ''))
    .filter((one) => !openOnly || one.roll === 'unknown');
  const roll = useRoll(listed);
  return (
    <div className={classes.panel}>
      <div className={classes.tools}>
        <Counts counts={counts} />
        <RollCommands />
      </div>
      <CallDesk />
      <div className={classes.tools}>
        <div className={classes.quorum}>
          <QuorumMeter />
        </div>
        <MeetingQuorum />
      </div>
      <div className={classes.tools}>
        <TextInput
          className={classes.search ?? ''}
          aria-label={t('secretary.rollSearch')}
          placeholder={t('secretary.rollSearch')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Checkbox
          label={t('secretary.rollOnlyOpen')}
          checked={openOnly}
          onChange={(event) => setOpenOnly(event.currentTarget.checked)}
        />
        {!roll.calling && <span className={classes.keys}>{t('secretary.rollKeys')}</span>}
      </div>
      <div className={classes.list}>
        {counts.total > 0 && counts.unknown === 0 && (
          <p className={classes.done} role="status">
            <IconCheck size={18} aria-hidden /> {t('secretary.rollDone', { n: counts.total })}
          </p>
        )}
        {listed.length === 0 && <p className={classes.none}>{t('secretary.rollNone')}</p>}
        {groupsOf(listed).map((group) => (
          <section
            key={group.key}
            className={classes.group}
            data-lone={group.subjects.length === 1 || undefined}
          >
            {group.subjects.length > 1 && (
              <h3 className={classes.groupHead}>
                {group.key === OFFICERS
                  ? t('secretary.officersGroup')
                  : (view.sites[group.key]?.name ?? group.key)}
                <span className="figures">
                  {t('secretary.rollCounts', {
                    present: group.counts.present + group.counts.late,
                    total: group.counts.total,
                  })}
                </span>
              </h3>
            )}
            {group.subjects.map((one) => (
              <RollRow
                key={one.seat}
                subject={one}
                selected={one.seat === roll.selected}
                enabled={roll.enabled}
                onSelect={() => roll.select(one.seat)}
                onMark={(status, note) => roll.mark(one, status, note)}
              />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

/** Which line is current, and marking it by press or key. */
function useRoll(listed: readonly RollSubject[]) {
  const view = useMeetingView();
  const give = useCommand();
  const [selected, select] = useState<string | null>(null);
  const index = listed.findIndex((one) => one.seat === selected);
  const enabled = can(view, 'roll.mark');
  const calling = useCalling();
  const mark = (one: RollSubject, status: RollStatus, note = one.note) => {
    const at = listed.indexOf(one);
    const next = nextUnknown(listed, at);
    select(listed[next === at || next === -1 ? at : next]?.seat ?? one.seat);
    void give('roll.mark', { subject: one.seat, status, note });
  };
  const step = (by: number) => () => {
    const target = index === -1 ? 0 : Math.min(Math.max(index + by, 0), listed.length - 1);
    select(listed[target]?.seat ?? null);
  };
  const current = listed[index];
  useKeyTable([
    {
      keys: ['ArrowUp', 'ArrowDown'],
      does: 'secretary.keyMove',
      run: (key) => step(key === 'ArrowUp' ? -1 : 1)(),
    },
    {
      keys: Object.keys(MARK_KEYS),
      does: 'secretary.keyMark',
      run: enabled && current && !calling ? (key) => mark(current, MARK_KEYS[key] ?? 'unknown') : undefined,
    },
  ]);
  return { selected, select, mark, enabled, calling };
}

function Counts({ counts }: { counts: RollCounts }) {
  const t = useT();
  return (
    <ul className={classes.counts} aria-label={t('secretary.roll')}>
      {SHOWN.map((status) => (
        <li key={status} data-status={status}>
          <strong className="figures">{counts[status]}</strong> {t(`secretary.${status}`)}
        </li>
      ))}
    </ul>
  );
}

function RollCommands() {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  return (
    <div className={classes.commands}>
      {can(view, 'roll.start') && (
        <Button size="sm" onClick={() => void give('roll.start')}>
          {t('secretary.rollStart')}
        </Button>
      )}
      {can(view, 'roll.finish') && (
        <Button size="sm" variant="default" onClick={() => void give('roll.finish')}>
          {t('secretary.rollFinish')}
        </Button>
      )}
      <Button
        component="a"
        size="sm"
        variant="subtle"
        href={meetings.attendanceUrl(view.meeting.id, language)}
        download
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('attendance.download')}
      </Button>
    </div>
  );
}
