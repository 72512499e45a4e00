// Tells whoever looks at the meeting that a paper was withdrawn: it leaves the screen at once, so this says why.
import { notifications } from '@mantine/notifications';
import { IconBan } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { View } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { newlyWithdrawn } from '../../papers/tree';
import { useMeetingView } from '../../stores/SeatProvider';

const STAYS_MS = 60_000;

export function WithdrawnNews() {
  const { t, language } = useLanguage();
  const { papers } = useMeetingView();
  const before = useRef<View['papers'] | null>(null);
  useEffect(() => {
    for (const { id, title, withdrawn } of newlyWithdrawn(before.current, papers)) {
      if (!withdrawn) continue;
      notifications.show({
        id: `withdrawn ${id}`,
        color: 'red',
        icon: <IconBan size={18} aria-hidden />,
        title: t('papers.withdrawnNow', { title, time: formatTime(withdrawn.at, language) }),
        message: withdrawn.reason,
        autoClose: STAYS_MS,
        closeButtonProps: { 'aria-label': t('common.close') },
      });
    }
    before.current = papers;
  }, [papers, t, language]);
  return null;
}
