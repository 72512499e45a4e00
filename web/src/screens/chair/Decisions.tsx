// The chair's conclusions, recorded as they are spoken.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './Decisions.module.css';

export function Decisions() {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  return (
    <>
      {view.decisions.order.length === 0 && (
        <p className={classes.none}>{t('meeting.console.decisionNone')}</p>
      )}
      <ol className={classes.list}>
        {view.decisions.order.map((id, index) => {
          const decision = view.decisions.items[id];
          if (!decision) return null;
          const item = decision.item === null ? null : view.agenda.items[decision.item];
          return (
            <li key={id} className={classes.row}>
              <span className={`figures ${classes.number}`}>{index + 1}</span>
              <span>
                {decision.text}
                <span className={classes.detail}>
                  {[formatTime(decision.at, language), item?.title].filter(Boolean).join(' · ')}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      {can(view, 'decision.record') && <Write />}
    </>
  );
}

function Write() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [text, setText] = useState('');
  const record = async () => {
    if (text.trim() && (await give('decision.record', { text: text.trim(), item: view.agenda.current })))
      setText('');
  };
  return (
    <div className={classes.write}>
      <Textarea
        aria-label={t('meeting.console.decisionWrite')}
        placeholder={t('meeting.console.decisionWrite')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button onClick={record} disabled={text.trim() === ''}>
        {t('meeting.console.decisionRecord')}
      </Button>
    </div>
  );
}
