import { expect, it } from 'vitest';
import { choicesBut } from '../../../src/screens/votes/voters';

const HALL = { group: 'Cửa Lò', items: [{ value: 'delegate-a', label: 'An' }] };
const TWO = {
  group: 'Quế Phong',
  items: [
    { value: 'delegate-b', label: 'Bình' },
    { value: 'delegate-c', label: 'Chi' },
  ],
};

it('offers everybody but the one named, and no hall that is left with nobody', () => {
  expect(choicesBut([HALL, TWO], 'delegate-a')).toEqual([TWO]);
  expect(choicesBut([HALL, TWO], 'delegate-b')).toEqual([
    HALL,
    { group: 'Quế Phong', items: [TWO.items[1]] },
  ]);
  expect(choicesBut([HALL, TWO], null)).toEqual([HALL, TWO]);
});
