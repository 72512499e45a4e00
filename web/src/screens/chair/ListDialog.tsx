// How a list of speakers goes: its rule, the time per turn and per site, the warning. Each choice takes effect at once.
import { Button, Group, Modal, NativeSelect, Radio, Stack } from '@mantine/core';
import type { ListRule, SpeakersList } from '../../api/view/floor';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { timeChoices } from './timeChoices';

const RULES: readonly ListRule[] = ['request', 'least', 'rank', 'hand'];
const SITE_S = [0, 300, 600, 900, 1200, 1800];
const WARN_S = [0, 15, 30, 60, 120];

interface Props {
  readonly list: SpeakersList;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ListDialog({ list, opened, onClose }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const set = (facts: object) => void give('speakers.set', facts);
  const item = list.item === null ? undefined : view.agenda.items[list.item];
  const time = (name: 'turn_s' | 'site_s' | 'warn_s', offered?: readonly number[]) => ({
    value: String(list[name] ?? 0),
    data: timeChoices(list[name], t, offered),
    onChange: (event: { currentTarget: HTMLSelectElement }) =>
      set({ [name]: Number(event.currentTarget.value) }),
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={item ? t('meeting.list.of', { title: item.title }) : t('meeting.list.settings')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Radio.Group label={t('meeting.list.rule')} value={list.rule} onChange={(rule) => set({ rule })}>
          <Stack gap="xs" mt="xs">
            {RULES.map((rule) => (
              <Radio
                key={rule}
                value={rule}
                label={t(`meeting.rule.${rule}`)}
                description={t(`meeting.rule.${rule}Help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group grow align="flex-end">
          <NativeSelect label={t('meeting.list.turn')} {...time('turn_s')} />
          <NativeSelect label={t('meeting.list.site')} {...time('site_s', SITE_S)} />
          <NativeSelect label={t('meeting.list.warn')} {...time('warn_s', WARN_S)} />
        </Group>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
