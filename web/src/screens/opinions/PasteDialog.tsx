// A list from a spreadsheet becomes recipients; what nobody was found for is said line by line.
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Chosen, opinions } from '../../api/opinions';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { Notice } from '../home/Notice';
import { useKeyed } from './useKeyed';

const NAMED = 12;

interface Props {
  readonly onFound: (found: readonly Chosen[]) => void;
  readonly onClose: () => void;
}

export function PasteDialog({ onFound, onClose }: Props) {
  const t = useT();
  const [text, setText] = useState('');
  const match = useKeyed(
    (list: string) => opinions.match(list),
    (found) => {
      onFound(found.chosen);
      notifyDone(t('opinions.pasteDone', { n: found.chosen.length }));
      if (found.unknown.length + found.ambiguous.length === 0) onClose();
    },
  );
  const left = match.data;
  const named = (lines: readonly string[]) =>
    lines.slice(0, NAMED).join('; ') + (lines.length > NAMED ? '; …' : '');
  return (
    <Dialog onClose={onClose} size="lg" title={t('opinions.paste')}>
      <Stack>
        <Text size="sm">{t('opinions.pasteHelp')}</Text>
        <Textarea
          label={t('opinions.pasteLabel')}
          data-autofocus
          autosize
          minRows={8}
          maxRows={16}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {left && left.unknown.length > 0 && (
          <Notice
            tone="warn"
            title={t('opinions.pasteUnknown', { n: left.unknown.length, names: named(left.unknown) })}
          />
        )}
        {left && left.ambiguous.length > 0 && (
          <Notice
            tone="warn"
            title={t('opinions.pasteAmbiguous', { n: left.ambiguous.length, names: named(left.ambiguous) })}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button loading={match.isPending} disabled={text.trim() === ''} onClick={() => match.mutate(text)}>
            {t('opinions.pasteDo')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
