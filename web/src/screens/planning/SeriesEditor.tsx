// Makes a series after a template or changes one: its rule, with the next days shown before anything is kept.
import { Button, Group, NumberInput, Select, SimpleGrid, Skeleton, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Series, type SeriesFields, series, templates } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { dayFigures, localDay } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import admin from '../admin/Admin.module.css';
import form_ from '../admin/MeetingForm.module.css';
import { LoadFailed, Notice } from '../home/Notice';
import { planToKeep } from './planForm';
import { RuleFieldsForm } from './RuleFieldsForm';
import { RulePreview } from './RulePreview';
import { type RuleForm, ruleForm, ruleText } from './rules';

interface Props {
  readonly id: string | null;
  /** Change this day and those that follow only. */
  readonly from: string | null;
  readonly onDone: (saved: string | null) => void;
}

export function SeriesEditor({ id, from, onDone }: Props) {
  const t = useT();
  const found = useQuery({
    // Read when the form is opened and not behind it: its revision is that of what was typed over.
    queryKey: ['series', id, 'form'],
    queryFn: () => series.get(id ?? ''),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
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
  return <Editor one={found.data ?? null} from={from} onDone={onDone} />;
}

type Fields = Omit<SeriesFields, 'plan' | 'rule'>;

function fieldsOf(one: Series | null, from: string | null): Fields {
  return {
    name: one?.name ?? '',
    begins: from ?? one?.begins ?? localDay(new Date().toISOString()),
    at: one?.at ?? '08:00',
    without: one?.without ?? [],
    skip_holidays: one?.skip_holidays ?? true,
    ends_before: one?.ends_before ?? null,
    first_number: one?.first_number ?? 1,
    ahead_days: one?.ahead_days ?? 14,
    as_draft: one?.as_draft ?? false,
    carry: one?.carry ?? 'take',
    ...(one && { revision: one.revision }),
  };
}

function Editor({ one, from, onDone }: { one: Series | null; from: string | null; onDone: Props['onDone'] }) {
  const t = useT();
  const queries = useQueryClient();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(one, from));
  const [rule, setRule] = useState<RuleForm>(() => ruleForm(one?.rule ?? 'FREQ=WEEKLY;BYDAY=MO'));
  const [title, setTitle] = useState(one?.plan.title ?? '');
  const [template, setTemplate] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const list = useQuery({ queryKey: ['templates'], queryFn: templates.list });
  const chosen = useQuery({
    queryKey: ['template', template],
    queryFn: () => templates.get(template ?? ''),
    enabled: template !== null,
  });
  const plan = planToKeep(template, chosen.data?.plan, one?.plan);
  const save = useMutation({
    mutationFn: (sent: SeriesFields) => (one ? series.change(one.id, sent, from) : series.add(sent)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['series'] });
      await queries.invalidateQueries({ queryKey: ['calendar'] });
      notifyDone(t('planning.seriesSaved', { name: saved.name }));
      onDone(saved.id);
    },
  });
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (plan && fields.name.trim() !== '')
      save.mutate({ ...fields, rule: ruleText(rule), plan: { ...plan, title: title.trim() || plan.title } });
  };
  const need = (missing: boolean) => (touched && missing ? t('admin.required') : null);
  const heading = one
    ? from
      ? t('planning.changeFrom', { day: dayFigures(from) })
      : t('planning.changeSeries')
    : t('planning.newSeries');
  return (
    <PageShell>
      <form onSubmit={submit} noValidate>
        <header className={admin.head}>
          <h1 className={admin.title}>{heading}</h1>
        </header>
        <section className={`surface ${form_.section}`}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('planning.seriesName')}
              data-autofocus
              value={fields.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={need(fields.name.trim() === '')}
            />
            <Select
              label={t('planning.fromTemplate')}
              placeholder={one ? one.plan.title : t('planning.noTemplate')}
              searchable
              data={(list.data ?? []).map((line) => ({ value: line.id, label: line.name }))}
              value={template}
              onChange={(value) => {
                setTemplate(value);
                setTitle('');
              }}
              error={need(plan === null && template === null)}
            />
          </SimpleGrid>
          {list.isError && !list.data && (
            <LoadFailed title={t('planning.templatesFailed')} problem={list.error} retry={list.refetch} />
          )}
          {chosen.isPaused && !plan && <Notice tone="warn" title={t('common.offline')} />}
          {chosen.isError && !plan && (
            <LoadFailed title={t('planning.templateFailed')} problem={chosen.error} retry={chosen.refetch} />
          )}
          <TextInput
            mt="md"
            label={t('planning.titlePattern')}
            description={t('planning.titlePatternHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={plan?.title ?? 'Giao ban tuần {week}'}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </section>
        <section className={`surface ${form_.section}`}>
          <h2>{t('planning.repeats')}</h2>
          <RuleFieldsForm rule={rule} onRule={setRule} fields={fields} set={set} fixed={from !== null} />
          <RulePreview rule={{ ...fields, rule: ruleText(rule), without: fields.without }} />
        </section>
        <section className={`surface ${form_.section}`}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('planning.firstNumber')}
              min={1}
              max={100_000}
              disabled={from !== null}
              value={fields.first_number}
              onChange={(value) => set({ first_number: Number(value) || 1 })}
            />
            <NumberInput
              label={t('planning.aheadDays')}
              min={1}
              max={180}
              value={fields.ahead_days}
              onChange={(value) => set({ ahead_days: Number(value) || 1 })}
            />
            <Switch
              label={t('planning.carry')}
              checked={fields.carry === 'take'}
              onChange={(event) => set({ carry: event.currentTarget.checked ? 'take' : 'offer' })}
            />
            <Switch
              label={t('planning.asDraft')}
              checked={fields.as_draft}
              onChange={(event) => set({ as_draft: event.currentTarget.checked })}
            />
          </SimpleGrid>
        </section>
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(save.error, t)}
          </Notice>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="md" onClick={() => onDone(one?.id ?? null)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" size="md" loading={save.isPending || chosen.isFetching}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </PageShell>
  );
}
