// What a hand does on the page in front while a tool is taken up: point, draw, move the zoomed page. Sends as it goes.
import { type PointerEvent as ReactPointer, useEffect, useMemo, useRef } from 'react';
import { MOST_POINTS, moved, type Point, simplified, toWire, type WHOLE } from '../../../papers/marks';
import { useMeetingView, useSeat } from '../../../stores/SeatProvider';
import type { Tool } from './tools';

const POINT_EVERY_MS = 70;
const DRAW_EVERY_MS = 100;
const ZOOM_EVERY_MS = 120;

/** Runs the last of many calls, at most once in so many milliseconds. */
function paced(everyMs: number): { run(work: () => void): void; now(work: () => void): void } {
  let next: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const fire = () => {
    timer = null;
    const work = next;
    next = null;
    if (!work) return;
    work();
    timer = setTimeout(fire, everyMs);
  };
  return {
    run(work) {
      next = work;
      if (timer === null) fire();
    },
    now(work) {
      next = null;
      work();
    },
  };
}

/** Shares of the sheet under a press. */
function placeOf(event: ReactPointer, sheet: HTMLElement): Point {
  const box = sheet.getBoundingClientRect();
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  return {
    x: clamp((event.clientX - box.left) / box.width),
    y: clamp((event.clientY - box.top) / box.height),
  };
}

export function usePen(tool: Tool, tint: number) {
  const { meeting } = useSeat();
  const view = useMeetingView();
  const { paper, page } = view.front;
  const seat = view.me.seat;
  const pace = useMemo(
    () => ({ point: paced(POINT_EVERY_MS), draw: paced(DRAW_EVERY_MS), zoom: paced(ZOOM_EVERY_MS) }),
    [],
  );
  const stroke = useRef<{ id: string; waiting: Point[] } | null>(null);
  const grip = useRef<Point | null>(null);

  const point = (at: Point | null) => meeting.signal('pointer', at ?? { x: null, y: null });
  // The pointer goes with the tool.
  useEffect(() => {
    if (tool !== 'pointer') return;
    return () => meeting.signal('pointer', { x: null, y: null });
  }, [tool, meeting]);

  const send = () => {
    const now = stroke.current;
    if (!now || now.waiting.length === 0) return;
    const points = simplified(now.waiting);
    for (let at = 0; at < points.length; at += MOST_POINTS) {
      const steps = toWire(points.slice(Math.max(0, at - 1), at + MOST_POINTS));
      meeting.signal('ink', { paper, page, stroke: now.id, tint, points: steps });
    }
    // The next part goes on from the last point of this one.
    now.waiting = now.waiting.slice(-1);
  };

  const extend = (event: ReactPointer, sheet: HTMLElement) => {
    const now = stroke.current;
    if (!now) return;
    const at = placeOf(event, sheet);
    now.waiting.push(at);
    meeting.aids.draw(seat, now.id, tint, [at]);
    pace.draw.run(send);
  };

  const drag = (event: ReactPointer, sheet: HTMLElement) => {
    const region = meeting.aids.get().zoom;
    const from = grip.current;
    if (!region || !from) return;
    const at = placeOf(event, sheet);
    const next = moved(region, { x: from.x - at.x, y: from.y - at.y });
    meeting.aids.zoomTo(next);
    pace.zoom.run(() => meeting.signal('zoom', { paper, page, ...next }));
  };

  return {
    down(event: ReactPointer<HTMLElement>) {
      const sheet = event.currentTarget;
      sheet.setPointerCapture(event.pointerId);
      if (tool === 'pen') {
        stroke.current = { id: Math.random().toString(36).slice(2, 10), waiting: [] };
        extend(event, sheet);
      } else if (tool === 'move') grip.current = placeOf(event, sheet);
      else if (tool === 'pointer') point(placeOf(event, sheet));
    },
    move(event: ReactPointer<HTMLElement>) {
      const sheet = event.currentTarget;
      if (tool === 'pointer') {
        const at = placeOf(event, sheet);
        pace.point.run(() => point(at));
      } else if (tool === 'pen') extend(event, sheet);
      else drag(event, sheet);
    },
    up() {
      if (tool === 'pen') pace.draw.now(send);
      stroke.current = null;
      grip.current = null;
    },
    leave() {
      if (tool === 'pointer') pace.point.now(() => point(null));
    },
  };
}

/** What the buttons beside the page do for everyone. */
export function usePageAids() {
  const { meeting } = useSeat();
  const { front, me } = useMeetingView();
  const place = { paper: front.paper, page: front.page };
  return {
    zoomTo(region: typeof WHOLE) {
      const whole = region.w >= 1 && region.h >= 1;
      meeting.aids.zoomTo(whole ? null : region);
      meeting.signal('zoom', whole ? place : { ...place, ...region });
    },
    clear() {
      meeting.aids.clear(me.may_present ? null : me.seat);
      meeting.signal('ink', { ...place, clear: true });
    },
    undo() {
      const last = meeting.aids.get().strokes.findLast((stroke) => stroke.seat === me.seat);
      if (!last) return;
      meeting.aids.clear(me.seat, last.id);
      meeting.signal('ink', { ...place, stroke: last.id, clear: true });
    },
  };
}
