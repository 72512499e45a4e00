// A hall's count of hands, typed by its clerk: one figure an option, with the sum against those who may vote.
import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { IconAlertTriangle, IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { Count, Poll } from '../../api/view/polls';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './HandsForm.module.css';
import { entered, type HandsDraft, problemOf, sumOf } from './hands';
import { optionWords } from './words';

export interface CountingHall {
  readonly site: string;
  readonly voters: number;
  /** Ballots by device that a count would replace. */
  readonly cast: number;
  readonly counts: readonly Count[] | null;
}

interface Props {
  readonly poll: Poll;
  readonly hall: CountingHall;
  readonly onClose: () => void;
}

export function HandsDialog({ poll, hall, onClose }: Props) {
  const t = useT();
  const view = useMeetingView();
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t('votes.hands.title', { site: personOf(view, hall.site).name })}
    >
      <HandsForm poll={poll} hall={hall} onDone={onClose} />
    </Dialog>
  );
}

function HandsForm({ poll, hall, onDone }: { poll: Poll; hall: CountingHall; onDone: () => void }) {
  const t = useT();
  const give = useCommand();
  const [draft, setDraft] = useState<HandsDraft>(() => ({
    counts: Object.fromEntries((hall.counts ?? []).map(({ choice, count }) => [choice, count])),
    cast: 0,
  }));
  const [busy, setBusy] = useState(false);
  const [clearing, askClear] = useState(false);
  const sum = sumOf(draft);
  const problem = problemOf(draft, poll, hall.voters);
  const run = async (command: string, data: object) => {
    setBusy(true);
    const done = await give(command, { poll: poll.id, site: hall.site, ...data });
    setBusy(false);
    if (done) onDone();
  };
  const enter = () => run('poll.count_hands', { ...entered(draft, poll), instead: hall.cast > 0 });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (problem === 'none' && sum > 0) void enter();
        }}
      >
        <Stack gap="md">
          <strong className={classes.question}>{poll.question}</strong>
          <p className={classes.help}>
            {t('votes.hands.voters', { n: hall.voters })}. {t('votes.hands.help')}
          </p>
          <div className={classes.fields}>
            {poll.options.map((option, index) => (
              <NumberInput
                key={option.id}
                label={optionWords(option, t)}
                size="md"
                min={0}
                max={9999}
                allowDecimal={false}
                allowNegative={false}
                inputMode="numeric"
                data-autofocus={index === 0 || undefined}
                value={draft.counts[option.id] ?? ''}
                onChange={(value) =>
                  setDraft({ ...draft, counts: { ...draft.counts, [option.id]: Number(value) || 0 } })
                }
              />
            ))}
            {poll.most > 1 && (
              <NumberInput
                label={t('votes.hands.cast')}
                size="md"
                min={0}
                max={9999}
                allowDecimal={false}
                allowNegative={false}
                inputMode="numeric"
                value={draft.cast || ''}
                onChange={(value) => setDraft({ ...draft, cast: Number(value) || 0 })}
              />
            )}
          </div>
          <Check problem={problem} sum={sum} voters={hall.voters} />
          {hall.cast > 0 && (
            <p className={classes.warning}>
              <IconAlertTriangle size={22} aria-hidden />{' '}
              {t(poll.revocable ? 'votes.hands.instead' : 'votes.hands.final', { n: hall.cast })}
            </p>
          )}
          <Group justify="space-between">
            {hall.counts && poll.revocable ? (
              <Button variant="subtle" disabled={busy} onClick={() => askClear(true)}>
                {t('votes.hands.clear')}…
              </Button>
            ) : (
              <span />
            )}
            <Button
              type="submit"
              size="md"
              loading={busy}
              disabled={problem !== 'none' || sum === 0 || (hall.cast > 0 && !poll.revocable)}
              leftSection={<IconHandStop size={20} aria-hidden />}
            >
              {t('votes.hands.enter')}
            </Button>
          </Group>
        </Stack>
      </form>
      {clearing && (
        <ConfirmDialog
          title={t('votes.hands.clearTitle')}
          help={t('votes.hands.clearHelp')}
          act={t('votes.hands.clearYes')}
          busy={busy}
          onClose={() => askClear(false)}
          onDo={() => void run('poll.clear_hands', {})}
        />
      )}
    </>
  );
}

interface CheckProps {
  readonly problem: ReturnType<typeof problemOf>;
  readonly sum: number;
  readonly voters: number;
}

function Check({ problem, sum, voters }: CheckProps) {
  const t = useT();
  return (
    <p className={classes.sum} data-problem={problem === 'none' ? undefined : problem} role="status">
      {problem !== 'none' && <IconAlertTriangle size={22} aria-hidden />}
      {problem === 'tooMany' && t('votes.hands.tooMany', { sum, voters })}
      {problem === 'badCast' && t('votes.hands.badCast')}
      {problem === 'none' && t('votes.hands.sum', { sum, voters })}
    </p>
  );
}
