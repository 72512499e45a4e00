// The sheet of keys, opened with “?”.
import { Kbd, Modal, Table } from '@mantine/core';
import { type Key, useT } from '../../i18n';

export interface KeyRow {
  readonly keys: readonly string[];
  readonly does: Key;
}

export function KeySheet({
  rows,
  opened,
  onClose,
}: {
  rows: readonly KeyRow[];
  opened: boolean;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table verticalSpacing="xs" fz="md">
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.does}>
              <Table.Td w={150}>
                {row.keys.map((key) => (
                  <Kbd key={key} size="md" mr={6}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(row.does)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
