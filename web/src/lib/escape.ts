// Escape leaves what lies on top, and only that: of dialogs over dialogs the library would close all at once.

/** Where a part of the library keeps Escape for itself, such as an open list in a field. */
const KEPT = '[data-mantine-stop-propagation="true"]';
const CLOSE = '.mantine-Modal-close, .mantine-Drawer-close';
/** A dialog told to close is still seen while it fades, on a slow machine for long. */
const FADES_MS = 2000;
const left = new WeakMap<Element, number>();

/** Before anything is drawn: whoever listens first on the window hears first. */
export function escapeFromTheTop(): void {
  window.addEventListener('keydown', leaveTop, { capture: true });
}

function leaveTop(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  if (event.target instanceof Element && event.target.matches(KEPT)) return;
  const stays = (one: HTMLElement) => event.timeStamp - (left.get(one) ?? -FADES_MS) >= FADES_MS;
  const shown = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal]')].filter(
    (one) => one.checkVisibility() && stays(one),
  );
  const top = shown.at(-1);
  const close = top?.querySelector<HTMLElement>(CLOSE);
  if (shown.length < 2 || !top || !close) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  left.set(top, event.timeStamp);
  close.click();
}
