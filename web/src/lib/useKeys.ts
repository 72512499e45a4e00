// Keys for what an operator does. Never while typing, never with Ctrl, Alt or Meta (those belong to the browser).
import { useEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function dialogOpen(): boolean {
  // A closed list may stay in the page, hidden: only what is seen takes the keys.
  const found = document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]');
  return [...found].some((element) => element.checkVisibility());
}

/** Binds keys (by `KeyboardEvent.key`, letters in upper case) while mounted. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (typing(event.target) || dialogOpen()) return;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const run = latest.current[key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Arrow keys of a remote control move the focus to the nearest thing in that direction. */
export function useArrowFocus(enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (!event.key.startsWith('Arrow') || typing(event.target) || dialogOpen()) return;
      const next = nearest(event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}

function nearest(key: string): HTMLElement | null {
  const all = [
    ...document.querySelectorAll<HTMLElement>('button:not([disabled]), a[href], [tabindex="0"]:not(aside)'),
  ].filter((element) => element.offsetParent !== null);
  const from = document.activeElement;
  if (!(from instanceof HTMLElement) || !all.includes(from)) return all.at(-1) ?? null;
  const here = from.getBoundingClientRect();
  const [dx, dy] = [
    key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0,
    key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0,
  ];
  let best: HTMLElement | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const element of all) {
    if (element === from) continue;
    const there = element.getBoundingClientRect();
    const x = there.x + there.width / 2 - here.x - here.width / 2;
    const y = there.y + there.height / 2 - here.y - here.height / 2;
    const along = x * dx + y * dy;
    if (along <= 4) continue;
    const cost = along + 2.5 * Math.abs(x * dy) + 2.5 * Math.abs(y * dx);
    if (cost < bestCost) [best, bestCost] = [element, cost];
  }
  return best;
}
