// A hall's seat plan: who sits where and who is here; edited by choosing a place and then another, by key or press.
import { Button, Select, TextInput } from '@mantine/core';
import { IconArmchair, IconCheck, IconDoorExit, IconMinus, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Seat } from '../../api/view';
import type { Presence, SeatRow } from '../../api/view/attendance';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './SeatPlan.module.css';
import {
  at,
  type Place,
  type Plan,
  proposed,
  renamed,
  resized,
  seated,
  stepped,
  unseated,
  waitingFor,
  withRow,
} from './seatPlan';

const ICONS: Readonly<Record<Presence, typeof IconCheck>> = {
  here: IconCheck,
  left: IconDoorExit,
  absent: IconX,
  unknown: IconArmchair,
};

export function SeatPlan({ site, rows }: { site: Seat; rows: readonly SeatRow[] }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [picked, pick] = useState<string | null>(null);
  const ids = view.sites[site]?.delegates ?? [];
  const edits = can(view, 'seating.set');
  const keep = (plan: Plan) => void give('seating.set', { site, rows: plan });
  if (rows.length === 0)
    return (
      <div className={classes.empty}>
        <p>{t('attendance.planEmpty')}</p>
        {edits && ids.length > 0 && (
          <Button onClick={() => keep(proposed(ids, (n) => t('attendance.rowName', { n })))}>
            {t('attendance.makePlan')}
          </Button>
        )}
      </div>
    );
  const choose = (place: Place) => {
    const there = at(rows, place);
    if (picked === null) pick(there);
    else {
      pick(null);
      if (there !== picked) keep(seated(rows, picked, place));
    }
  };
  const waiting = waitingFor(rows, ids);
  return (
    <div className={classes.plan}>
      {edits && <p className={classes.help}>{t('attendance.planHelp')}</p>}
      <p className={classes.front}>{t('attendance.front')}</p>
      <Rows rows={rows} edits={edits} picked={picked} onChoose={choose} onChange={keep} />
      {edits && (
        <div className={classes.tools}>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => keep(withRow(rows, t('attendance.rowName', { n: rows.length + 1 })))}
          >
            {t('attendance.addRow')}
          </Button>
          {picked && !waiting.includes(picked) && (
            <Button
              variant="default"
              onClick={() => {
                pick(null);
                keep(unseated(rows, picked));
              }}
            >
              {t('attendance.putAway')}
            </Button>
          )}
        </div>
      )}
      {edits && waiting.length > 0 && (
        <section aria-label={t('attendance.unseated')} className={classes.waiting}>
          <h3>{t('attendance.unseated')}</h3>
          {waiting.map((id) => (
            <Button
              key={id}
              size="compact-md"
              variant={picked === id ? 'filled' : 'default'}
              aria-pressed={picked === id}
              onClick={() => pick(picked === id ? null : id)}
            >
              {view.delegates[id]?.name}
            </Button>
          ))}
        </section>
      )}
    </div>
  );
}

interface RowsProps {
  readonly rows: Plan;
  readonly edits: boolean;
  readonly picked: string | null;
  readonly onChoose: (place: Place) => void;
  readonly onChange: (plan: Plan) => void;
}

function Rows({ rows, edits, picked, onChoose, onChange }: RowsProps) {
  const t = useT();
  const grid = useRef<HTMLDivElement>(null);
  const move = (from: Place) => (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
    const to = stepped(rows, from, event.key);
    grid.current?.querySelector<HTMLElement>(`[data-place="${to.row}-${to.place}"]`)?.focus();
  };
  return (
    <div className={classes.rows} ref={grid}>
      {rows.map((row, r) => {
        const label = row.label || t('attendance.rowName', { n: r + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place from the front
          <div key={r} className={classes.row}>
            {edits ? (
              <RowLabel n={r + 1} label={row.label} onKeep={(text) => onChange(renamed(rows, r, text))} />
            ) : (
              <span className={classes.label}>{label}</span>
            )}
            <div className={classes.places}>
              {row.places.map((id, p) => (
                <PlaceButton
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number in the row
                  key={p}
                  id={id}
                  label={label}
                  place={{ row: r, place: p }}
                  edits={edits}
                  picked={id !== null && id === picked}
                  onChoose={onChoose}
                  onKeyDown={move({ row: r, place: p })}
                />
              ))}
            </div>
            {edits && (
              <span className={classes.sizes}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('attendance.removePlace', { row: label })}
                  onClick={() => onChange(resized(rows, r, -1))}
                >
                  <IconMinus size={16} aria-hidden />
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('attendance.addPlace', { row: label })}
                  onClick={() => onChange(resized(rows, r, 1))}
                >
                  <IconPlus size={16} aria-hidden />
                </Button>
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

function RowLabel({ n, label, onKeep }: { n: number; label: string; onKeep: (text: string) => void }) {
  const t = useT();
  const [text, setText] = useState(label);
  return (
    <TextInput
      className={classes.label ?? ''}
      size="xs"
      aria-label={t('attendance.rowLabel', { n })}
      maxLength={40}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text.trim() !== label && onKeep(text.trim())}
    />
  );
}

interface PlaceProps {
  readonly id: string | null;
  readonly label: string;
  readonly place: Place;
  readonly edits: boolean;
  readonly picked: boolean;
  readonly onChoose: (place: Place) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function PlaceButton({ id, label, place, edits, picked, onChoose, onKeyDown }: PlaceProps) {
  const t = useT();
  const view = useMeetingView();
  const who = id === null ? null : (view.delegates[id] ?? null);
  const Icon = who ? ICONS[who.presence] : null;
  const said = who ? `${who.name}, ${t(`attendance.mark.${who.presence}`)}` : t('attendance.emptyPlace');
  const name = t('attendance.place', { row: label, n: place.place + 1, who: said });
  const content = (
    <>
      {Icon && <Icon size={18} aria-hidden />}
      <span>{who ? who.name : place.place + 1}</span>
    </>
  );
  const shape = {
    className: classes.place,
    'data-presence': who?.presence ?? 'empty',
    'data-place': `${place.row}-${place.place}`,
  };
  return edits ? (
    <button
      type="button"
      {...shape}
      aria-label={name}
      aria-pressed={picked}
      onClick={() => onChoose(place)}
      onKeyDown={onKeyDown}
    >
      {content}
    </button>
  ) : (
    <span {...shape} role="img" aria-label={name}>
      {content}
    </span>
  );
}

/** For who leads: the plan of any hall that has delegates. */
export function HallPlans() {
  const t = useT();
  const view = useMeetingView();
  const halls = Object.values(view.sites).filter((one) => one.delegates.length > 0);
  const [site, choose] = useState<string | null>(null);
  const shown = site ?? halls[0]?.seat ?? null;
  if (shown === null) return null;
  return (
    <section className={classes.plans}>
      <Select
        label={t('attendance.planOf')}
        searchable
        allowDeselect={false}
        data={halls.map((one) => ({ value: one.seat, label: one.name }))}
        value={shown}
        onChange={choose}
      />
      <SeatPlan key={shown} site={shown} rows={view.seating[shown] ?? []} />
    </section>
  );
}
