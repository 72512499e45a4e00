// Follows the server's view by revisions. Pure: a message in, the next state and whether a new view must be asked for.
import { applyPatch, PatchMisfit } from '../api/jsonPatch';
import type { ServerMessage } from '../api/protocol';
import type { View } from '../api/view';

export interface Synced {
  readonly view: View | null;
  readonly revision: number;
  readonly incarnation: string | null;
  readonly screen: string | null;
  /** A new view was asked for; patches are ignored until it comes. */
  readonly waiting: boolean;
}

export const unsynced: Synced = { view: null, revision: -1, incarnation: null, screen: null, waiting: true };

/** A new connection: what is on screen stays, but only a whole view is trusted next. */
export function reconnected(state: Synced): Synced {
  return { ...state, waiting: true };
}

/** The state after a view or patch; `resync` says that a revision is missing. */
export function follow(
  state: Synced,
  message: Extract<ServerMessage, { type: 'view' | 'patch' }>,
): { readonly state: Synced; readonly resync: boolean } {
  if (message.type === 'view') {
    const { view, revision, incarnation, screen = null } = message;
    return { state: { view, revision, incarnation, screen, waiting: false }, resync: false };
  }
  if (state.waiting || state.view === null || message.revision <= state.revision)
    return { state, resync: false };
  if (message.base !== state.revision) return { state: { ...state, waiting: true }, resync: true };
  try {
    const view = applyPatch(state.view, message.patch);
    return { state: { ...state, view, revision: message.revision }, resync: false };
  } catch (problem) {
    if (!(problem instanceof PatchMisfit)) throw problem;
    return { state: { ...state, waiting: true }, resync: true };
  }
}
