// The browser as marked pages see it, and what a machine that was off at the recall does when it starts.
import { currentSlot } from '../../api/slot';
import { deviceId } from '../held/machine';
import { askAs } from '../held/sweep';
import { browserDecode, browserReport, type MarkedWorld, reportLeftovers } from './pages';
import { placesRemembered, remember, remembered } from './remembered';

const OVER: readonly unknown[] = ['closed', 'archived', 'cancelled'];

export function markedWorld(meeting: string, screen: () => Promise<string | null>): MarkedWorld {
  const slot = () => currentSlot() ?? '';
  return {
    screen,
    device: deviceId,
    fetch: (url, init) => fetch(url, init),
    decode: browserDecode,
    report: browserReport(meeting, deviceId),
    remembered: () => remembered(slot(), meeting),
    remember: (had) => remember(slot(), meeting, had),
  };
}

function rememberedPlaces() {
  try {
    return placesRemembered(localStorage);
  } catch {
    return []; // storage is blocked, so nothing was remembered either
  }
}

/** Of meetings that ended while this machine was off: says that nothing is left of their marked papers. */
export async function proveNothingIsLeft(): Promise<void> {
  const over: { readonly slot: string; readonly meeting: string }[] = [];
  for (const place of rememberedPlaces()) {
    const answer = await askAs(place.slot, `/meetings/${encodeURIComponent(place.meeting)}`).catch(
      () => null,
    );
    const state = (answer?.body as { state?: unknown } | null | undefined)?.state;
    if (OVER.includes(state)) over.push(place);
  }
  await reportLeftovers(over, remembered, (slot, meeting) => remember(slot, meeting, []), deviceId());
}
