// Draws a part of the client on a made-up page, as main.tsx does: for tests that look at what a user meets.
import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { act, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, vi } from 'vitest';
import { LanguageProvider } from '../src/i18n/LanguageProvider';

// To draw a whole form takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 });
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// The made-up page has no fonts, whose coming a field that grows listens for.
Object.assign(document, { fonts: new EventTarget() });
const roots: Root[] = [];

/** Draws it, and gives back how to draw something else in its place. */
export async function draw(what: ReactNode): Promise<(next: ReactNode) => Promise<void>> {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  roots.push(root);
  const again = (next: ReactNode) =>
    act(async () =>
      root.render(
        <StrictMode>
          <MantineProvider env="test">
            <Notifications />
            <LanguageProvider>{next}</LanguageProvider>
          </MantineProvider>
        </StrictMode>,
      ),
    );
  await again(what);
  return again;
}

afterEach(async () => {
  for (const root of roots.splice(0)) await act(async () => root.unmount());
  notifications.clean();
  document.body.replaceChildren();
});

/** Lets what was put off happen. */
export const wait = (ms = 50) => act(() => new Promise<void>((done) => setTimeout(done, ms)));

const words = (one: Element) => one.getAttribute('aria-label') ?? one.textContent?.trim();

/** The one control of these words; fails when there is none or more than one. */
export function control(name: string): HTMLElement {
  const every = [...document.querySelectorAll<HTMLElement>('button, [role="menuitem"], input')];
  const found = every.filter((one) => words(one) === name);
  if (found.length !== 1) throw new Error(`${found.length} of “${name}”, of ${every.map(words).join(' | ')}`);
  return found[0] as HTMLElement;
}

/** Presses it as a mouse does: it has the focus, then it is clicked. */
export async function press(name: string): Promise<void> {
  await act(async () => {
    control(name).focus();
    control(name).click();
  });
}

export const focused = () => document.activeElement && words(document.activeElement);

/** What was told at the edge of the screen. */
export const told = () =>
  [...document.querySelectorAll('.mantine-Notification-root')].map((one) => one.textContent ?? '');
