// The clerk's list: the delegates of one hall, what they answered, and marking who is here.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Delegate, Seat } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { AnswerDialog } from './AnswerDialog';
import classes from './ClerkPanel.module.css';
import { stateOf } from './words';

const MARKS = ['present', 'late', 'excused', 'absent'] as const;

export function ClerkPanel({ site }: { site: Seat }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const people = view.sites[site]?.delegates.flatMap((id) => view.delegates[id] ?? []) ?? [];
  if (people.length === 0) return <p>{t('attendance.noDelegates')}</p>;
  return (
    <ul className={classes.list}>
      {people.map((one) => (
        <Row key={one.id} delegate={one} />
      ))}
    </ul>
  );
}

function Row({ delegate }: { delegate: Delegate }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [answering, setAnswering] = useState(false);
  const said = stateOf(delegate, (at) => formatTime(at, language));
  const notes = view.me.own_notes[delegate.id];
  const reason = delegate.answer_reason ?? notes?.reason ?? '';
  const moving = delegate.presence === 'here' ? 'delegate.leave' : 'delegate.return';
  const moves = (delegate.presence === 'here' || delegate.presence === 'left') && can(view, moving);
  return (
    <li className={classes.row} data-presence={delegate.presence}>
      <span className={classes.who}>
        <strong className={classes.name}>{delegate.name}</strong>
        <span className={classes.detail}>
          {[delegate.office, t(said.key, said.params), reason, notes?.note].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={classes.actions}>
        {can(view, 'roll.mark') &&
          MARKS.map((status) => (
            <Button
              key={status}
              size="compact-md"
              variant={delegate.roll === status ? 'filled' : 'default'}
              aria-pressed={delegate.roll === status}
              aria-label={t('attendance.markFor', { status: t(`secretary.${status}`), name: delegate.name })}
              onClick={() => void give('roll.mark', { subject: delegate.seat, status })}
            >
              {t(`secretary.${status}`)}
            </Button>
          ))}
        {moves && (
          <Button
            size="compact-md"
            variant="light"
            onClick={() => void give(moving, { delegate: delegate.id })}
          >
            {t(delegate.presence === 'here' ? 'attendance.leftMark' : 'attendance.backMark')}
            <span className="visually-hidden"> {delegate.name}</span>
          </Button>
        )}
        {can(view, 'invitation.answer') && delegate.entered_at === null && (
          <Button size="compact-md" variant="subtle" onClick={() => setAnswering(true)}>
            {t('attendance.answer')}
            <span className="visually-hidden"> {delegate.name}</span>
          </Button>
        )}
      </span>
      <AnswerDialog
        delegate={delegate}
        reason={reason}
        opened={answering}
        onClose={() => setAnswering(false)}
      />
    </li>
  );
}
