// On the first page: that slips wait for an answer, and how long the nearest can.
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n';
import { Notice } from '../home/Notice';
import { useNow } from '../home/useNow';
import { isWaiting } from './answering';
import { useMySlips } from './useSlips';
import { leftText, titleOf } from './words';

export function SlipsWaiting({ me }: { me: string }) {
  const { t } = useLanguage();
  const now = useNow(30_000);
  const found = useMySlips();
  const waiting = (found.data ?? [])
    .filter((one) => isWaiting(one, me))
    .sort((a, b) => (a.slip.deadline ?? '').localeCompare(b.slip.deadline ?? ''));
  const [first] = waiting;
  if (!first) return null;
  return (
    <Notice
      tone="info"
      title={t('opinions.waiting', { n: waiting.length })}
      action={
        <Button
          component={Link}
          to="/opinions"
          size="xs"
          rightSection={<IconArrowRight size={16} aria-hidden />}
        >
          {t('opinions.title')}
        </Button>
      }
    >
      {titleOf(first.slip, t)} ({leftText(first.slip.deadline, now, t)})
    </Notice>
  );
}
