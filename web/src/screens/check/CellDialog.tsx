// One step of one hall: what was found and what to tell the hall; asking again, or vouching for it by hand.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { View } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { NOTHING, stepState } from './board';
import { figuresOf, sentenceOf } from './checkWords';
import type { Cell } from './LineCheckBoard';
import { StepMark } from './StepMark';

const LONGEST_NOTE = 300;

export function CellDialog({ cell, onClose }: { cell: Cell | null; onClose: () => void }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const [last, keep] = useState<Cell | null>(null);
  useEffect(() => {
    if (cell) keep(cell);
  }, [cell]);
  const drawn = cell ?? last;
  const site = drawn && view.sites[drawn.seat];
  return (
    <Modal
      opened={cell !== null && site !== undefined}
      onClose={onClose}
      size="lg"
      title={
        drawn && site
          ? t('check.detailTitle', { site: site.name, step: t(`check.step.${drawn.step}`) })
          : undefined
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {drawn && site && <Detail key={`${drawn.seat}/${drawn.step}`} cell={drawn} onClose={onClose} />}
    </Modal>
  );
}

function whoIs(view: View, seat: string): string {
  return view.officers[seat]?.name ?? view.sites[seat]?.name ?? seat;
}

function Detail({ cell, onClose }: { cell: Cell; onClose: () => void }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const check = view.checks?.sites[cell.seat] ?? NOTHING;
  const found = check.steps[cell.step];
  const again = async () => {
    if (await give('check.again', { seat: cell.seat, step: cell.step })) onClose();
  };
  return (
    <Stack gap="md">
      <StepMark state={stepState(check, cell.step)} size={26} />
      {found && (
        <div>
          <Text size="lg">{sentenceOf(t, cell.step, found)}</Text>
          <Text c="dimmed">
            {[
              figuresOf(t, found),
              t('check.at', { time: formatTime(found.at, language), name: whoIs(view, found.by) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      )}
      {check.stale && <Text>{t('check.siteStale')}</Text>}
      {can(view, 'check.again') && (
        <Group>
          <Button leftSection={<IconRefresh size={18} aria-hidden />} onClick={again} data-autofocus>
            {t('check.again')}
          </Button>
        </Group>
      )}
      {can(view, 'check.confirm') && <ByHand cell={cell} onClose={onClose} />}
    </Stack>
  );
}

function ByHand({ cell, onClose }: { cell: Cell; onClose: () => void }) {
  const { t } = useLanguage();
  const give = useCommand();
  const [note, write] = useState('');
  const confirm = async (result: 'passed' | 'failed') => {
    if (await give('check.confirm', { ...cell, result, note: note.trim() })) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim()) void confirm('passed');
      }}
    >
      <Stack gap="xs">
        <Text fw={600}>{t('check.confirm')}</Text>
        <TextInput
          label={t('check.note')}
          description={t('check.confirmHelp')}
          placeholder={t('check.noteExample')}
          value={note}
          maxLength={LONGEST_NOTE}
          required
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" disabled={note.trim() === ''}>
            {t('check.confirmPassed')}
          </Button>
          <Button variant="subtle" disabled={note.trim() === ''} onClick={() => void confirm('failed')}>
            {t('check.confirmFailed')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
