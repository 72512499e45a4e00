// Escape leaves what lies on top, and only that: of dialogs over dialogs the library would close all at once.

/** Where a part of the library keeps Escape for itself, such as an open list in a field. */
const KEPT = '[data-mantine-stop-propagation="true"]';
const CLOSE = '.mantine-Modal-close, .mantine-Drawer-close';

/** Before anything is drawn: whoever listens first on the window hears first. */
export function escapeFromTheTop(): void {
  window.addEventListener('keydown', leaveTop, { capture: true });
}

function leaveTop(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  if (event.target instanceof Element && event.target.matches(KEPT)) return;
  const shown = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal]')].filter((one) =>
    one.checkVisibility(),
  );
  const close = shown.length > 1 ? shown.at(-1)?.querySelector<HTMLElement>(CLOSE) : null;
  if (!close) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  close.click();
}
