// Tells a seat in words why it was not given the floor or why its turn ended; goes after a while or when dismissed.
import { Button } from '@mantine/core';
import { IconHandOff, IconMicrophoneOff, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { useNow } from '../../lib/useNow';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from './Keys';
import classes from './OwnNotice.module.css';
import { ownNews } from './ownNews';

interface Props {
  /** `hall` for ten metres, `hand` for a phone, `desk` beside other work. */
  readonly size: 'hall' | 'hand' | 'desk';
  /** The key that asks again, where there is one. */
  readonly askKey?: string;
}

export function OwnNotice({ size, askKey }: Props) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const [dismissed, dismiss] = useState<string | null>(null);
  const news = ownNews(view, now);
  const shown = news !== null && news.id !== dismissed;
  useKeyTable([
    { keys: ['Escape'], does: 'meeting.keys.dismiss', run: shown ? () => dismiss(news.id) : undefined },
  ]);
  if (!shown) return null;
  const Icon = news.kind === 'denied' ? IconHandOff : IconMicrophoneOff;
  return (
    <section className={classes.notice} data-kind={news.kind} data-size={size} role="alert">
      <Icon className={classes.icon} stroke={1.8} aria-hidden />
      <div className={classes.words}>
        <strong className={classes.title}>
          {news.delegate && `${news.delegate}: `}
          {t(news.title)}
        </strong>
        <span className={classes.why}>
          {news.why && t(news.why)}
          {news.why && news.reason && ': '}
          {news.reason && <q className={classes.reason}>{news.reason}</q>}
        </span>
        {askKey && can(view, 'floor.request') && (
          <span className={classes.next}>{t('meeting.news.askAgain', { key: askKey })}</span>
        )}
      </div>
      <Button
        className={classes.close ?? ''}
        variant="white"
        color="dark"
        leftSection={<IconX size="1.1em" aria-hidden />}
        onClick={() => dismiss(news.id)}
      >
        {t('meeting.news.understood')}
        {size !== 'hand' && <kbd className={classes.key}>Esc</kbd>}
      </Button>
    </section>
  );
}
