// How much of a file has gone out, in a bar and in words.
import { Progress, Text } from '@mantine/core';
import { useT } from '../../i18n';

/** `percent` is null while nothing is being sent. */
export function SentSoFar({ percent }: { percent: number | null }) {
  const t = useT();
  if (percent === null) return null;
  const words = t('papers.sending', { percent });
  return (
    <div>
      <Text size="sm" className="figures">
        {words}
      </Text>
      <Progress value={percent} animated aria-label={words} />
    </div>
  );
}
