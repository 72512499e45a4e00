import { expect, it, vi } from 'vitest';
import { bindings, isLive } from '../../src/lib/keyTable';
import { keyLabel, keyName } from '../../src/lib/remote';
import { rowsOf } from '../../src/screens/parts/KeySheet';
import { remoteKeys } from '../../src/screens/parts/remoteKeys';

it('binds what the table says, and tells the row which of its keys was pressed', () => {
  const [page, second] = [vi.fn(), vi.fn()];
  const keys = bindings([
    { keys: ['PageUp', 'PageDown'], does: 'meeting.console.keyTurn', run: page },
    { keys: ['PageUp'], does: 'meeting.keys.browse', run: second },
  ]);
  keys.PageUp?.();
  expect(page).toHaveBeenCalledWith('PageUp');
  expect(second).not.toHaveBeenCalled();
});

it('lets a later row have a key that does nothing now', () => {
  const run = vi.fn();
  const keys = bindings([
    { keys: ['E'], does: 'meeting.do.release', run: undefined },
    { keys: ['E'], does: 'meeting.console.end', run },
  ]);
  keys.E?.();
  expect(run).toHaveBeenCalled();
});

it('shows every bound row once, and which ones do nothing now', () => {
  const run = () => undefined;
  const page = { keys: ['PageUp'], does: 'meeting.keys.browse', run } as const;
  const idle = { keys: ['E'], does: 'meeting.do.release', run: undefined } as const;
  const rows = rowsOf(new Set([() => [page], () => [page, idle]]));
  expect(rows).toEqual([page, idle]);
  expect(rows.map(isLive)).toEqual([true, false]);
});

it('knows a remote control’s keys by name or by code', () => {
  expect(keyName({ key: 'g', keyCode: 71 })).toBe('G');
  expect(keyName({ key: 'MediaPlay', keyCode: 0 })).toBe('MediaPlayPause');
  expect(keyName({ key: 'BrowserBack', keyCode: 0 })).toBe('GoBack');
  expect(keyName({ key: 'Unidentified', keyCode: 461 })).toBe('GoBack');
  expect(keyName({ key: '', keyCode: 403 })).toBe('ColorF0Red');
  expect(keyName({ key: 'Unidentified', keyCode: 1 })).toBe('Unidentified');
  expect(keyLabel('ChannelUp')).toBe('CH+');
});

it('turns pages with channel and page keys alike', () => {
  const page = vi.fn();
  const keys = bindings(remoteKeys({ page, back: () => undefined, yellow: undefined }));
  for (const key of ['ChannelUp', 'PageDown', 'ChannelDown', 'PageUp']) keys[key]?.();
  expect(page.mock.calls).toEqual([[1], [1], [-1], [-1]]);
});
