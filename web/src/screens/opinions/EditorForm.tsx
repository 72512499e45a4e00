// The form of a draft. What is typed stays on this screen until it is saved or sent.
import { ActionIcon, Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconPlus, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { opinions, type SlipFile, type WholeSlip } from '../../api/opinions';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DateTimeField } from '../../components/DateFields';
import { useHeldWords } from '../../components/HeldWords';
import { type Translate, useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { FileList, SendFile } from './Files';
import classes from './Opinions.module.css';
import { RecipientChooser } from './RecipientChooser';
import { bodyOf, formOf, type SlipForm, sameForm } from './slipForm';
import { useKeyed } from './useKeyed';
import { useRefresh } from './useSlips';

export function EditorForm({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [form, setForm] = useState(() => formOf(slip));
  const [kept, setKept] = useState(form);
  const { question, letGo } = useHeldWords(!sameForm(form, kept));
  const [asking, setAsking] = useState<'send' | 'delete' | null>(null);
  const [adding, setAdding] = useState(false);
  const set = (change: Partial<SlipForm>) => setForm((now) => ({ ...now, ...change }));
  const save = useKeyed(
    (sent: SlipForm) => opinions.edit(slip.id, bodyOf(sent)).then(() => sent),
    (sent) => {
      setKept(sent);
      notifyDone(t('opinions.saved'));
    },
  );
  const send = useKeyed(
    async (_: undefined, key) => {
      await opinions.edit(slip.id, bodyOf(form));
      return opinions.send(slip.id, key);
    },
    () => {
      notifyDone(t('opinions.sent', { n: form.chosen.size }));
      letGo();
      void navigate(`/opinions/${slip.id}`, { replace: true });
    },
  );
  const remove = useKeyed(
    () => opinions.remove(slip.id),
    () => {
      letGo();
      void navigate('/opinions?tab=office', { replace: true });
    },
  );
  return (
    <>
      {question}
      <header className={classes.head}>
        <h1 className={classes.title}>{t('opinions.editTitle')}</h1>
        <div className={classes.acts}>
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => setAsking('delete')}
          >
            {t('opinions.deleteDraft')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate(form)}
          >
            {t('opinions.saveDraft')}
          </Button>
          <Button
            leftSection={<IconSend size={18} aria-hidden />}
            disabled={adding}
            onClick={() => setAsking('send')}
          >
            {t('opinions.sendSlip')}
          </Button>
        </div>
      </header>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Content form={form} set={set} t={t} />
          <Papers slip={slip} onBusy={setAdding} />
        </div>
        <RecipientChooser chosen={form.chosen} onChange={(chosen) => set({ chosen })} />
      </div>
      {asking === 'send' && (
        <ConfirmDialog
          title={t('opinions.sendTitle', { n: form.chosen.size })}
          help={t('opinions.sendHelp')}
          act={t('opinions.sendSlip')}
          grave={false}
          busy={send.isPending}
          onClose={() => setAsking(null)}
          onDo={() => send.mutate(undefined, { onSettled: () => setAsking(null) })}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t('opinions.deleteDraft')}
          help={form.title}
          act={t('common.remove')}
          busy={remove.isPending}
          onClose={() => setAsking(null)}
          onDo={() => remove.mutate(undefined)}
        />
      )}
    </>
  );
}

interface PartProps {
  readonly form: SlipForm;
  readonly set: (change: Partial<SlipForm>) => void;
  readonly t: Translate;
}

function Content({ form, set, t }: PartProps) {
  return (
    <section className={`surface ${classes.panel} ${classes.stack}`}>
      <TextInput
        label={t('opinions.number')}
        maxLength={60}
        placeholder="12/PLYK-UBND"
        value={form.number}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <Textarea
        label={t('opinions.subject')}
        description={t('opinions.subjectHint')}
        required
        autosize
        maxRows={4}
        maxLength={300}
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value.replaceAll('\n', ' ') })}
      />
      <Textarea
        label={t('opinions.body')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={8000}
        value={form.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <QuestionFields form={form} set={set} t={t} />
      <DateTimeField
        required
        label={t('opinions.deadline')}
        value={form.deadline}
        onChange={(deadline) => set({ deadline })}
      />
      <Checkbox
        label={t('opinions.showsAnswers')}
        description={t('opinions.showsAnswersHelp')}
        checked={form.shows_answers}
        onChange={(event) => set({ shows_answers: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('opinions.needsSuperiorOption')}
        description={t('opinions.needsSuperiorHelp')}
        checked={form.needs_superior}
        onChange={(event) => set({ needs_superior: event.currentTarget.checked })}
      />
    </section>
  );
}

function QuestionFields({ form, set, t }: PartProps) {
  const change = (key: number, text: string) =>
    set({ questions: form.questions.map((one) => (one.key === key ? { key, text } : one)) });
  const next = Math.max(...form.questions.map((one) => one.key)) + 1;
  return (
    <div className={classes.stack}>
      {form.questions.map((one, n) => (
        <div key={one.key} style={{ display: 'flex', gap: '0.5rem', alignItems: 'flex-start' }}>
          <Textarea
            style={{ flex: 1 }}
            label={
              form.questions.length > 1 ? t('opinions.question', { n: n + 1 }) : t('opinions.theQuestion')
            }
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={one.text}
            onChange={(event) => change(one.key, event.currentTarget.value)}
          />
          {form.questions.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              mt={24}
              aria-label={t('opinions.removeQuestion', { n: n + 1 })}
              onClick={() => set({ questions: form.questions.filter((other) => other.key !== one.key) })}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {form.questions.length < 20 && (
        <Button
          variant="subtle"
          size="xs"
          justify="flex-start"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set({ questions: [...form.questions, { key: next, text: '' }] })}
        >
          {t('opinions.addQuestion')}
        </Button>
      )}
    </div>
  );
}

function Papers({ slip, onBusy }: { slip: WholeSlip; onBusy: (busy: boolean) => void }) {
  const { t } = useLanguage();
  const refresh = useRefresh();
  const [removed, setRemoved] = useState<SlipFile | null>(null);
  const remove = useKeyed(
    (paper: string) => opinions.removePaper(slip.id, paper),
    () => setRemoved(null),
  );
  return (
    <section className={`surface ${classes.panel} ${classes.stack}`}>
      <h2>{t('opinions.papers')}</h2>
      <FileList slip={slip.id} files={slip.papers} onRemove={setRemoved} />
      <SendFile
        label={t('opinions.addPaper')}
        send={(file, onProgress) => opinions.addPaper(slip.id, file, onProgress)}
        onSent={() => void refresh()}
        onBusy={onBusy}
      />
      {removed && (
        <ConfirmDialog
          title={t('opinions.removePaperTitle')}
          help={removed.title || removed.name}
          act={t('common.remove')}
          busy={remove.isPending}
          onClose={() => setRemoved(null)}
          onDo={() => remove.mutate(removed.id)}
        />
      )}
    </section>
  );
}
