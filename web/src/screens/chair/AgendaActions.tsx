// Finishing the item under discussion and going on to the next.
import { Button, Group } from '@mantine/core';
import { IconCheck, IconPlayerSkipForward } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { can, currentItem } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';

export function AgendaActions({ onNext }: { onNext: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const item = currentItem(view);
  const pending = view.agenda.order.some((id) => view.agenda.items[id]?.state === 'pending');
  if (!can(view, 'agenda.start') && !can(view, 'agenda.finish')) return null;
  return (
    <Group gap="xs">
      {pending && can(view, 'agenda.start') && (
        <Button size="compact-sm" leftSection={<IconPlayerSkipForward size={17} />} onClick={onNext}>
          {t('meeting.console.next')}
        </Button>
      )}
      {item && can(view, 'agenda.finish') && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCheck size={17} />}
          onClick={() => void give('agenda.finish', { item: item.id })}
        >
          {t('meeting.console.finish')}
        </Button>
      )}
    </Group>
  );
}
