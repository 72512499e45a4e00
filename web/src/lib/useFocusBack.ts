// Gives the focus back when a dialog goes that is drawn only while it is open: the library remembers who opened
// a dialog when it is told to open, never for one that comes opened, and the focus would fall to the page.
import { useEffect, useState } from 'react';

type Openers = readonly HTMLElement[];

/** Of the dialogs now on the page, the last opened last. */
const shown: Openers[] = [];

/** For a dialog drawn only while it is open. Who has put the focus somewhere meanwhile keeps it there. */
export function useFocusBack(): void {
  const [from] = useState(openers);
  useEffect(() => {
    shown.push(from);
    return () => {
      shown.splice(shown.indexOf(from), 1);
      // Only once the dialog has left the page is the focus lost with it.
      setTimeout(() => !shown.includes(from) && giveBack(from));
    };
  }, [from]);
}

/** What has the focus, and behind it what opened the dialog it may stand in: one may take the place of another. */
function openers(): Openers {
  const at = opener();
  return [...(at ? [at] : []), ...(shown.at(-1) ?? [])];
}

/** What has the focus. A menu's entry goes with its menu: the button of the menu stands for it. */
export function opener(): HTMLElement | null {
  const at = document.activeElement as HTMLElement | null;
  const button = at?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : at;
}

function giveBack(from: Openers): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  from.find((one) => one.isConnected && one !== body)?.focus({ preventScroll: true });
}
