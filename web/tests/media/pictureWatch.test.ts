import { expect, it } from 'vitest';
import { ALIKE, judgePicture, type Look } from '../../src/media/pictureWatch';

const SIZE = 32 * 18;
/** A picture with a camera's noise: other values at every look. */
function noisy(seed: number, mean = 110): Look {
  return {
    frames: seed * 25,
    points: Array.from({ length: SIZE }, (_, at) => mean + ((at * 31 + seed * 17) % 9)),
  };
}
const still = (look: Look, frames: number): Look => ({ ...look, frames });

it('says nothing before the first look', () => {
  expect(judgePicture([])).toBeNull();
});

it('calls a picture that moves fine', () => {
  expect(judgePicture([1, 2, 3, 4].map((n) => noisy(n)))).toBe('ok');
});

it('calls a dark picture black, with a lamp on the camera too', () => {
  expect(judgePicture([noisy(1, 4)])).toBe('black');
  const lamp = noisy(1, 4);
  expect(judgePicture([{ ...lamp, points: [255, 240, ...lamp.points.slice(2)] }])).toBe('black');
});

it('does not call a dim hall black', () => {
  expect(judgePicture([noisy(1, 40)])).toBe('ok');
});

it('calls a picture frozen that is the same in every point for several looks, though frames come', () => {
  const one = noisy(1);
  const looks = Array.from({ length: ALIKE }, (_, n) => still(one, n * 25));
  expect(judgePicture(looks)).toBe('frozen');
  expect(judgePicture(looks.slice(1))).toBe('ok');
});

it('calls a picture frozen when no new frame comes', () => {
  const looks = Array.from({ length: ALIKE }, (_, n) => still(noisy(n), 500));
  expect(judgePicture(looks)).toBe('frozen');
});

it('is fine again at the first new picture', () => {
  const one = noisy(1);
  const looks = [...Array.from({ length: ALIKE - 1 }, (_, n) => still(one, n)), noisy(9)];
  expect(judgePicture(looks)).toBe('ok');
});
