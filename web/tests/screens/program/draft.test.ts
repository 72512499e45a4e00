import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import type { Scene } from '../../../src/api/view/program';
import {
  type Bounds,
  choices,
  everyHall,
  missing,
  relayout,
  sameScene,
  toggled,
} from '../../../src/screens/program/draft';

const BOUNDS: Bounds = {
  speaker: { least: 1, most: 1 },
  speaker_page: { least: 1, most: 1 },
  page_chair: { least: 0, most: 1 },
  dialogue: { least: 2, most: 2 },
  grid: { least: 1, most: 3 },
};
const scene = (layout: Scene['layout'], ...sources: string[]): Scene => ({ layout, sources });

const place = (seat: string, name: string, present: boolean, more: object = {}) => ({
  [seat]: { seat, name, short_name: name, code: seat.slice(5), present, lost_at: null, ...more },
});
const view = {
  sites: {
    ...place('site-1', 'Huyện Đô Lương', false, { lost_at: '2026-11-23T07:00:00Z' }),
    ...place('site-2', 'Huyện Kỳ Sơn', true),
    ...place('site-3', 'Thị xã Cửa Lò', true),
  },
  officers: {
    ...place('officer-1', 'Nguyễn Thị Hồng Nhung', true, { role: 'chair', office: 'Chủ tịch' }),
    ...place('officer-4', 'Hoàng Văn Lực', true, { role: 'technician', office: '' }),
  },
} as unknown as View;

describe('putting a scene together', () => {
  it('takes a source in and out again', () => {
    expect(toggled(scene('grid', 'a'), 'b', BOUNDS)).toEqual(scene('grid', 'a', 'b'));
    expect(toggled(scene('grid', 'a', 'b'), 'a', BOUNDS)).toEqual(scene('grid', 'b'));
  });

  it('gives up the longest source of a small layout for a new one, none of a full grid', () => {
    expect(toggled(scene('speaker', 'a'), 'b', BOUNDS)).toEqual(scene('speaker', 'b'));
    expect(toggled(scene('dialogue', 'a', 'b'), 'c', BOUNDS)).toEqual(scene('dialogue', 'b', 'c'));
    expect(toggled(scene('grid', 'a', 'b', 'c'), 'd', BOUNDS)).toEqual(scene('grid', 'a', 'b', 'c'));
  });

  it('keeps as many sources as another layout takes', () => {
    expect(relayout(scene('grid', 'a', 'b', 'c'), 'dialogue', BOUNDS)).toEqual(scene('dialogue', 'a', 'b'));
    expect(relayout(scene('speaker', 'a'), 'grid', BOUNDS)).toEqual(scene('grid', 'a'));
  });

  it('says how many sources are missing', () => {
    expect(missing(scene('dialogue', 'a'), BOUNDS)).toBe(1);
    expect(missing(scene('page_chair'), BOUNDS)).toBe(0);
  });

  it('tells the same scene from another', () => {
    expect(sameScene(scene('grid', 'a'), scene('grid', 'a'))).toBe(true);
    expect(sameScene(scene('grid', 'a'), scene('grid', 'b'))).toBe(false);
    expect(sameScene(scene('grid', 'a'), null)).toBe(false);
  });
});

describe('what can be chosen', () => {
  it('are those who are here first, and nobody without a camera', () => {
    expect(choices(view, '').map(({ seat }) => seat)).toEqual(['site-2', 'site-3', 'officer-1', 'site-1']);
  });

  it('is found without accents', () => {
    expect(choices(view, 'do luong')).toMatchObject([{ seat: 'site-1', present: false, lost: true }]);
    expect(choices(view, 'chu tich').map(({ seat }) => seat)).toEqual(['officer-1']);
  });

  it('can be every hall that is here', () => {
    expect(everyHall(view, BOUNDS)).toEqual(scene('grid', 'site-2', 'site-3'));
  });
});
