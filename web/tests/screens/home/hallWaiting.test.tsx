import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import type { View } from '../../../src/api/view';
import { translate } from '../../../src/i18n';
import { HallWaiting } from '../../../src/screens/home/HallWaiting';
import { type Principal, session } from '../../../src/stores/session';
import { drawn } from '../drawn';

const principal = { kind: 'device', id: 'd1', name: 'Anh Sơn', roles: [] } as unknown as Principal;
const shown = () =>
  drawn(<HallWaiting principal={principal} />, {} as View, [{ key: ['meetings'], data: [] }]);
const PAIR = translate('vi', 'meeting.ended.pair');

beforeEach(async () => {
  const signedIn = JSON.stringify({ slot: 's1', principal });
  vi.stubGlobal('fetch', async () => new Response(signedIn, { status: 200 }));
  await session.pair('ABCDEFGH');
});
afterEach(() => vi.unstubAllGlobals());

it('a hall whose machine was unpaired is told so, and where to pair it, not that its line is lost', () => {
  expect(shown()).toContain(translate('vi', 'home.hallOnline'));
  expect(shown()).not.toContain(PAIR);
  session.heard(new ApiError('session.ended', 'Phiên đăng nhập đã kết thúc.', 401));
  expect(shown()).toContain('href="/pair"');
  expect(shown()).toContain(PAIR);
  expect(shown()).not.toContain(translate('vi', 'home.hallLost'));
});
