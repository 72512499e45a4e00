// Asks for the floor or puts a question: what for, in whose name, on which page. Enter sends.
import {
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowBackUp, IconHandStop, IconListCheck, IconMessageQuestion } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type Key, useT } from '../../i18n';
import { can, currentList } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './AskDialog.module.css';
import { type AskKind, type Draft, officesOf, ownDelegates, ownQuestions, toCommand } from './asking';
import { useCommand } from './useCommand';

const KINDS: readonly { readonly kind: AskKind; readonly Sign: typeof IconHandStop }[] = [
  { kind: 'speech', Sign: IconHandStop },
  { kind: 'point_of_order', Sign: IconListCheck },
  { kind: 'answer_back', Sign: IconArrowBackUp },
  { kind: 'question', Sign: IconMessageQuestion },
];
const USUAL: readonly Key[] = ['meeting.ask.onItem', 'meeting.ask.opinion'];

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What is chosen when it opens. */
  readonly kind?: AskKind;
}

export function AskDialog({ opened, onClose, kind = 'speech' }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.ask.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <AskForm first={kind} onDone={onClose} />}
    </Modal>
  );
}

function AskForm({ first, onDone }: { first: AskKind; onDone: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const shut = currentList(view)?.open === false;
  const [draft, setDraft] = useState<Draft>({
    kind: first === 'speech' && shut ? 'point_of_order' : first,
    text: '',
    delegate: null,
    paper: null,
    page: 1,
    to: null,
  });
  const [sending, setSending] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const send = async (wanted: Draft) => {
    const command = toCommand(wanted);
    if (!command) return;
    setSending(true);
    const done = await give(command.type, command.data);
    setSending(false);
    if (done) onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Kinds draft={draft} onChange={change} />
        {shut && draft.kind !== 'question' && <Text c="dimmed">{t('meeting.ask.shut')}</Text>}
        {draft.kind === 'question' ? (
          <QuestionFields draft={draft} onChange={change} />
        ) : (
          <TopicField draft={draft} onChange={change} />
        )}
        <Delegates draft={draft} onChange={change} />
        {draft.kind !== 'question' && <PageFields draft={draft} onChange={change} />}
        <Group justify="space-between">
          <Group gap="xs">
            {draft.kind === 'speech' &&
              USUAL.map((key) => (
                <Button
                  key={key}
                  variant="default"
                  size="md"
                  disabled={sending}
                  onClick={() => void send({ ...draft, text: t(key) })}
                >
                  {t(key)}
                </Button>
              ))}
          </Group>
          <Group ml="auto">
            <Button variant="subtle" onClick={onDone} size="md">
              {t('common.cancel')}
            </Button>
            <Button type="submit" size="md" loading={sending} disabled={toCommand(draft) === null}>
              {t(draft.kind === 'question' ? 'meeting.ask.send' : 'meeting.ask.title')}
            </Button>
          </Group>
        </Group>
        {draft.kind === 'question' && <OwnQuestions />}
      </Stack>
    </form>
  );
}

interface FieldProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function Kinds({ draft, onChange }: FieldProps) {
  const t = useT();
  const view = useMeetingView();
  const offered = KINDS.filter(({ kind }) =>
    can(view, kind === 'question' ? 'question.ask' : 'floor.request'),
  );
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.legend}>{t('meeting.ask.kind')}</legend>
      {offered.map(({ kind, Sign }) => (
        <button
          key={kind}
          type="button"
          className={classes.choice}
          aria-pressed={draft.kind === kind}
          onClick={() => onChange({ kind })}
        >
          <Sign size={26} stroke={1.7} aria-hidden />
          <span className={classes.name}>{t(`meeting.kind.${kind}`)}</span>
          <span className={classes.help}>{t(`meeting.kind.${kind}Help`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function TopicField({ draft, onChange }: FieldProps) {
  const t = useT();
  return (
    <TextInput
      label={t('meeting.ask.topic')}
      description={t('meeting.ask.help')}
      placeholder={t('meeting.ask.placeholder')}
      value={draft.text}
      maxLength={200}
      size="lg"
      data-autofocus
      onChange={(event) => onChange({ text: event.currentTarget.value })}
    />
  );
}

function QuestionFields({ draft, onChange }: FieldProps) {
  const t = useT();
  const view = useMeetingView();
  const { sites, officers } = officesOf(view);
  return (
    <>
      <NativeSelect
        label={t('meeting.ask.to')}
        size="lg"
        value={draft.to ?? ''}
        onChange={(event) => onChange({ to: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('meeting.ask.toNobody') },
          { group: t('meeting.console.sites'), items: sites },
          { group: t('meeting.console.people'), items: officers },
        ]}
      />
      <Textarea
        label={t('meeting.ask.question')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        size="lg"
        value={draft.text}
        data-autofocus
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </>
  );
}

/** On a hall: who of its people will speak; the name on every screen is that person's. */
function Delegates({ draft, onChange }: FieldProps) {
  const t = useT();
  const view = useMeetingView();
  const own = ownDelegates(view);
  if (own.length === 0) return null;
  const choices = [{ id: null, name: view.me.name, office: t('meeting.ask.hallItself') }, ...own];
  return (
    <fieldset className={classes.people}>
      <legend className={classes.legend}>{t('meeting.ask.who')}</legend>
      {choices.map(({ id, name, office }) => (
        <button
          key={id ?? '-'}
          type="button"
          className={classes.person}
          aria-pressed={draft.delegate === id}
          onClick={() => onChange({ delegate: id })}
        >
          <span className={classes.name}>{name}</span>
          {office && <span className={classes.help}>{office}</span>}
        </button>
      ))}
    </fieldset>
  );
}

function PageFields({ draft, onChange }: FieldProps) {
  const t = useT();
  const view = useMeetingView();
  if (view.papers.order.length === 0) return null;
  const paper = draft.paper === null ? undefined : view.papers.items[draft.paper];
  return (
    <div className={classes.page}>
      <NativeSelect
        label={t('meeting.ask.paper')}
        value={draft.paper ?? ''}
        onChange={(event) => onChange({ paper: event.currentTarget.value || null, page: 1 })}
        data={[
          { value: '', label: t('meeting.ask.noPaper') },
          ...view.papers.order.flatMap((id) => {
            const one = view.papers.items[id];
            if (one?.withdrawn) return [];
            return one ? [{ value: id, label: one.title }] : [];
          }),
        ]}
      />
      {paper && (
        <NumberInput
          label={t('meeting.ask.page', { pages: paper.pages })}
          min={1}
          max={paper.pages}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft.page}
          onChange={(page) => onChange({ page: Number(page) || 1 })}
        />
      )}
    </div>
  );
}

/** The seat's own questions that still wait, and taking them back. */
function OwnQuestions() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const own = ownQuestions(view);
  if (own.length === 0 || !can(view, 'question.withdraw')) return null;
  return (
    <section>
      <h3 className={classes.legend}>{t('meeting.ask.ownQuestions')}</h3>
      <ul className={classes.own}>
        {own.map(({ id, to_name, text }) => (
          <li key={id}>
            <span>
              <strong>{to_name}</strong>: {text}
            </span>
            <Button
              variant="default"
              size="compact-md"
              onClick={() => void give('question.withdraw', { question: id })}
            >
              {t('meeting.do.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
