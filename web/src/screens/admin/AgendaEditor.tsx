// The agenda of a meeting to be: titles, rapporteurs, minutes, who reports; reordered by buttons or Alt with arrows.
import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Site } from '../../api/sites';
import { useT } from '../../i18n';
import { spanText } from '../home/times';
import { PostponedOffers } from '../parts/PostponedOffers';
import {
  appended,
  changed,
  type DraftItem,
  fromLines,
  isTaken,
  removed,
  shifted,
  totalMinutes,
  withCarried,
} from './agendaEditing';
import classes from './MeetingForm.module.css';

type Change = (items: readonly DraftItem[]) => DraftItem[];

interface Props {
  readonly items: readonly DraftItem[];
  /** Minutes planned for the whole, or null when the agenda decides. */
  readonly planned: number | null;
  /** The invited sites, which may report. */
  readonly sites: readonly Site[];
  /** Whether what other meetings left over is offered. */
  readonly offers?: boolean;
  readonly onChange: (change: Change) => void;
}

const freshKey = () => crypto.randomUUID();

export function AgendaEditor({ items, planned, sites, offers = true, onChange }: Props) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<string | null>(null);
  useEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelector<HTMLInputElement>(`[data-item="${focus.current}"]`)?.focus();
    focus.current = null;
  });
  const add = () => {
    const key = freshKey();
    focus.current = key;
    onChange((now) => appended(now, key));
  };
  const move = (key: string, by: number) => {
    focus.current = key;
    onChange((now) =>
      shifted(
        now,
        now.findIndex((item) => item.key === key),
        by,
      ),
    );
  };
  const total = totalMinutes(items);
  return (
    <>
      <ol className={classes.items} ref={list}>
        {items.map((item, index) => (
          <Row
            key={item.key}
            item={item}
            index={index}
            last={index === items.length - 1}
            sites={sites}
            onChange={onChange}
            onMove={move}
            onAdd={add}
          />
        ))}
      </ol>
      <div className={classes.foot}>
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>
          {t('admin.addItem')}
        </Button>
        <span className={`figures ${classes.total}`} role="status">
          {t('admin.agendaTotal', { time: spanText(total * 60, t) })}
          {planned !== null && total > planned && (
            <span className={classes.over}> · {t('admin.agendaOver', { n: total - planned })}</span>
          )}
        </span>
      </div>
      {offers && (
        <PostponedOffers
          taken={(offer) => isTaken(items, offer)}
          onTake={(offer) => onChange((now) => withCarried(now, offer, freshKey()))}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly item: DraftItem;
  readonly index: number;
  readonly last: boolean;
  readonly sites: readonly Site[];
  readonly onChange: (change: Change) => void;
  readonly onMove: (key: string, by: number) => void;
  readonly onAdd: () => void;
}

function Row({ item, index, last, sites, onChange, onMove, onAdd }: RowProps) {
  const t = useT();
  const n = index + 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onMove(item.key, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (last) onAdd();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const lines = fromLines(event.clipboardData.getData('text'), freshKey);
    if (lines.length < 2) return;
    event.preventDefault();
    onChange((now) => {
      const at = now.findIndex((one) => one.key === item.key);
      const kept = item.title.trim() === '' ? at : at + 1;
      return [...now.slice(0, kept), ...lines, ...now.slice(at + 1)];
    });
  };
  const set = (change: Partial<Omit<DraftItem, 'key'>>) => onChange((now) => changed(now, item.key, change));
  return (
    <li className={classes.item} onKeyDown={onKeyDown}>
      <span className={`figures ${classes.number}`}>{n}.</span>
      <TextInput
        data-item={item.key}
        aria-label={`${t('admin.itemN', { n })}: ${t('admin.itemTitle')}`}
        placeholder={t('admin.itemTitle')}
        value={item.title}
        onPaste={onPaste}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`${t('admin.itemN', { n })}: ${t('admin.itemRapporteur')}`}
        placeholder={t('admin.itemRapporteur')}
        value={item.rapporteur}
        onChange={(event) => set({ rapporteur: event.currentTarget.value })}
      />
      <NumberInput
        aria-label={`${t('admin.itemN', { n })}: ${t('admin.itemMinutes')}`}
        min={0}
        max={600}
        step={5}
        value={item.minutes}
        onChange={(value) => set({ minutes: Number(value) || 0 })}
      />
      <div className={classes.itemActs}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={index === 0}
          aria-label={t('admin.moveUp', { n })}
          onClick={() => onMove(item.key, -1)}
        >
          <IconArrowUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={last}
          aria-label={t('admin.moveDown', { n })}
          onClick={() => onMove(item.key, 1)}
        >
          <IconArrowDown size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('admin.removeItem', { n })}
          onClick={() => onChange((now) => removed(now, item.key))}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.itemMore}>
        <MultiSelect
          size="xs"
          className={classes.reporters ?? ''}
          aria-label={`${t('admin.itemN', { n })}: ${t('agenda.seats')}`}
          placeholder={item.sites.length === 0 ? t('agenda.seats') : ''}
          data={sites.map((one) => ({ value: one.code, label: one.short_name }))}
          searchable
          hidePickedOptions
          value={item.sites.filter((code) => sites.some((one) => one.code === code))}
          onChange={(codes) => set({ sites: codes })}
        />
        <Checkbox
          size="xs"
          label={t('agenda.internalSwitch')}
          checked={item.internal}
          onChange={(event) => set({ internal: event.currentTarget.checked })}
        />
        {item.carried && (
          <span className={classes.carried}>
            {t('agenda.carriedMark')}: {item.carried.meeting_title}
          </span>
        )}
      </div>
    </li>
  );
}
