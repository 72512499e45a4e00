// Sets until when papers are due: for the whole meeting, or for one item of it.
import { Button, Checkbox, Group, Popover, Stack } from '@mantine/core';
import { IconCalendarClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { AgendaItem, View } from '../../api/view';
import { DateTimeField } from '../../components/DateFields';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { fromLocalInput, toLocalInput } from '../../lib/localTime';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { shortDayText } from '../home/times';
import { useCommand } from '../parts/useCommand';

/** What holds for an item: its own deadline or the meeting's, and whether it wants papers. */
export function dueOf({ papers }: Pick<View, 'papers'>, item: string | null) {
  const own = item === null ? undefined : papers.dues[item];
  return { own, at: own?.due_at ?? papers.due_at, wanted: own?.wanted ?? true };
}

export function DueEditor({ item }: { item: AgendaItem | null }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const [open, setOpen] = useState(false);
  const { at, wanted } = dueOf(view, item?.id ?? null);
  const when = at ? `${formatTime(at, language)} ${shortDayText(at, language)}` : '';
  const words = !wanted ? t('papers.notWanted') : when ? t('papers.due', { when }) : t('papers.noDue');
  if (!can(view, 'paper.set_due')) return <span>{wanted && when ? words : ''}</span>;
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-end" shadow="lg" width={320}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          h="auto"
          mih={26}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.35 } }}
          leftSection={<IconCalendarClock size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {item === null && when ? `${t('papers.dueMeeting')}: ${when}` : words}
          {item && <span className="visually-hidden"> · {t('papers.setDueFor', { title: item.title })}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <DueForm item={item} onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function DueForm({ item, onClose }: { item: AgendaItem | null; onClose: () => void }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const { own, wanted: held } = dueOf(view, item?.id ?? null);
  const known = item === null ? view.papers.due_at : own?.due_at;
  const [at, setAt] = useState(known ? toLocalInput(known) : '');
  const [wanted, setWanted] = useState(held);
  const store = async () => {
    const data = { due_at: fromLocalInput(at), ...(item === null ? {} : { item: item.id, wanted }) };
    if (await give('paper.set_due', data)) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <Stack gap="sm">
        <DateTimeField
          label={t(item === null ? 'papers.dueMeeting' : 'papers.dueOwn')}
          hint={item === null ? undefined : t('papers.dueOwnHelp')}
          value={at}
          disabled={!wanted}
          onChange={setAt}
        />
        {item !== null && (
          <Checkbox
            label={t('papers.notWanted')}
            checked={!wanted}
            onChange={(event) => setWanted(!event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="sm" variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button size="sm" type="submit">
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
