// One series: the days to come, what became of each, and what can be done with one of them.
import { Button, Menu, Textarea } from '@mantine/core';
import {
  IconArrowLeft,
  IconCalendarOff,
  IconCalendarTime,
  IconPencil,
  IconRestore,
  IconX,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Series, type SeriesDay, series } from '../../api/planning';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DateTimeField } from '../../components/DateFields';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { dayFigures, fromLocalInput, toLocalInput } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import admin from '../admin/Admin.module.css';
import { Awaited, ListHead, ListTable, RowMenu } from '../admin/Listing';
import { dayText, hourText } from '../home/times';
import { useRuleWords } from './useRuleWords';

type Kind = 'skip' | 'move' | 'end' | 'restore';
interface Task {
  readonly kind: Kind;
  readonly day: SeriesDay;
}

interface Props {
  readonly id: string;
  readonly onBack: () => void;
  readonly onEdit: (from: string | null) => void;
}

export function SeriesDays({ id, onBack, onEdit }: Props) {
  const { t } = useLanguage();
  const words = useRuleWords();
  const [task, setTask] = useState<Task | null>(null);
  const found = useQuery({
    queryKey: ['series', id],
    queryFn: () => series.get(id),
    refetchInterval: 30_000,
  });
  const one = found.data;
  return (
    <PageShell>
      <ListHead title={one?.name ?? t('planning.series')} lead={one && `${words(one.rule)}, ${one.at}`}>
        <Button variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} onClick={onBack}>
          {t('planning.series')}
        </Button>
        {one && (
          <Button leftSection={<IconPencil size={18} aria-hidden />} onClick={() => onEdit(null)}>
            {t('planning.changeSeries')}
          </Button>
        )}
      </ListHead>
      <Awaited found={found} rows={6} />
      {one && <DayTable one={one} onTask={setTask} onFrom={onEdit} />}
      {task && one && <TaskDialog one={one} task={task} onClose={() => setTask(null)} />}
    </PageShell>
  );
}

interface TableProps {
  readonly one: Series;
  readonly onTask: (task: Task) => void;
  readonly onFrom: (day: string) => void;
}

function DayTable({ one, onTask, onFrom }: TableProps) {
  const { t, language } = useLanguage();
  return (
    <ListTable acts columns={[t('admin.startsAt'), t('admin.state')]}>
      {one.days.map((day) => (
        <tr key={day.day} data-off={day.state === 'skipped'}>
          <td className={admin.strong}>
            <span className="figures">{hourText(day.scheduled_at, language)}</span>{' '}
            {dayText(day.scheduled_at, language)}
            {day.number !== null && (
              <span className={admin.small}>{t('planning.number', { n: day.number })}</span>
            )}
            {day.left_out.length > 0 && (
              <span className={admin.small}>{t('planning.leftOut', { who: day.left_out.join(', ') })}</span>
            )}
          </td>
          <td>
            <span className={admin.pill} data-tone={TONES[day.state]}>
              {day.holiday || t(`planning.state_${day.state}`)}
            </span>
          </td>
          <td className={admin.end}>
            <DayMenu day={day} onTask={onTask} onFrom={onFrom} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

const TONES = { due: 'info', creating: 'info', created: 'good', moved: 'warn', skipped: undefined } as const;

function DayMenu({ day, onTask, onFrom }: Omit<TableProps, 'one'> & { day: SeriesDay }) {
  const { t } = useLanguage();
  const off = day.state === 'skipped';
  const task = (kind: Kind) => () => onTask({ kind, day });
  return (
    <RowMenu label={t('planning.actionsOf', { day: dayFigures(day.day) })}>
      {off ? (
        <Menu.Item
          leftSection={<IconRestore size={18} aria-hidden />}
          onClick={task(day.holiday ? 'move' : 'restore')}
        >
          {t('planning.restore')}
        </Menu.Item>
      ) : (
        <>
          <Menu.Item leftSection={<IconCalendarTime size={18} aria-hidden />} onClick={task('move')}>
            {t('planning.move')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendarOff size={18} aria-hidden />} onClick={task('skip')}>
            {t('planning.skip')}
          </Menu.Item>
        </>
      )}
      <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => onFrom(day.day)}>
        {t('planning.changeFollowing')}
      </Menu.Item>
      <Menu.Item leftSection={<IconX size={18} aria-hidden />} onClick={task('end')}>
        {t('planning.endFrom')}
      </Menu.Item>
    </RowMenu>
  );
}

function TaskDialog({ one, task, onClose }: { one: Series; task: Task; onClose: () => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [time, setTime] = useState(toLocalInput(task.day.scheduled_at));
  const day = task.day.day;
  const work = useMutation({
    mutationFn: async () => {
      if (task.kind === 'skip') await series.skip(one.id, day, reason.trim());
      else if (task.kind === 'move')
        await series.move(one.id, day, fromLocalInput(time) ?? task.day.scheduled_at);
      else if (task.kind === 'restore') await series.restore(one.id, day);
      else await series.end(one.id, day, true);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['series'] });
      await queries.invalidateQueries({ queryKey: ['calendar'] });
      notifyDone(t('planning.done'));
      onClose();
    },
  });
  const date = dayFigures(day);
  const titles = {
    skip: t('planning.skipTitle', { day: date }),
    move: t('planning.moveTitle', { day: date }),
    end: t('planning.endTitle', { day: date }),
    restore: `${t('planning.restore')}: ${date}`,
  };
  const helps = { skip: t('planning.skipHelp'), end: t('planning.endHelp'), move: '', restore: '' };
  return (
    <ConfirmDialog
      title={titles[task.kind]}
      help={helps[task.kind]}
      act={t('planning.confirm')}
      grave={task.kind === 'skip' || task.kind === 'end'}
      busy={work.isPending}
      problem={work.error}
      onDo={() => work.mutate()}
      onClose={onClose}
    >
      {task.kind === 'skip' && (
        <Textarea
          label={t('planning.reason')}
          autosize
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {task.kind === 'move' && (
        <DateTimeField first label={t('planning.newTime')} value={time} onChange={setTime} />
      )}
    </ConfirmDialog>
  );
}
