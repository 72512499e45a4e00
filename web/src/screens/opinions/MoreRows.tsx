// Under a long list: how many are not drawn yet, and the next of them.
import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useT } from '../../i18n';

/** So many rows more with each press. */
export const ROWS = 100;

export function MoreRows({ left, onMore }: { left: number; onMore: () => void }) {
  const t = useT();
  if (left <= 0) return null;
  return (
    <Button
      variant="subtle"
      leftSection={<IconChevronDown size={18} aria-hidden />}
      onClick={onMore}
      styles={{ label: { whiteSpace: 'normal' } }}
    >
      {t('opinions.moreRows', { n: left })}
    </Button>
  );
}
