// The parts of a meeting's form: basics, agenda, sites, officers, delegates. Without a day it is a template's.
import { NumberInput, Switch, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { accounts } from '../../api/accounts';
import { sites } from '../../api/sites';
import { DateTimeField } from '../../components/DateFields';
import { useT } from '../../i18n';
import { localDay } from '../../lib/localTime';
import { AgendaEditor } from '../admin/AgendaEditor';
import { DelegatesEditor } from '../admin/DelegatesEditor';
import form_ from '../admin/MeetingForm.module.css';
import { type MeetingForm, plannedMinutes } from '../admin/meetingForm';
import { OfficersEditor } from '../admin/OfficersEditor';
import { SitesPicker } from '../admin/SitesPicker';
import { QuorumChoice } from '../attendance/QuorumChoice';
import { LoadFailed } from '../home/Notice';

interface Props {
  readonly form: MeetingForm;
  readonly set: (change: Partial<MeetingForm>) => void;
  readonly change: (change: (now: MeetingForm) => MeetingForm) => void;
  readonly touched: boolean;
  /** The day of the meeting; null for a template, which has none. */
  readonly day: string | null;
}

export function PlanSections({ form, set, change, touched, day }: Props) {
  const t = useT();
  const people = useQuery({ queryKey: ['accounts'], queryFn: accounts.list });
  const on = day ?? localDay(new Date().toISOString());
  const halls = useQuery({
    queryKey: ['sites', on],
    queryFn: () => sites.list(on),
    placeholderData: (before) => before,
  });
  return (
    <>
      {halls.isError && (
        <LoadFailed title={t('admin.loadFailed')} problem={halls.error} retry={halls.refetch} />
      )}
      {people.isError && (
        <LoadFailed title={t('admin.loadFailed')} problem={people.error} retry={people.refetch} />
      )}
      <Basics form={form} set={set} touched={touched} timed={day !== null} />
      <Section title={t('admin.agenda')} help={t('admin.agendaHelp')}>
        <AgendaEditor
          items={form.agenda}
          planned={form.minutes}
          sites={(halls.data ?? []).filter((one) => form.sites.includes(one.code))}
          offers={day !== null}
          onChange={(edit) => change((now) => ({ ...now, agenda: edit(now.agenda) }))}
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
    </>
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
  readonly timed: boolean;
}

function Basics({ form, set, touched, timed }: BasicsProps) {
  const t = useT();
  return (
    <Section title={t('admin.basics')}>
      <Textarea
        label={t(timed ? 'admin.title' : 'planning.titlePattern')}
        description={timed ? null : t('planning.titlePatternHint')}
        placeholder={timed ? t('admin.titlePlaceholder') : 'Giao ban tuần {week}'}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        size="md"
        data-autofocus={timed || undefined}
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={touched && form.title.trim() === '' ? t('admin.needTitle') : null}
      />
      <div className={form_.row}>
        {timed && (
          <DateTimeField
            label={t('admin.startsAt')}
            hint={t('admin.startsHint')}
            value={form.startsAt}
            onChange={(startsAt) => set({ startsAt })}
          />
        )}
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
