// Finds a superior by name or agency and hands the slip over, with a note and the proposed answer.
import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type GivenBody, type MySlip, opinions } from '../../api/opinions';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { useKeyed } from './useKeyed';

interface Props {
  readonly one: MySlip;
  /** The proposed answer, null while it is not complete. */
  readonly body: GivenBody | null;
  readonly onPassed: () => void;
  readonly onClose: () => void;
}

export function PassUpDialog({ one, body, onPassed, onClose }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query, 250);
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const found = useQuery({
    queryKey: ['opinions', 'superiors', asked],
    queryFn: () => opinions.superiors(asked),
    enabled: asked.trim().length > 1,
    placeholderData: keepPreviousData,
  });
  const pass = useKeyed(
    (given: { to: string; note: string; body: GivenBody | null }, key) =>
      opinions.passUp(one.slip.id, one.recipient.account, given.to, given.note, given.body, key),
    () => {
      onPassed();
      onClose();
    },
  );
  const people = asked.trim().length > 1 ? (found.data ?? []) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to) pass.mutate({ to, note, body });
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t('opinions.passUpTitle')}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('opinions.passUpHelp')}</Text>
          <TextInput
            label={t('opinions.superior')}
            description={t('opinions.superiorHint')}
            data-autofocus
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <Radio.Group
            value={to}
            onChange={setTo}
            label={<span className="visually-hidden">{t('opinions.superior')}</span>}
          >
            <Stack gap="xs">
              {people.map((person) => (
                <Radio
                  key={person.account}
                  value={person.account}
                  label={person.name}
                  description={person.office}
                />
              ))}
            </Stack>
          </Radio.Group>
          {found.data?.length === 0 && people.length === 0 && asked.trim().length > 1 && (
            <Text size="sm" role="status">
              {t('opinions.nobodyFound')}
            </Text>
          )}
          <Textarea
            label={t('opinions.note')}
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!to} loading={pass.isPending}>
              {t('opinions.passUp')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
