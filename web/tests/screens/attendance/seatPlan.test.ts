import { describe, expect, it } from 'vitest';
import {
  placeOf,
  proposed,
  renamed,
  resized,
  seated,
  stepped,
  unseated,
  waitingFor,
  withRow,
} from '../../../src/screens/attendance/seatPlan';

const plan = [
  { label: 'A', places: ['an', null] },
  { label: 'B', places: ['binh'] },
];

describe('a seat plan', () => {
  it('first seats everybody, five to a row', () => {
    const made = proposed(['1', '2', '3', '4', '5', '6'], (n) => `Hàng ${n}`);
    expect(made.map((row) => row.label)).toEqual(['Hàng 1', 'Hàng 2']);
    expect(made[1]?.places).toEqual(['6', null, null, null, null]);
    expect(proposed([], String)).toHaveLength(1);
  });
  it('moves somebody to an empty place, and lets two change places', () => {
    expect(seated(plan, 'an', { row: 0, place: 1 })[0]?.places).toEqual([null, 'an']);
    const changed = seated(plan, 'an', { row: 1, place: 0 });
    expect(changed.map((row) => row.places)).toEqual([['binh', null], ['an']]);
  });
  it('gives a taken place to who had none, and never seats anybody twice', () => {
    const changed = seated(plan, 'cuc', { row: 0, place: 0 });
    expect(changed[0]?.places).toEqual(['cuc', null]);
    expect(waitingFor(changed, ['an', 'binh', 'cuc'])).toEqual(['an']);
    expect(placeOf(changed, 'cuc')).toEqual({ row: 0, place: 0 });
  });
  it('takes somebody off, and changes nothing for who has no place', () => {
    expect(unseated(plan, 'an')[0]?.places).toEqual([null, null]);
    expect(unseated(plan, 'cuc')).toBe(plan);
  });
  it('grows and shrinks; a row without places goes', () => {
    expect(withRow(plan, 'C').at(-1)).toEqual({ label: 'C', places: [null] });
    expect(resized(plan, 0, 1)[0]?.places).toHaveLength(3);
    expect(resized(plan, 1, -1)).toHaveLength(1);
    expect(renamed(plan, 1, 'Cuối')[1]?.label).toBe('Cuối');
  });
  it('is walked with the arrow keys and never left', () => {
    expect(stepped(plan, { row: 0, place: 1 }, 'ArrowDown')).toEqual({ row: 1, place: 0 });
    expect(stepped(plan, { row: 0, place: 0 }, 'ArrowLeft')).toEqual({ row: 0, place: 0 });
    expect(stepped(plan, { row: 1, place: 0 }, 'ArrowDown')).toEqual({ row: 1, place: 0 });
    expect(stepped(plan, { row: 0, place: 0 }, 'ArrowRight')).toEqual({ row: 0, place: 1 });
  });
});
