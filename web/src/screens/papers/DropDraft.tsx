// Gives up what was uploaded and is not in the meeting, after one more question: nothing brings its file back.
import { Button, type ButtonProps, Text } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../../api/submissions';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useT } from '../../i18n';

interface Props {
  readonly one: Pick<Submission, 'title' | 'version' | 'in_meeting'>;
  readonly busy: boolean;
  readonly size?: ButtonProps['size'];
  /** Resolves when it was given up, or that was refused and said. */
  readonly onDrop: () => Promise<unknown>;
}

export function DropDraft({ one, busy, size = 'sm', onDrop }: Props) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const drop = async () => {
    await onDrop();
    setAsking(false);
  };
  return (
    <>
      <Button
        size={size}
        variant="default"
        loading={busy}
        aria-label={t('papers.dropDraftFor', { title: one.title })}
        onClick={() => setAsking(true)}
      >
        {t('papers.dropDraft')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('papers.dropTitle')}
          act={t('papers.dropDo')}
          busy={busy}
          onClose={() => setAsking(false)}
          onDo={() => void drop()}
        >
          <Text fw={600}>
            {one.title} · {t('papers.version', { n: one.version })}
          </Text>
          <Text>{t(one.in_meeting ? 'papers.dropNewerHelp' : 'papers.dropHelp')}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
