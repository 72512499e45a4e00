// The keys of a screen as one table: what is bound is what the sheet shows. Pure.
import type { Key } from '../i18n';
import type { KeyMap } from './useKeys';

export interface KeyRow {
  /** By `keyName`; any of them runs the row. */
  readonly keys: readonly string[];
  readonly does: Key;
  /** Gets the key that was pressed; undefined while the key does nothing. */
  readonly run?: ((key: string) => unknown) | undefined;
  /** Answered by the browser or by the part that has the focus, not by this table. */
  readonly native?: boolean;
  /** A remote control's keys stand apart on the sheet. */
  readonly remote?: boolean;
}

export type KeyTable = readonly KeyRow[];

/** What each key runs; the first row that can run wins. */
export function bindings(table: KeyTable): KeyMap {
  const map: Record<string, () => void> = {};
  for (const { keys, run } of table) {
    if (!run) continue;
    for (const key of keys) map[key] ??= () => run(key);
  }
  return map;
}

/** Whether pressing the row's keys does something now. */
export function isLive(row: KeyRow): boolean {
  return row.run !== undefined || row.native === true;
}
