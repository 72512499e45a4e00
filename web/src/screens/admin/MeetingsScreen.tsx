// Meetings as the administrator sees them: create, edit, links, calendar.
import { Button, Menu } from '@mantine/core';
import {
  IconCalendarDown,
  IconCalendarEvent,
  IconCalendarOff,
  IconClipboardList,
  IconLink,
  IconMail,
  IconPencil,
  IconPlus,
  IconTemplate,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type MeetingSummary, meetings } from '../../api/meetings';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { Gate } from '../home/Gate';
import { Empty } from '../home/Notice';
import { PasswordAsk } from '../home/PasswordAsk';
import { StateBadge } from '../home/StateBadge';
import { hourText, shortDayText, spanText } from '../home/times';
import { MailDrawer } from '../planning/MailDrawer';
import { CancelDialog, KeepDialog } from '../planning/MeetingTasks';
import classes from './Admin.module.css';
import { EditMeetingDrawer } from './EditMeetingDrawer';
import { LinksDrawer } from './LinksDrawer';
import { Awaited, ListHead, ListTable, RowMenu } from './Listing';
import { NewMeeting } from './NewMeeting';

export default function MeetingsScreen() {
  return <Gate only="administrator">{() => <Meetings />}</Gate>;
}

function Meetings() {
  const [query, setQuery] = useSearchParams();
  if (query.has('new')) {
    return <NewMeeting template={query.get('template')} onDone={() => setQuery({}, { replace: true })} />;
  }
  return <MeetingList onNew={() => setQuery({ new: '1' })} />;
}

type Kind = 'edit' | 'links' | 'mail' | 'keep' | 'cancel';
type Task = { readonly kind: 'none' } | { readonly kind: Kind; readonly meeting: MeetingSummary };

function MeetingList({ onNew }: { onNew: () => void }) {
  const { t } = useLanguage();
  const [task, setTask] = useState<Task>({ kind: 'none' });
  const found = useQuery({ queryKey: ['meetings'], queryFn: meetings.mine, refetchInterval: 15_000 });
  const list = [...(found.data ?? [])].sort((a, b) =>
    (b.scheduled_at ?? '').localeCompare(a.scheduled_at ?? ''),
  );
  const close = () => setTask({ kind: 'none' });
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onNew}>
      {t('admin.newMeeting')}
    </Button>
  );
  return (
    <PageShell>
      <ListHead title={t('admin.meetingsTitle')} lead={t('admin.meetingsLead')}>
        {create}
      </ListHead>
      <PasswordAsk />
      <Awaited found={found} />
      {found.data?.length === 0 && (
        <Empty
          icon={IconCalendarEvent}
          title={t('admin.meetingsEmpty')}
          help={t('admin.meetingsEmptyHelp')}
          action={create}
        />
      )}
      {list.length > 0 && (
        <ListTable acts columns={[t('admin.title'), t('admin.startsAt'), t('admin.state')]}>
          {list.map((meeting) => (
            <MeetingRow key={meeting.id} meeting={meeting} onTask={setTask} />
          ))}
        </ListTable>
      )}
      {task.kind === 'edit' && <EditMeetingDrawer id={task.meeting.id} onClose={close} />}
      {task.kind === 'links' && <LinksDrawer meeting={task.meeting} onClose={close} />}
      {task.kind === 'mail' && <MailDrawer meeting={task.meeting.id} onClose={close} />}
      {task.kind === 'keep' && <KeepDialog meeting={task.meeting} onClose={close} />}
      {task.kind === 'cancel' && <CancelDialog meeting={task.meeting} onClose={close} />}
    </PageShell>
  );
}

function MeetingRow({ meeting, onTask }: { meeting: MeetingSummary; onTask: (task: Task) => void }) {
  const { t, language } = useLanguage();
  const at = meeting.scheduled_at;
  const over = ['closed', 'archived', 'cancelled'].includes(meeting.state);
  return (
    <tr>
      <td className={classes.strong}>{meeting.title}</td>
      <td className={`figures ${classes.nowrap}`}>
        {at ? `${hourText(at, language)} ${shortDayText(at, language)}` : t('home.noTime')}
        <span className={classes.small}>{spanText(meeting.planned_s, t)}</span>
      </td>
      <td>
        <StateBadge state={meeting.state} />
      </td>
      <td className={classes.end}>
        <RowMenu label={t('admin.actionsOf', { name: meeting.title })}>
          {!over && (
            <Menu.Item
              leftSection={<IconLink size={18} aria-hidden />}
              onClick={() => onTask({ kind: 'links', meeting })}
            >
              {t('admin.links')}
            </Menu.Item>
          )}
          {!over && (
            <Menu.Item
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => onTask({ kind: 'edit', meeting })}
            >
              {t('common.edit')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconMail size={18} aria-hidden />}
            onClick={() => onTask({ kind: 'mail', meeting })}
          >
            {t('mail.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTemplate size={18} aria-hidden />}
            onClick={() => onTask({ kind: 'keep', meeting })}
          >
            {t('planning.keepTemplate')}
          </Menu.Item>
          {(meeting.state === 'draft' || meeting.state === 'scheduled') && (
            <Menu.Item
              leftSection={<IconCalendarOff size={18} aria-hidden />}
              onClick={() => onTask({ kind: 'cancel', meeting })}
            >
              {t('planning.cancelMeeting')}
            </Menu.Item>
          )}
          {meeting.my_role === 'secretary' && !over && (
            <Menu.Item
              leftSection={<IconClipboardList size={18} aria-hidden />}
              component={Link}
              to={`/m/${meeting.id}/prepare`}
            >
              {t('admin.toPrepare')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconCalendarDown size={18} aria-hidden />}
            component="a"
            href={meetings.calendarUrl(meeting.id)}
            download
          >
            {t('admin.calendar')}
          </Menu.Item>
        </RowMenu>
      </td>
    </tr>
  );
}
