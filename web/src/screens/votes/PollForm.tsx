// Prepares a vote: the question first, sensible rules beside it, the rest behind one press, and all of it said in plain words.
import {
  ActionIcon,
  Button,
  Checkbox,
  Collapse,
  Group,
  Input,
  Modal,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Majority, Poll, PollPlan, PollQuorum } from '../../api/view/polls';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { type Translate, useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { ItemSelect } from '../secretary/ItemSelect';
import classes from './PollForm.module.css';
import {
  draftOf,
  isComplete,
  MOST_OPTIONS,
  majorityIn,
  NEW_DRAFT,
  type PollDraft,
  planOf,
  QUORUMS,
  quorumChoice,
  ruledBy,
  TIMES_S,
  withMajority,
  withQuorum,
} from './pollForm';
import { MAJORITIES, type MajorityChoice, ruleSentences } from './words';

interface Props {
  /** The vote to change; none: a new one. */
  readonly poll: Poll | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function PollDialog({ poll, opened, onClose }: Props) {
  const t = useT();
  const [changed, setChanged] = useState(false);
  const [leaving, leave] = useDisclosure(false);
  const close = () => {
    setChanged(false);
    leave.close();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={changed ? leave.open : close}
      closeOnClickOutside={false}
      size="xl"
      title={t(poll ? 'votes.desk.edit' : 'votes.desk.prepare')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <PollForm poll={poll} onChange={() => setChanged(true)} onDone={close} />}
      {leaving && (
        <ConfirmDialog
          title={t('votes.form.leaveTitle')}
          help={t('votes.form.leaveHelp')}
          act={t('votes.form.leaveYes')}
          busy={false}
          onClose={leave.close}
          onDo={close}
        />
      )}
    </Modal>
  );
}

interface FormProps {
  readonly poll: Poll | null;
  /** Something was entered that closing would lose. */
  readonly onChange: () => void;
  readonly onDone: () => void;
}

function PollForm({ poll, onChange, onDone }: FormProps) {
  const t = useT();
  const { agenda } = useMeetingView();
  const give = useCommand();
  const [draft, keepDraft] = useState<PollDraft>(() =>
    poll ? draftOf(poll) : { ...NEW_DRAFT, item: agenda.current },
  );
  const [busy, setBusy] = useState(false);
  const setDraft: typeof keepDraft = (next) => {
    keepDraft(next);
    onChange();
  };
  const change = (part: Partial<PollDraft>) => setDraft((now) => ({ ...now, ...part }));
  const send = async () => {
    setBusy(true);
    const done = poll
      ? await give('poll.edit', { poll: poll.id, ...planOf(draft) })
      : await give('poll.create', planOf(draft));
    setBusy(false);
    if (done) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(draft)) void send();
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('votes.question')}
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          data-autofocus
          value={draft.question}
          onChange={(event) => change({ question: event.currentTarget.value })}
        />
        <ItemSelect wide value={draft.item} onChange={(item) => change({ item })} />
        <Answers draft={draft} change={change} />
        <Rules draft={draft} change={change} setDraft={setDraft} />
        <More draft={draft} change={change} setDraft={setDraft} />
        <section className={classes.summary} aria-label={t('votes.form.summary')}>
          <strong>{t('votes.form.summary')}</strong>
          {ruleSentences(ruledBy(draft), t).map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
        </section>
        <Group justify="flex-end" className={classes.foot ?? ''}>
          <Button type="submit" size="md" loading={busy} disabled={!isComplete(draft)}>
            {t(poll ? 'common.save' : 'votes.desk.prepare')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Change = (part: Partial<PollDraft>) => void;
interface PartProps {
  readonly draft: PollDraft;
  readonly change: Change;
}
interface RuleProps extends PartProps {
  readonly setDraft: (draft: PollDraft) => void;
}

function Answers({ draft, change }: PartProps) {
  const t = useT();
  return (
    <>
      <Select
        label={t('votes.form.kind')}
        allowDeselect={false}
        data={[
          { value: 'yes_no', label: t('votes.form.yesNo') },
          { value: 'list', label: t('votes.form.list') },
        ]}
        value={draft.listed ? 'list' : 'yes_no'}
        onChange={(value) => change({ listed: value === 'list' })}
      />
      {draft.listed && <Options draft={draft} change={change} />}
    </>
  );
}

function Options({ draft, change }: PartProps) {
  const t = useT();
  const { options } = draft;
  const set = (index: number, label: string) =>
    change({ options: options.map((one, at) => (at === index ? label : one)) });
  return (
    <div className={classes.options}>
      {options.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
        <div key={index} className={classes.option}>
          <TextInput
            className={classes.grow ?? ''}
            aria-label={t('votes.form.option', { n: index + 1 })}
            placeholder={t('votes.form.option', { n: index + 1 })}
            maxLength={300}
            value={label}
            onChange={(event) => set(index, event.currentTarget.value)}
          />
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            disabled={options.length <= 2}
            aria-label={t('votes.form.remove', { n: index + 1 })}
            onClick={() => change({ options: options.filter((_, at) => at !== index) })}
          >
            <IconTrash size={19} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group justify="space-between" align="end">
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={options.length >= MOST_OPTIONS}
          onClick={() => change({ options: [...options, ''] })}
        >
          {t('votes.form.add')}
        </Button>
        <NumberInput
          label={t('votes.form.most')}
          w={150}
          min={1}
          max={options.length}
          allowDecimal={false}
          value={draft.most}
          onChange={(value) => change({ most: Math.max(1, Number(value) || 1) })}
        />
      </Group>
    </div>
  );
}

function Rules({ draft, change, setDraft }: RuleProps) {
  const t = useT();
  const choice = majorityIn(draft);
  const listed = choice === 'other' ? [...MAJORITIES, 'other' as const] : MAJORITIES;
  return (
    <div className={classes.rules}>
      <Labelled label={t('votes.form.unit')}>
        <SegmentedControl
          fullWidth
          value={draft.unit}
          onChange={(unit) => change({ unit: unit as PollPlan['unit'] })}
          data={(['delegates', 'sites'] as const).map((value) => ({
            value,
            label: t(`votes.unitShort.${value}`),
          }))}
        />
      </Labelled>
      <Labelled label={t('votes.form.secret')}>
        <SegmentedControl
          fullWidth
          value={draft.secret ? 'secret' : 'named'}
          onChange={(value) => change({ secret: value === 'secret' })}
          data={[
            { value: 'named', label: t('votes.form.named') },
            { value: 'secret', label: t('votes.form.secretly') },
          ]}
        />
      </Labelled>
      <Select
        label={t('votes.form.majority')}
        allowDeselect={false}
        data={listed.map((value) => ({ value, label: majorityLabel(value, t) }))}
        value={choice}
        onChange={(value) =>
          value && value !== 'other' && setDraft(withMajority(draft, value as MajorityChoice))
        }
      />
      {draft.majority && (
        <Select
          label={t('votes.form.of')}
          allowDeselect={false}
          data={(['present', 'cast', 'entitled'] as const).map((value) => ({
            value,
            label: t(`votes.base.${value}`),
          }))}
          value={draft.majority.base}
          onChange={(value) =>
            draft.majority && change({ majority: { ...draft.majority, base: value as Majority['base'] } })
          }
        />
      )}
    </div>
  );
}

function majorityLabel(choice: MajorityChoice | 'other', t: Translate): string {
  if (choice === 'other') return t('votes.form.other');
  return choice === 'plural' ? t('votes.form.plural') : t(`attendance.rule.${choice}`);
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the control inside is a group of its own
    <div role="group" aria-label={label}>
      <Input.Label labelElement="div">{label}</Input.Label>
      {children}
    </div>
  );
}

function More({ draft, change, setDraft }: RuleProps) {
  const t = useT();
  const [open, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button
        variant="subtle"
        leftSection={<IconAdjustments size={19} aria-hidden />}
        aria-expanded={open}
        onClick={toggle}
      >
        {t('votes.form.more')}
      </Button>
      <Collapse expanded={open}>
        <div className={classes.more}>
          <div className={classes.rules}>
            <TimeSelect draft={draft} change={change} />
            <QuorumSelect draft={draft} change={change} setDraft={setDraft} />
            <Select
              label={t('votes.form.proxies')}
              allowDeselect={false}
              data={[0, 1, 2, 3, 4, 5].map((n) => ({
                value: String(n),
                label: n === 0 ? t('votes.form.noProxies') : t('votes.form.proxiesOf', { n }),
              }))}
              value={String(draft.proxies)}
              onChange={(value) => change({ proxies: Number(value) })}
            />
          </div>
          <Switches draft={draft} change={change} />
        </div>
      </Collapse>
    </div>
  );
}

function TimeSelect({ draft, change }: PartProps) {
  const t = useT();
  const times = [...new Set<number>([...TIMES_S, ...(draft.forS === null ? [] : [draft.forS])])];
  return (
    <Select
      label={t('votes.form.time')}
      allowDeselect={false}
      data={[
        { value: '', label: t('votes.form.noLimit') },
        ...times.map((n) => ({
          value: String(n),
          label: n % 60 === 0 ? t('votes.form.minutes', { n: n / 60 }) : t('votes.form.seconds', { n }),
        })),
      ]}
      value={draft.forS === null ? '' : String(draft.forS)}
      onChange={(value) => change({ forS: value ? Number(value) : null })}
    />
  );
}

function QuorumSelect({ draft, change, setDraft }: RuleProps) {
  const t = useT();
  const choice = quorumChoice(draft);
  const listed = choice === 'other' ? [...QUORUMS, 'other' as const] : QUORUMS;
  const { quorum } = draft;
  return (
    <>
      <Select
        label={t('votes.form.quorum')}
        allowDeselect={false}
        data={listed.map((value) => ({
          value,
          label: value === 'meeting' ? t('votes.form.meetingQuorum') : t(`attendance.rule.${value}`),
        }))}
        value={choice}
        onChange={(value) => value && setDraft(withQuorum(draft, value as typeof choice))}
      />
      {quorum && (
        <Select
          label={t('votes.form.counted')}
          allowDeselect={false}
          data={(['present', 'cast'] as const).map((value) => ({
            value,
            label: t(`votes.form.counted.${value}`),
          }))}
          value={quorum.counted}
          onChange={(value) => change({ quorum: { ...quorum, counted: value as PollQuorum['counted'] } })}
        />
      )}
    </>
  );
}

function Switches({ draft, change }: PartProps) {
  const t = useT();
  return (
    <Stack gap="xs">
      <Checkbox
        label={t(draft.secret ? 'votes.form.revocable' : 'votes.form.revocableNamed')}
        checked={draft.revocable}
        onChange={(event) => change({ revocable: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('votes.form.chairFirst')}
        checked={draft.chairFirst}
        onChange={(event) => change({ chairFirst: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('votes.form.presentOnly')}
        checked={draft.presentOnly}
        onChange={(event) => change({ presentOnly: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('votes.form.chairs')}
        checked={draft.chairs && draft.unit === 'delegates'}
        disabled={draft.unit === 'sites'}
        onChange={(event) => change({ chairs: event.currentTarget.checked })}
      />
    </Stack>
  );
}
