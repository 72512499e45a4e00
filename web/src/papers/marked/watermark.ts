// Where the moving watermark stands and what it says. Pure: time and sizes in, places out.
import type { View } from '../../api/view';
import type { Size } from '../drawing';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One way across and back, in milliseconds; the two differ, so that the path does not repeat soon. */
const ACROSS_MS = 53_000;
const DOWN_MS = 37_000;
/** Without motion it stands still so long, then is somewhere else. */
const STEP_MS = 8_000;

/** The top left corner of the words inside the page at a moment; `still`: the reader asked for no motion. */
export function spotAt(now: number, page: Size, words: Size, still: boolean): Spot {
  const at = still ? Math.floor(now / STEP_MS) * STEP_MS : now;
  const room = {
    width: Math.max(0, page.width - words.width),
    height: Math.max(0, page.height - words.height),
  };
  return { x: room.width * swing(at, ACROSS_MS), y: room.height * swing(at, DOWN_MS) };
}

/** From 0 to 1 and back, evenly. */
function swing(at: number, wayMs: number): number {
  const share = (at % (2 * wayMs)) / wayMs;
  return share <= 1 ? share : 2 - share;
}

/** Who looks, in words: the marking with the name, then the office or hall; the time is added as it passes. */
export function wordsOf(view: View, label: string): readonly string[] {
  const { me } = view;
  const delegate = Object.values(view.delegates).find(({ seat }) => seat === me.seat);
  const office = view.officers[me.seat]?.office || delegate?.office || '';
  const hall = me.site && me.site !== me.seat ? (view.sites[me.site]?.name ?? '') : '';
  return [`${label} · ${me.name}`, office, hall].filter(Boolean);
}
