import { expect, it } from 'vitest';
import { fold, hitsIn } from '../../src/papers/fold';
import { fromWire, moved, placed, simplified, toWire, WHOLE, zoomed } from '../../src/papers/marks';
import { paragraphsOf, type Run } from '../../src/papers/reflow';
import { PageAids } from '../../src/stores/pageAids';

it('points come back from the wire where they were', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 0.5, y: 0.25 },
    { x: 1, y: 0 },
  ];
  expect(fromWire(toWire(points))).toEqual(points);
  expect(toWire([{ x: -1, y: 2 }])).toEqual([0, 8192]);
  expect(fromWire([1, 'x', 3])).toEqual([]);
  expect(fromWire('no')).toEqual([]);
});

it('a straight line keeps its ends, a bend its corner', () => {
  const straight = Array.from({ length: 50 }, (_, n) => ({ x: n / 100, y: n / 200 }));
  expect(simplified(straight)).toEqual([straight[0], straight[49]]);
  const bend = [...straight, { x: 0.9, y: 0 }];
  expect(simplified(bend)).toEqual([straight[0], straight[49], { x: 0.9, y: 0 }]);
});

it('zooming keeps a point in its place and stays on the page', () => {
  const near = zoomed(WHOLE, 2, { x: 0.25, y: 0.75 });
  expect(near).toEqual({ x: 0.125, y: 0.375, w: 0.5, h: 0.5 });
  expect(zoomed(near, 0.5)).toEqual(WHOLE);
  expect(zoomed(WHOLE, 100).w).toBe(1 / 8);
  expect(moved(near, { x: 9, y: -9 })).toEqual({ x: 0.5, y: 0, w: 0.5, h: 0.5 });
});

it('a region fills a field of any proportions, and the whole page is centred', () => {
  const [page, field] = [
    { width: 100, height: 200 },
    { width: 400, height: 200 },
  ];
  expect(placed(page, field, WHOLE)).toEqual({ left: 150, top: 0, width: 100, height: 200 });
  const half = placed(page, field, { x: 0, y: 0.5, w: 1, h: 0.25 });
  expect(half.width).toBe(400);
  expect(half.top + half.height * 0.5).toBeLessThanOrEqual(0.001);
  expect(half.top + half.height * 0.75).toBeGreaterThanOrEqual(199.999);
});

it('words are folded as the server folds them', () => {
  expect(fold('ĐẦU TƯ Công')).toBe('dau tu cong');
  const text = 'Vốn đầu tư\ncông, ĐẦU TƯ CÔNG';
  expect(hitsIn(text, 'dau tu cong').map(([start, end]) => text.slice(start, end))).toEqual([
    'đầu tư\ncông',
    'ĐẦU TƯ CÔNG',
  ]);
  expect(hitsIn('công tư đầu', 'đầu tư')).toHaveLength(2);
  expect(hitsIn('abc', '((')).toEqual([]);
});

const run = (text: string, x: number, y: number, more: Partial<Run> = {}): Run => ({
  text,
  x,
  y,
  width: text.length * 6,
  height: 12,
  ends: true,
  ...more,
});

it('lines become paragraphs, points and headings stay apart', () => {
  const wide = { width: 400 };
  const found = paragraphsOf([
    run('BÁO CÁO', 100, 700, { height: 20 }),
    run('Thu ngân sách tăng so với kế hoạch của tháng và', 50, 660, wide),
    run('quý.', 50, 644),
    run('- Ba huyện còn thấp', 50, 628, wide),
    run('- Hệ thống trực', 50, 612, wide),
    run('tuyến', 50, 596),
    run('Kết luận', 50, 540),
  ]);
  expect(found).toEqual([
    { heading: true, text: 'BÁO CÁO' },
    { heading: false, text: 'Thu ngân sách tăng so với kế hoạch của tháng và quý.' },
    { heading: false, text: '- Ba huyện còn thấp' },
    { heading: false, text: '- Hệ thống trực tuyến' },
    { heading: false, text: 'Kết luận' },
  ]);
  expect(paragraphsOf([])).toEqual([]);
});

