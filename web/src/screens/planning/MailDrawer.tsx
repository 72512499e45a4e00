// The mail of one meeting: whether and when people are written to, who got what, and sending again.
import { Button, Chip, Group, Loader, Stack, Switch, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MailMessage, type MailPerson, type MeetingMail, mail } from '../../api/mail';
import { SideDialog } from '../../components/Dialog';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import admin from '../admin/Admin.module.css';
import { LoadFailed, Notice } from '../home/Notice';
import { shortDayText } from '../home/times';
import { mailChoice } from './mailChoice';
import { countOf, failedFirst } from './mailCount';
import classes from './Planning.module.css';

const REMINDERS = [4320, 2880, 1440, 120, 60, 30, 15] as const;
const TONES = { sent: 'good', queued: 'info', failed: 'warn', dropped: 'info' } as const;

export function MailDrawer({ meeting, onClose }: { meeting: string; onClose: () => void }) {
  const { t } = useLanguage();
  const found = useQuery({
    queryKey: ['mail', meeting],
    queryFn: () => mail.get(meeting),
    refetchInterval: 10_000,
  });
  return (
    <SideDialog onClose={onClose} size="lg" title={t('mail.title')}>
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && !found.data && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <Content meeting={meeting} data={found.data} />}
    </SideDialog>
  );
}

function Content({ meeting, data }: { meeting: string; data: MeetingMail }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const choose = useMutation(mailChoice(queries, meeting));
  const { invite, reminders } = data;
  const offered = [...new Set([...REMINDERS, ...reminders])].sort((a, b) => b - a);
  return (
    <Stack>
      {!data.configured && (
        <Notice tone="info" title={t('mail.off')}>
          {t('mail.offHelp')}
        </Notice>
      )}
      <Switch
        label={t('mail.invite')}
        description={t('mail.inviteHelp')}
        checked={invite}
        onChange={(event) => choose.mutate({ invite: event.currentTarget.checked, reminders })}
      />
      <Chip.Group
        multiple
        value={reminders.map(String)}
        onChange={(values) => choose.mutate({ invite, reminders: values.map(Number) })}
      >
        <Group gap="xs" role="group" aria-label={t('mail.reminders')}>
          <span>{t('mail.reminders')}</span>
          {offered.map((minutes) => (
            <Chip key={minutes} value={String(minutes)} size="xs">
              {REMINDERS.includes(minutes as 60)
                ? t(`mail.before_${minutes}` as Key)
                : t('common.minutes', { n: minutes })}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {choose.isError && (
        <Notice tone="bad" title={t('common.failed')}>
          {problemText(choose.error, t)}
        </Notice>
      )}
      <p style={{ margin: 0 }} role="status">
        {data.people.length === 0 ? t('mail.nobody') : t('mail.count', { ...countOf(data.people) })}
      </p>
      <div>
        {failedFirst(data.people).map((person) => (
          <Person key={person.seat} meeting={meeting} person={person} configured={data.configured} />
        ))}
      </div>
    </Stack>
  );
}

interface PersonProps {
  readonly meeting: string;
  readonly person: MailPerson;
  readonly configured: boolean;
}

function Person({ meeting, person, configured }: PersonProps) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (id: number) => mail.resend(meeting, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mail', meeting] });
      notifyDone(t('mail.resent'));
    },
  });
  const last = person.messages.at(-1);
  return (
    <section className={classes.mailPerson}>
      <div className={classes.mailHead}>
        <strong>
          {person.name}
          {!person.invited && ` (${t('mail.uninvited')})`}
        </strong>
        {person.seat.startsWith('delegate-') && person.invited ? (
          <Address meeting={meeting} person={person} />
        ) : (
          <span>{person.email || t('mail.noAddress')}</span>
        )}
      </div>
      <ul className={classes.mailList}>
        {person.messages.map((one) => (
          <Line key={one.id} one={one} />
        ))}
        {person.messages.length === 0 && <li>{t('mail.nothing')}</li>}
      </ul>
      {again.isError && (
        <Notice tone="bad" title={t('common.failed')}>
          {problemText(again.error, t)}
        </Notice>
      )}
      {configured && last && last.state !== 'queued' && (
        <Button
          size="xs"
          variant="default"
          style={{ justifySelf: 'start' }}
          leftSection={<IconSend size={16} aria-hidden />}
          aria-label={t('mail.resendTo', { name: person.name })}
          loading={again.isPending}
          onClick={() => again.mutate(last.id)}
        >
          {t('mail.resend')}
        </Button>
      )}
    </section>
  );
}

function Line({ one }: { one: MailMessage }) {
  const { t, language } = useLanguage();
  const at = one.sent_at ?? one.queued_at;
  return (
    <li>
      <span>{t(`mail.t_${one.template}` as Key)}</span>
      <span className={admin.pill} data-tone={TONES[one.state]}>
        {t(`mail.state_${one.state}`)}
      </span>
      <span className="figures">
        {formatTime(at, language)} {shortDayText(at, language)}
      </span>
      {one.why && one.state !== 'dropped' && (
        <div className={classes.mailReason}>
          {t(`mail.why_${one.why}` as Key)}
          {one.next_at &&
            ` · ${t('mail.attempt', { n: one.attempts, time: formatTime(one.next_at, language) })}`}
          {one.reason !== one.why && (
            <details>
              <summary>{t('mail.said')}</summary>
              <code>{one.reason}</code>
            </details>
          )}
        </div>
      )}
    </li>
  );
}

function Address({ meeting, person }: { meeting: string; person: MailPerson }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [text, setText] = useState(person.email);
  const save = useMutation({
    mutationFn: () => mail.setAddress(meeting, person.seat.slice('delegate-'.length), text),
    onSuccess: async (saved) => {
      setText(saved.email);
      await queries.invalidateQueries({ queryKey: ['mail', meeting] });
      notifyDone(t('mail.saved'));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Group gap="xs" align="flex-start">
        <TextInput
          size="xs"
          type="email"
          aria-label={t('mail.addressOf', { name: person.name })}
          placeholder={t('mail.noAddress')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={save.isError ? problemText(save.error, t) : null}
        />
        {text !== person.email && (
          <Button type="submit" size="xs" loading={save.isPending}>
            {t('common.save')}
          </Button>
        )}
      </Group>
    </form>
  );
}
