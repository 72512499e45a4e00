// The control room's dealings with single halls in a meeting's view: what is asked of machines, talk-back lines.
import type { Seat } from '../view';

export type DeviceKind = 'camera' | 'microphone' | 'speaker';
export type RemoteAction = 'reload' | 'mute_release' | DeviceKind;
export type RemoteState = 'asked' | 'accepted' | 'declined' | 'done' | 'failed' | 'cancelled';

export interface Remote {
  readonly id: string;
  readonly seat: Seat;
  readonly action: RemoteAction;
  /** Id of a device of that machine, for the actions that change one. */
  readonly device: string | null;
  readonly by: Seat;
  readonly at: string;
  readonly state: RemoteState;
  readonly note: string;
}

export interface OwnRemote extends Remote {
  readonly by_name: string;
}

/** Who speaks to this hall beside the meeting. */
export interface OwnTalkback {
  readonly by: Seat;
  readonly by_name: string;
  readonly since: string;
}

export type Talkbacks = Readonly<Record<Seat, { readonly by: Seat; readonly since: string }>>;
