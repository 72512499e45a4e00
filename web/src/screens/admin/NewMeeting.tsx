// Creating a meeting on one page: after a template or from nothing; who would be in two places is said.
import { Button, Group, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { POSTPONED } from '../../api/agenda';
import { type MeetingDraft, meetings } from '../../api/meetings';
import { type ClashQuestion, templates } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { fromLocalInput } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { weekNumber } from '../calendar/days';
import { LoadFailed, Notice } from '../home/Notice';
import { ClashWarning } from '../planning/ClashWarning';
import { PlanSections } from '../planning/PlanSections';
import { filled, titleAt } from '../planning/planForm';
import classes from './Admin.module.css';
import { blankForm, draftOf, type MeetingForm, missing, plannedMinutes } from './meetingForm';

export function NewMeeting({ template, onDone }: { template: string | null; onDone: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [form, setForm] = useState<MeetingForm>(() => blankForm(new Date()));
  const [touched, setTouched] = useState(false);
  const [chosen, setChosen] = useState<string | null>(template);
  const create = useMutation({
    mutationFn: (draft: MeetingDraft) => meetings.create(draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['meetings'] });
      await queries.invalidateQueries({ queryKey: ['calendar'] });
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
    // The addresses a template knows of its delegates are not shown to everybody who may use it.
    if (draft) create.mutate(chosen ? { ...draft, template: chosen } : draft);
  };
  const faults = missing(form);
  return (
    <PageShell>
      <form onSubmit={submit} noValidate>
        <header className={classes.head}>
          <h1 className={classes.title}>{t('admin.newMeeting')}</h1>
          <TemplateChoice chosen={chosen} onChosen={setChosen} form={form} onForm={setForm} />
        </header>
        <PlanSections
          form={form}
          set={set}
          change={setForm}
          touched={touched}
          day={form.startsAt.slice(0, 10)}
        />
        <ClashWarning question={questionOf(form)} />
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

function questionOf(form: MeetingForm): ClashQuestion | null {
  const scheduled_at = fromLocalInput(form.startsAt);
  const officers = [form.chair, ...form.deputies, ...form.secretaries, ...form.technicians];
  if (scheduled_at === null) return null;
  return {
    scheduled_at,
    planned_s: plannedMinutes(form) * 60,
    sites: form.sites,
    officers: officers.filter((one) => one !== null),
  };
}

interface ChoiceProps {
  readonly chosen: string | null;
  readonly onChosen: (template: string | null) => void;
  readonly form: MeetingForm;
  readonly onForm: (change: (now: MeetingForm) => MeetingForm) => void;
}

/** Fills the form from a template; without any, nothing is shown. */
function TemplateChoice({ chosen, onChosen, form, onForm }: ChoiceProps) {
  const t = useT();
  const found = useQuery({ queryKey: ['templates'], queryFn: templates.list });
  const one = useQuery({
    queryKey: ['template', chosen],
    queryFn: () => templates.get(chosen ?? ''),
    enabled: chosen !== null,
  });
  const plan = one.data?.plan;
  const day = form.startsAt.slice(0, 10);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a template fills the form once, when it is chosen
  useEffect(() => {
    if (!plan) return;
    const title = titleAt(plan.title, day, weekNumber(day));
    onForm((now) => filled(now, plan, title, () => crypto.randomUUID()));
  }, [plan]);
  if (found.isError) {
    return <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />;
  }
  if (!found.data || found.data.length === 0) return null;
  return (
    <Select
      label={t('planning.fromTemplate')}
      placeholder={t('planning.noTemplate')}
      clearable
      searchable
      data={found.data.map((line) => ({ value: line.id, label: line.name }))}
      value={chosen}
      onChange={onChosen}
    />
  );
}
