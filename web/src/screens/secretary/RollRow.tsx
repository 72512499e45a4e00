// One line of the roll: who, connected or not, the four marks, a note while it is current.
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useT } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { stateOf } from '../attendance/words';
import { useCommand } from '../parts/useCommand';
import classes from './RollPanel.module.css';
import type { RollStatus, RollSubject } from './rollCall';

const MARKS = ['present', 'absent', 'late', 'excused'] as const;

interface Props {
  readonly subject: RollSubject;
  readonly selected: boolean;
  readonly enabled: boolean;
  readonly onSelect: () => void;
  readonly onMark: (status: RollStatus, note?: string) => void;
}

export function RollRow({ subject, selected, enabled, onSelect, onMark }: Props) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const one = Object.values(view.delegates).find((each) => each.seat === subject.seat);
  const state = one ? stateOf(one, (at) => formatTime(at, language)) : null;
  const said = state ? t(state.key, state.params) : '';
  const moving = one?.presence === 'here' ? 'delegate.leave' : 'delegate.return';
  const moves = one !== undefined && ['here', 'left'].includes(one.presence) && can(view, moving);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const Line = subject.connected ? IconPlugConnected : IconPlugConnectedX;
  return (
    <div ref={row} className={classes.row} data-selected={selected || undefined} data-status={subject.roll}>
      <UnstyledButton className={classes.who} onClick={onSelect} aria-current={selected || undefined}>
        <Line
          size={18}
          className={classes.line}
          data-on={subject.connected}
          aria-label={t(subject.connected ? 'secretary.connected' : 'secretary.notConnected')}
        />
        <span>
          <span className={classes.name}>{subject.name}</span>
          <span className={classes.office}>
            {[subject.office, said, subject.note].filter(Boolean).join(' · ')}
          </span>
        </span>
      </UnstyledButton>
      <div className={classes.marks}>
        {MARKS.map((status) => (
          <UnstyledButton
            key={status}
            className={classes.mark}
            data-status={status}
            aria-pressed={subject.roll === status}
            disabled={!enabled}
            onClick={() => onMark(status)}
          >
            {t(`secretary.${status}`)}
            <span className="visually-hidden"> {subject.name}</span>
          </UnstyledButton>
        ))}
      </div>
      {selected && moves && (
        <UnstyledButton className={classes.mark} onClick={() => void give(moving, { delegate: one.id })}>
          {t(one.presence === 'here' ? 'attendance.leftMark' : 'attendance.backMark')}
          <span className="visually-hidden"> {subject.name}</span>
        </UnstyledButton>
      )}
      {selected && enabled && subject.roll !== 'unknown' && <Note subject={subject} onMark={onMark} />}
    </div>
  );
}

function Note({ subject, onMark }: Pick<Props, 'subject' | 'onMark'>) {
  const t = useT();
  const [text, setText] = useState(subject.note);
  const keep = () => {
    if (text.trim() !== subject.note) onMark(subject.roll, text.trim());
  };
  return (
    <TextInput
      className={classes.note ?? ''}
      size="xs"
      aria-label={t('secretary.rollNote', { name: subject.name })}
      placeholder={t('secretary.rollNotePlaceholder')}
      maxLength={300}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
