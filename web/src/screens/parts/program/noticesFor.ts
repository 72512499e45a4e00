// What is written over a seat's screens. Pure.
import type { View } from '../../../api/view';
import type { Notice } from '../../../api/view/program';

/** What is written on this seat's screens: to all and to it alone, the newest first. */
export function noticesFor(view: View): readonly Notice[] {
  return [...view.program.messages.filter((one) => one.to === null), ...view.me.messages].toSorted((a, b) =>
    b.at.localeCompare(a.at),
  );
}
