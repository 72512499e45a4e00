// The sources to choose from: searched by name, those who are here first, worked by mouse or arrows.
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconBroadcast, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import type { Seat } from '../../api/view';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { type Choice, choices } from './draft';
import classes from './SourceList.module.css';

interface Props {
  readonly chosen: readonly Seat[];
  readonly onToggle: (seat: Seat) => void;
  readonly searchRef?: Ref<HTMLInputElement>;
}

export function SourceList({ chosen, onToggle, searchRef }: Props) {
  const t = useT();
  const view = useMeetingView();
  const [query, setQuery] = useState('');
  const list = useRef<HTMLFieldSetElement>(null);
  const shown = choices(view, query);
  const first = () => list.current?.querySelector<HTMLElement>('button')?.focus();
  return (
    <div className={classes.field}>
      <TextInput
        ref={searchRef}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            first();
          } else if (event.key === 'Enter' && shown[0]) {
            onToggle(shown[0].seat);
            setQuery('');
          }
        }}
        leftSection={<IconSearch size={17} aria-hidden />}
        placeholder={t('program.search')}
        aria-label={t('program.search')}
        size="sm"
      />
      <fieldset className={classes.list} ref={list} aria-label={t('program.sources')} onKeyDown={moveFocus}>
        {shown.map((one) => (
          <SourceButton
            key={one.seat}
            choice={one}
            place={chosen.indexOf(one.seat) + 1}
            onAir={view.program.sources.includes(one.seat)}
            onToggle={onToggle}
          />
        ))}
        {shown.length === 0 && <p className={classes.none}>{t('program.noSource')}</p>}
      </fieldset>
    </div>
  );
}

interface ButtonProps {
  readonly choice: Choice;
  /** Its place in the prepared scene from 1, or 0. */
  readonly place: number;
  readonly onAir: boolean;
  readonly onToggle: (seat: Seat) => void;
}

function SourceButton({ choice, place, onAir, onToggle }: ButtonProps) {
  const t = useT();
  const state = choice.present ? '' : t(choice.lost ? 'meeting.tile.lost' : 'meeting.tile.absent');
  return (
    <UnstyledButton
      className={classes.source}
      aria-pressed={place > 0}
      data-absent={!choice.present || undefined}
      data-seat={choice.seat}
      onClick={() => onToggle(choice.seat)}
    >
      <span className={`figures ${classes.place}`} aria-hidden="true">
        {place > 0 ? place : ''}
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{choice.name}</span>
        {state ? (
          <span className={classes.state}>
            <IconPlugConnectedX size={14} aria-hidden /> {state}
          </span>
        ) : (
          choice.detail && <span className={classes.state}>{choice.detail}</span>
        )}
      </span>
      {onAir && (
        <IconBroadcast className={classes.air} size={18} role="img" aria-label={t('program.onAirShort')} />
      )}
    </UnstyledButton>
  );
}

/** Arrows go through the buttons as they stand in rows and columns. */
function moveFocus(event: KeyboardEvent<HTMLFieldSetElement>): void {
  if (!event.key.startsWith('Arrow')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key] ?? 0;
  const next = all[at + step];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
