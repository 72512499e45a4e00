// Makes a template or changes one, by the same form as a meeting but without its time.
import { Button, Group, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Plan, type Template, templates } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import admin from '../admin/Admin.module.css';
import form_ from '../admin/MeetingForm.module.css';
import { blankForm, type MeetingForm, missing } from '../admin/meetingForm';
import { LoadFailed, Notice } from '../home/Notice';
import { PlanSections } from './PlanSections';
import { filled, planOf } from './planForm';

export function TemplateEditor({ id, onDone }: { id: string | null; onDone: () => void }) {
  const t = useT();
  const found = useQuery({
    queryKey: ['template', id],
    queryFn: () => templates.get(id ?? ''),
    enabled: id !== null,
    staleTime: 0,
    gcTime: 0,
  });
  if (id !== null && !found.data) {
    return (
      <PageShell>
        {found.isError ? (
          <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
        ) : (
          <Skeleton h={240} radius="lg" aria-hidden />
        )}
      </PageShell>
    );
  }
  return <Editor template={found.data ?? null} onDone={onDone} />;
}

function formOf(template: Template | null): MeetingForm {
  const blank = blankForm(new Date());
  return template ? filled(blank, template.plan, template.plan.title, () => crypto.randomUUID()) : blank;
}

function Editor({ template, onDone }: { template: Template | null; onDone: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [name, setName] = useState(template?.name ?? '');
  const [form, setForm] = useState<MeetingForm>(() => formOf(template));
  const [touched, setTouched] = useState(false);
  const save = useMutation({
    mutationFn: (plan: Plan) =>
      template ? templates.change(template.id, name.trim(), plan) : templates.add(name.trim(), plan),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('planning.templateSaved', { name: saved.name }));
      onDone();
    },
  });
  const set = (change: Partial<MeetingForm>) => setForm((now) => ({ ...now, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    const plan = planOf(form);
    if (plan && name.trim() !== '') save.mutate(plan);
  };
  const faults = missing(form);
  return (
    <PageShell>
      <form onSubmit={submit} noValidate>
        <header className={admin.head}>
          <h1 className={admin.title}>{t(template ? 'planning.editTemplate' : 'planning.newTemplate')}</h1>
        </header>
        <section className={`surface ${form_.section}`}>
          <TextInput
            label={t('planning.templateName')}
            size="md"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={touched && name.trim() === '' ? t('admin.required') : null}
          />
        </section>
        <PlanSections form={form} set={set} change={setForm} touched={touched} day={null} />
        {touched && faults.length > 0 && (
          <Notice tone="bad" title={t('admin.mend')}>
            {faults.map((one) => t(one.key, one.params)).join(' ')}
          </Notice>
        )}
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(save.error, t)}
          </Notice>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="md" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" size="md" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </PageShell>
  );
}
