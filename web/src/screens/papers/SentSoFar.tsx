// How much of a file has gone out, in a bar and in words.
import { Progress, Text } from '@mantine/core';
import { useLanguage } from '../../i18n';
import { formatPercent } from '../../lib/format';

/** `percent` is null while nothing is being sent. */
export function SentSoFar({ percent }: { percent: number | null }) {
  const { t, language } = useLanguage();
  if (percent === null) return null;
  const words = t('papers.sending', { percent: formatPercent(percent / 100, language) });
  return (
    <div>
      <Text size="sm" className="figures">
        {words}
      </Text>
      <Progress value={percent} animated aria-label={words} />
    </div>
  );
}
