import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beSecondScreen, SecondScreenWatch, type Wire } from '../../src/lib/secondScreen';

/** Every wire hears what the others say. */
class Room {
  private readonly wires: Wire[] = [];
  open = (): Wire => {
    const wire: Wire = {
      onmessage: null,
      postMessage: (word) => {
        for (const other of this.wires) if (other !== wire) other.onmessage?.({ data: word });
      },
      close: () => void this.wires.splice(this.wires.indexOf(wire), 1),
    };
    this.wires.push(wire);
    return wire;
  };
}

let room: Room;
let first: SecondScreenWatch;
beforeEach(() => {
  vi.useFakeTimers();
  room = new Room();
  first = new SecondScreenWatch('n', room.open);
});
afterEach(() => {
  first.stop();
  vi.useRealTimers();
});

it('the first screen knows of the second, whichever opened first', () => {
  first.start();
  expect(first.get().open).toBe(false);
  const leave = beSecondScreen('n', () => undefined, room.open);
  expect(first.get().open).toBe(true);
  first.stop();
  const again = new SecondScreenWatch('n', room.open);
  again.start();
  expect(again.get().open).toBe(true);
  leave();
  expect(again.get().open).toBe(false);
});

it('a second screen that says nothing any more is gone', () => {
  first.start();
  const dead = room.open();
  dead.postMessage('here');
  expect(first.get().open).toBe(true);
  vi.advanceTimersByTime(10_000);
  expect(first.get().open).toBe(false);
});

it('a second screen that lives stays', () => {
  first.start();
  const leave = beSecondScreen('n', () => undefined, room.open);
  vi.advanceTimersByTime(60_000);
  expect(first.get().open).toBe(true);
  leave();
});

it('the first screen can close the second', () => {
  const close = vi.fn();
  first.start();
  const leave = beSecondScreen('n', close, room.open);
  first.closeSecond();
  expect(close).toHaveBeenCalledOnce();
  leave();
});

it('without a channel there is no second screen, and nothing breaks', () => {
  const lonely = new SecondScreenWatch('n', () => null);
  lonely.start();
  lonely.closeSecond();
  expect(lonely.get().open).toBe(false);
  beSecondScreen(
    'n',
    () => undefined,
    () => null,
  )();
});
