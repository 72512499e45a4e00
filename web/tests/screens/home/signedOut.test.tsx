import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError, NETWORK } from '../../../src/api/errors';
import { LanguageProvider } from '../../../src/i18n/LanguageProvider';
import { LoadFailed, SignInWatch } from '../../../src/screens/home/Notice';
import { session } from '../../../src/stores/session';

const ENDED = new ApiError('session.ended', 'Phiên đăng nhập đã kết thúc.', 401);
const WRONG = new ApiError('session.bad_credentials', 'Sai mật khẩu.', 401);
const DOOR = `href="/sign-in?next=${encodeURIComponent('/opinions?tab=office')}"`;

const principal = { kind: 'account', id: 'a1', name: 'Lê Thị Hoa', roles: ['officer'] };
const answer = (body: object) => new Response(JSON.stringify(body), { status: 200 });

const html = (part: ReactNode) =>
  renderToStaticMarkup(
    <MantineProvider>
      <LanguageProvider>
        <MemoryRouter initialEntries={['/opinions?tab=office']}>{part}</MemoryRouter>
      </LanguageProvider>
    </MantineProvider>,
  );
const failed = (problem: ApiError) => (
  <LoadFailed title="Chưa mở được" problem={problem} retry={() => null} />
);

beforeEach(async () => {
  vi.stubGlobal('fetch', async () => answer({ slot: 's1', principal }));
  await session.signIn('hoa', 'a long password');
});
afterEach(() => vi.unstubAllGlobals());

it('a load that fails because the sign-in is over leads to the door and back, with the query', () => {
  expect(html(failed(ENDED))).toContain(DOOR);
  expect(html(failed(ENDED))).not.toContain('Thử lại');
  for (const other of [WRONG, new ApiError(NETWORK, '', 0)]) {
    expect(html(failed(other))).toContain('Thử lại');
    expect(html(failed(other))).not.toContain('sign-in');
  }
});

it('what is on the screen stays when its sign-in ends, and the way to the door is offered once', () => {
  const screen = (
    <SignInWatch>
      <textarea defaultValue="đang soạn" />
      {failed(ENDED)}
    </SignInWatch>
  );
  expect(html(<SignInWatch>{null}</SignInWatch>)).not.toContain('sign-in');
  session.heard(WRONG);
  expect(html(<SignInWatch>{null}</SignInWatch>)).not.toContain('sign-in');
  session.heard(ENDED);
  expect(html(screen)).toContain('đang soạn');
  expect(html(screen).split(DOOR)).toHaveLength(2);
});

it('another sign-in is as good as the first', async () => {
  session.heard(ENDED);
  await session.signIn('hoa', 'a long password');
  expect(session.get()).toEqual({ phase: 'in', principal });
});
