// Authorities to vote for somebody else: recorded with their document, and revoked.
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Authority } from '../../api/view/polls';
import { ActButton } from '../../components/ActButton';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './ProxiesDialog.module.css';
import { choicesBut, voterChoices } from './voters';

export function ProxiesDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const { proxies } = view.polls;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('votes.proxy.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="lg">
        {can(view, 'proxy.record') && <RecordForm />}
        {proxies.length === 0 && <p className={classes.none}>{t('votes.proxy.empty')}</p>}
        <ul className={classes.list}>
          {proxies.map((one) => (
            <Row key={one.id} proxy={one} />
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}

function Row({ proxy }: { proxy: Authority }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const poll = proxy.poll === null ? undefined : view.polls.items[proxy.poll];
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <strong>{t('votes.proxy.line', { holder: proxy.holder_name, grantor: proxy.grantor_name })}</strong>
        <span className={classes.detail}>
          {[proxy.document, poll?.question ?? t('votes.proxy.every')].join(' · ')}
        </span>
      </span>
      {can(view, 'proxy.revoke') && (
        <ActButton
          variant="default"
          aria-label={t('votes.proxy.revoke', { grantor: proxy.grantor_name })}
          act={() => give('proxy.revoke', { proxy: proxy.id })}
        >
          {t('votes.proxy.revokeShort')}
        </ActButton>
      )}
    </li>
  );
}

const EVERY = '';

function RecordForm() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [grantor, setGrantor] = useState<string | null>(null);
  const [holder, setHolder] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const [poll, setPoll] = useState(EVERY);
  const [busy, setBusy] = useState(false);
  const choices = voterChoices(view, t);
  const prepared = view.polls.order.flatMap((id) => {
    const one = view.polls.items[id];
    return one && (one.state === 'draft' || one.state === 'checking') ? [one] : [];
  });
  const ready = grantor !== null && holder !== null && document.trim() !== '';
  const record = async () => {
    setBusy(true);
    const data = { grantor, holder, document: document.trim(), poll: poll === EVERY ? null : poll };
    if (await give('proxy.record', data)) {
      setGrantor(null);
      setHolder(null);
      setDocument('');
    }
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void record();
      }}
    >
      <div className={classes.form}>
        <Select
          label={t('votes.proxy.grantor')}
          required
          searchable
          data={choicesBut(choices, holder)}
          value={grantor}
          onChange={setGrantor}
        />
        <Select
          label={t('votes.proxy.holder')}
          required
          searchable
          data={choicesBut(choices, grantor)}
          value={holder}
          onChange={setHolder}
        />
        <TextInput
          label={t('votes.proxy.document')}
          required
          maxLength={200}
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
        />
        <Select
          label={t('votes.proxy.poll')}
          allowDeselect={false}
          data={[
            { value: EVERY, label: t('votes.proxy.every') },
            ...prepared.map((one) => ({ value: one.id, label: one.question })),
          ]}
          value={poll}
          onChange={(value) => setPoll(value ?? EVERY)}
        />
      </div>
      <Group justify="flex-end" mt="sm">
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('votes.proxy.record')}
        </Button>
      </Group>
    </form>
  );
}
