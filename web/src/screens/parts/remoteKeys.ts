// What the keys of a hall's remote control do, as rows of the screen's key table. Pure.
import type { KeyTable } from '../../lib/keyTable';

interface Remote {
  /** One page on or back. */
  readonly page: (step: number) => void;
  /** Whether pages turn for everyone rather than for this screen. */
  readonly presents?: boolean;
  readonly back: () => void;
  readonly play?: (() => void) | undefined;
  readonly red?: (() => void) | undefined;
  readonly green?: (() => void) | undefined;
  readonly yellow?: (() => void) | undefined;
  readonly blue?: (() => void) | undefined;
}

const BACK: readonly string[] = ['PageUp', 'ChannelDown'];

export function remoteKeys(remote: Remote): KeyTable {
  const { page, presents = false, back, play, red, green, yellow, blue } = remote;
  const rows: KeyTable = [
    { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], does: 'meeting.keys.arrows', native: true },
    { keys: ['Enter'], does: 'meeting.keys.enter', native: true },
    // “Back” arrives as Escape: see useRemoteBack.
    { keys: ['GoBack', 'Escape'], does: 'meeting.keys.back', run: (key) => key === 'Escape' && back() },
    {
      keys: ['ChannelUp', 'ChannelDown', 'PageDown', 'PageUp'],
      does: presents ? 'meeting.keys.turn' : 'meeting.keys.browse',
      run: (key) => page(BACK.includes(key) ? -1 : 1),
    },
    ...('play' in remote
      ? [{ keys: ['MediaPlayPause'], does: 'meeting.keys.micToggle', run: play } as const]
      : []),
    ...('green' in remote
      ? [{ keys: ['ColorF1Green'], does: 'meeting.do.request', run: green } as const]
      : []),
    ...('red' in remote ? [{ keys: ['ColorF0Red'], does: 'meeting.keys.endOwn', run: red } as const] : []),
    { keys: ['ColorF2Yellow'], does: 'meeting.do.layout', run: yellow },
    { keys: ['ColorF3Blue'], does: 'meeting.do.home', run: blue },
  ];
  return rows.map((row) => ({ ...row, remote: true }));
}
