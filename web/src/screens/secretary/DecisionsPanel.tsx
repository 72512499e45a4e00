// The chair's conclusions: recorded as they are spoken, reworded later; earlier wordings stay in the log.
import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { IconGavel, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Decision } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Empty } from '../home/Notice';
import { useCommand } from '../parts/useCommand';
import classes from './DecisionsPanel.module.css';
import { ItemSelect } from './ItemSelect';

export function DecisionsPanel() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const { order, items } = view.decisions;
  return (
    <div className={classes.panel}>
      {can(view, 'decision.record') && <Write />}
      {order.length === 0 && (
        <Empty
          icon={IconGavel}
          title={t('secretary.decisionsEmpty')}
          help={t('secretary.decisionsEmptyHelp')}
        />
      )}
      <ol className={classes.list}>
        {order.map((id, index) => {
          const decision = items[id];
          return decision ? <Row key={id} decision={decision} number={index + 1} /> : null;
        })}
      </ol>
    </div>
  );
}

function Write() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const item = chosen === undefined ? view.agenda.current : chosen;
  const record = async () => {
    setBusy(true);
    if (await give('decision.record', { text: text.trim(), item })) setText('');
    setBusy(false);
  };
  return (
    <div className={classes.write}>
      <Textarea
        label={t('secretary.decisionWrite')}
        placeholder={t('secretary.decisionPlaceholder')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') void record();
        }}
      />
      <Group justify="space-between" align="flex-end">
        <ItemSelect value={item} onChange={setChosen} />
        <Button loading={busy} disabled={text.trim() === ''} onClick={() => void record()}>
          {t('secretary.decisionRecord')}
        </Button>
      </Group>
    </div>
  );
}

function Row({ decision, number }: { decision: Decision; number: number }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [text, setText] = useState<string | null>(null);
  const item = decision.item === null ? null : view.agenda.items[decision.item];
  if (text !== null) {
    const amend = async () => {
      if (await give('decision.amend', { decision: decision.id, text: text.trim() })) setText(null);
    };
    return (
      <li className={classes.row}>
        <span className={`figures ${classes.number}`}>{number}</span>
        <div className={classes.text}>
          <Textarea
            aria-label={t('secretary.decisionAmend', { n: number })}
            autosize
            autoFocus
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group mt="xs" gap="xs">
            <Button size="xs" disabled={text.trim() === ''} onClick={() => void amend()}>
              {t('common.save')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setText(null)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </div>
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <span className={`figures ${classes.number}`}>{number}</span>
      <div className={classes.text}>
        <p>{decision.text}</p>
        <small>{[formatTime(decision.at, language), item?.title].filter(Boolean).join(' · ')}</small>
      </div>
      {can(view, 'decision.amend') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.decisionAmend', { n: number })}
          onClick={() => setText(decision.text)}
        >
          <IconPencil size={19} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
