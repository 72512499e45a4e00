// Keys for what an operator does. Never while typing, never with Ctrl, Alt or Meta (those belong to the browser).
import { useEffect, useRef } from 'react';
import { keyName } from './remote';

export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** What lies over the screen and takes the keys. A closed list may stay in the page, hidden: only what is seen counts. */
function over(roles: string): HTMLElement | null {
  const found = [...document.querySelectorAll<HTMLElement>(roles)];
  return found.findLast((element) => element.checkVisibility()) ?? null;
}
const dialogOpen = () => over('[role="dialog"], [role="listbox"], [role="menu"]') !== null;

/** Binds keys (by `keyName`) while mounted. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (typing(event.target) || dialogOpen()) return;
      const run = latest.current[keyName(event)];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** “Back” of a remote control is Escape everywhere, and never leaves the meeting. */
export function useRemoteBack(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (keyName(event) !== 'GoBack') return;
      event.preventDefault();
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }),
      );
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Arrow keys of a remote control move the focus to the nearest thing in that direction, also within a dialog. */
export function useArrowFocus(enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (!event.key.startsWith('Arrow') || event.defaultPrevented || ownArrows(event)) return;
      const next = nearest(event.key, over('[role="dialog"]') ?? document.body);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}

/** Whether the arrow belongs to what has the focus: a list, choices, several lines of text, the place in one line. */
function ownArrows({ target, key }: KeyboardEvent): boolean {
  if (over('[role="listbox"], [role="menu"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  const oneLine = target instanceof HTMLInputElement && target.type === 'text';
  if (oneLine) return key === 'ArrowLeft' || key === 'ArrowRight';
  return typing(target) || target.getAttribute('role') === 'tab';
}

const FOCUSABLE =
  'button:not([disabled]), a[href], input:not([disabled]), textarea, select, [tabindex="0"]:not(aside)';

function nearest(key: string, within: HTMLElement): HTMLElement | null {
  const all = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.offsetParent !== null,
  );
  const from = document.activeElement;
  if (!(from instanceof HTMLElement) || !all.includes(from))
    return all.find((element) => element.hasAttribute('data-first')) ?? all.at(-1) ?? null;
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
