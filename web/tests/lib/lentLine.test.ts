import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { borrowLine, type LineWire, lendLine, lineWireName } from '../../src/lib/lentLine';

/** The channels of one browser: every wire hears what the others of its name say. */
class Browser {
  private readonly wires: { name: string; wire: LineWire }[] = [];
  open = (name: string): LineWire => {
    const wire: LineWire = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of [...this.wires])
          if (other.wire !== wire && other.name === name) other.wire.onmessage?.({ data });
      },
      close: () => {
        const place = this.wires.findIndex((other) => other.wire === wire);
        if (place >= 0) this.wires.splice(place, 1);
      },
    };
    this.wires.push({ name, wire });
    return wire;
  };
  get size(): number {
    return this.wires.length;
  }
}

let browser: Browser;
beforeEach(() => {
  vi.useFakeTimers();
  browser = new Browser();
});
afterEach(() => vi.useRealTimers());

const NAME = lineWireName('demo', 's1');
const waited = async (asked: Promise<string | null>) => {
  await vi.advanceTimersByTimeAsync(10_000);
  return asked;
};

it('a window beside the meeting screen is told the name of its line as it is at that moment', async () => {
  let line = 'n.mark.1';
  const { stop } = lendLine(NAME, () => line, browser.open);
  expect(await borrowLine(NAME, browser.open)).toBe('n.mark.1');
  line = 'n.mark.2';
  expect(await borrowLine(NAME, browser.open)).toBe('n.mark.2');
  stop();
  expect(browser.size).toBe(0);
  expect(await waited(borrowLine(NAME, browser.open))).toBeNull();
});

it('a window that asks while the meeting screen loads again is told when its line is open', async () => {
  let line: string | null = null;
  const lender = lendLine(NAME, () => line, browser.open);
  const asked = borrowLine(NAME, browser.open);
  await vi.advanceTimersByTimeAsync(1_000);
  line = 'n.mark.3';
  lender.tell();
  expect(await asked).toBe('n.mark.3');
  lender.stop();
});

it.each([
  ['another browser', NAME, new Browser()],
  ['another sign-in', lineWireName('demo', 's2'), null],
  ['another meeting', lineWireName('other', 's1'), null],
])('%s is told nothing', async (_, name, elsewhere) => {
  const lender = lendLine(NAME, () => 'n.mark.1', browser.open);
  expect(await waited(borrowLine(name, (elsewhere ?? browser).open))).toBeNull();
  lender.stop();
});

it('windows that ask at once and words that are none do not confuse each other', async () => {
  const lender = lendLine(NAME, () => 'n.mark.1', browser.open);
  const stray = browser.open(NAME) as unknown as { postMessage(word: unknown): void };
  const asked = [borrowLine(NAME, browser.open), borrowLine(NAME, browser.open)];
  for (const word of [null, 'x', 7, {}, { line: 5 }]) stray.postMessage(word);
  expect(await Promise.all(asked)).toEqual(['n.mark.1', 'n.mark.1']);
  lender.stop();
});

it('a browser without such channels has no line to lend, and nothing breaks', async () => {
  const lender = lendLine(
    NAME,
    () => 'n.mark.1',
    () => null,
  );
  lender.tell();
  lender.stop();
  expect(await borrowLine(NAME, () => null)).toBeNull();
});
