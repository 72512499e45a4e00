// Creating a meeting on one page: basics, agenda, sites, officers, delegates.
import { Button, Group, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { accounts } from '../../api/accounts';
import { POSTPONED } from '../../api/agenda';
import { type MeetingDraft, meetings } from '../../api/meetings';
import { sites } from '../../api/sites';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { QuorumChoice } from '../attendance/QuorumChoice';
import { LoadFailed, Notice } from '../home/Notice';
import classes from './Admin.module.css';
import { AgendaEditor } from './AgendaEditor';
import { DelegatesEditor } from './DelegatesEditor';
import form_ from './MeetingForm.module.css';
import { blankForm, draftOf, type MeetingForm, missing, plannedMinutes } from './meetingForm';
import { OfficersEditor } from './OfficersEditor';
import { SitesPicker } from './SitesPicker';

export function NewMeeting({ onDone }: { onDone: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [form, setForm] = useState<MeetingForm>(() => blankForm(new Date()));
  const [touched, setTouched] = useState(false);
  const day = form.startsAt.slice(0, 10) || null;
  const people = useQuery({ queryKey: ['accounts'], queryFn: accounts.list });
  const halls = useQuery({
    queryKey: ['sites', day],
    queryFn: () => sites.list(day),
    placeholderData: (before) => before,
  });
  const create = useMutation({
    mutationFn: (draft: MeetingDraft) => meetings.create(draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['meetings'] });
      await queries.invalidateQueries({ queryKey: POSTPONED });
      notifyDone(t('admin.created'));
      onDone();
    },
  });
  const set = (change: Partial<MeetingForm>) => setForm((now) => ({ ...now, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    const draft = draftOf(form);
    if (draft) create.mutate(draft);
  };
  const faults = missing(form);
  return (
    <PageShell>
      <form onSubmit={submit} noValidate>
        <header className={classes.head}>
          <h1 className={classes.title}>{t('admin.newMeeting')}</h1>
        </header>
        {halls.isError && (
          <LoadFailed title={t('admin.loadFailed')} problem={halls.error} retry={halls.refetch} />
        )}
        {people.isError && (
          <LoadFailed title={t('admin.loadFailed')} problem={people.error} retry={people.refetch} />
        )}
        <Basics form={form} set={set} touched={touched} />
        <Section title={t('admin.agenda')} help={t('admin.agendaHelp')}>
          <AgendaEditor
            items={form.agenda}
            planned={form.minutes}
            sites={(halls.data ?? []).filter((one) => form.sites.includes(one.code))}
            onChange={(change) => setForm((now) => ({ ...now, agenda: change(now.agenda) }))}
          />
        </Section>
        <Section title={t('admin.invitedSites')}>
          <SitesPicker
            sites={halls.data ?? []}
            chosen={form.sites}
            onChange={(chosen) => set({ sites: chosen })}
          />
        </Section>
        <Section title={t('admin.officers')}>
          <OfficersEditor form={form} people={people.data ?? []} set={set} />
        </Section>
        <Section title={t('admin.delegates')} help={t('admin.delegatesHelp')}>
          <DelegatesEditor form={form} sites={halls.data ?? []} set={set} />
        </Section>
        {touched && faults.length > 0 && (
          <Notice tone="bad" title={t('admin.mend')}>
            {faults.map((one) => t(one.key, one.params)).join(' ')}
          </Notice>
        )}
        {create.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(create.error, t)}
          </Notice>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="md" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" size="md" loading={create.isPending}>
            {t('admin.create')}
          </Button>
        </Group>
      </form>
    </PageShell>
  );
}

function Section({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className={`surface ${form_.section}`}>
      <h2>{title}</h2>
      {help && <p className={form_.help}>{help}</p>}
      {children}
    </section>
  );
}

interface BasicsProps {
  readonly form: MeetingForm;
  readonly set: (change: Partial<MeetingForm>) => void;
  readonly touched: boolean;
}

function Basics({ form, set, touched }: BasicsProps) {
  const t = useT();
  return (
    <Section title={t('admin.basics')}>
      <Textarea
        label={t('admin.title')}
        placeholder={t('admin.titlePlaceholder')}
        autosize
        size="md"
        data-autofocus
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={touched && form.title.trim() === '' ? t('admin.needTitle') : null}
      />
      <div className={form_.row}>
        <TextInput
          type="datetime-local"
          label={t('admin.startsAt')}
          description={t('admin.startsHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.startsAt}
          onChange={(event) => set({ startsAt: event.currentTarget.value })}
        />
        <NumberInput
          label={t('admin.length')}
          description={t('admin.lengthFromAgenda', { n: plannedMinutes({ ...form, minutes: null }) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={24 * 60}
          placeholder={String(plannedMinutes({ ...form, minutes: null }))}
          value={form.minutes ?? ''}
          onChange={(value) => set({ minutes: value === '' ? null : Number(value) })}
        />
        <Switch
          className={form_.switch ?? ''}
          label={t('admin.autoRecord')}
          description={t('admin.autoRecordHelp')}
          checked={form.autoRecord}
          onChange={(event) => set({ autoRecord: event.currentTarget.checked })}
        />
      </div>
      <div className={form_.after}>
        <QuorumChoice
          choice={form.quorum}
          basis={form.quorumBasis}
          onChange={(quorum, quorumBasis) => set({ quorum, quorumBasis })}
        />
      </div>
    </Section>
  );
}