it('dots drawn by themselves begin the lines they stand beside', () => {
  const wide = { width: 400 };
  const found = paragraphsOf([
    run('Sản xuất hoàn thành', 50, 660, wide),
    run('Thu ngân sách tăng', 50, 644, wide),
    run('•', 40, 660, { width: 3 }),
    run('•', 40, 644, { width: 3 }),
  ]);
  expect(found.map(({ text }) => text)).toEqual(['• Sản xuất hoàn thành', '• Thu ngân sách tăng']);
});

const FRONT = { paper: 'p1', page: 1, by: null, at: '1' };
const INK = { paper: 'p1', page: 1, seat: 's', stroke: 'a', tint: 2, points: [0, 0, 8192, 8192] };

function shown(): PageAids {
  const aids = new PageAids();
  aids.follow(FRONT);
  return aids;
}

it('marks of the page in front are drawn, part after part, and those of others are not', () => {
  const aids = shown();
  aids.receive('ink', INK);
  aids.receive('ink', { ...INK, points: [8192, 0] });
  aids.receive('ink', { ...INK, page: 2 });
  aids.receive('ink', { ...INK, paper: 'p2' });
  const [stroke, ...more] = aids.get().strokes;
  expect(more).toEqual([]);
  expect(stroke).toMatchObject({ seat: 's', id: 'a', tint: 2 });
  expect(stroke?.points).toHaveLength(3);
});

it('a mark drawn here is not doubled by its echo', () => {
  const aids = shown();
  aids.draw('s', 'a', 0, [{ x: 0, y: 0 }]);
  aids.receive('ink', INK);
  expect(aids.get().strokes[0]?.points).toHaveLength(1);
});

it('turning the page, showing it anew and a new line leave it clean', () => {
  for (const clean of [
    (aids: PageAids) => aids.follow({ ...FRONT, page: 2 }),
    (aids: PageAids) => aids.follow({ ...FRONT, at: '2' }),
    (aids: PageAids) => aids.forget(),
  ]) {
    const aids = shown();
    aids.receive('ink', INK);
    aids.receive('zoom', { paper: 'p1', page: 1, x: 0, y: 0, w: 0.5, h: 0.5 });
    clean(aids);
    expect(aids.get()).toEqual({ zoom: null, strokes: [] });
  }
});

it('a late screen takes over what it is told, and clearing takes one, ones own or all', () => {
  const aids = shown();
  const strokes = ['a', 'b'].map((stroke) => ({
    seat: 's',
    stroke,
    tint: 0,
    parts: [
      [1, 1],
      [2, 2],
    ],
  }));
  aids.receive('marks', { paper: 'p1', page: 1, strokes: [...strokes, { ...strokes[0], seat: 't' }] });
  expect(aids.get().strokes).toHaveLength(3);
  aids.receive('ink', { ...INK, points: undefined, clear: true });
  expect(aids.get().strokes).toHaveLength(2);
  aids.receive('ink', { paper: 'p1', page: 1, seat: 's', clear: true });
  expect(aids.get().strokes.map(({ seat }) => seat)).toEqual(['t']);
  aids.receive('ink', { paper: 'p1', page: 1, seat: 's', clear: true, all: true });
  expect(aids.get().strokes).toEqual([]);
});

it('an odd zoom shows the whole page', () => {
  const aids = shown();
  const zoom = { paper: 'p1', page: 1, x: 0, y: 0, w: 0.5, h: 0.5 };
  aids.receive('zoom', zoom);
  expect(aids.get().zoom).toEqual({ x: 0, y: 0, w: 0.5, h: 0.5 });
  for (const odd of [{ w: 0 }, { w: undefined }, { x: 'a' }, { h: 7 }]) {
    aids.receive('zoom', zoom);
    aids.receive('zoom', { ...zoom, ...odd });
    expect(aids.get().zoom).toBeNull();
  }
});
