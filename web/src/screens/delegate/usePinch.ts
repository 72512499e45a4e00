// Two fingers zoom the page around where they are; two quick taps zoom in there, and out again.
import { type RefObject, useEffect, useRef } from 'react';

export const clampZoom = (zoom: number): number => Math.min(5, Math.max(1, zoom < 1.05 ? 1 : zoom));

const TAP_ZOOM = 2.2;
const TAP_MS = 300;
const TAP_PX = 30;

interface Spot {
  readonly x: number;
  readonly y: number;
}

function distance(touches: TouchList): number {
  const [a, b] = [touches[0], touches[1]];
  return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
}

function between(touches: TouchList): Spot {
  const [a, b] = [touches[0], touches[1] ?? touches[0]];
  return a && b ? { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 } : { x: 0, y: 0 };
}

/** Scrolls so that what lies under a spot stays there while the page grows by `factor`. */
function keepUnder(element: HTMLElement, spot: Spot, factor: number): void {
  const box = element.getBoundingClientRect();
  requestAnimationFrame(() => {
    const scroller = [...element.querySelectorAll<HTMLElement>('*')].find(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1,
    );
    scroller?.scrollTo({
      left: (scroller.scrollLeft + spot.x - box.left) * factor - (spot.x - box.left),
      top: (scroller.scrollTop + spot.y - box.top) * factor - (spot.y - box.top),
    });
  });
}

export function usePinch(
  field: RefObject<HTMLElement | null>,
  zoom: number,
  setZoom: (zoom: number) => void,
): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    let start = 0;
    let from = 1;
    let tapped: (Spot & { readonly at: number }) | null = null;
    const to = (wanted: number, spot: Spot) => {
      const next = clampZoom(wanted);
      if (next === latest.current) return;
      keepUnder(element, spot, next / latest.current);
      latest.current = next;
      setZoom(next);
    };
    const begin = (event: TouchEvent) => {
      if (event.touches.length === 2) [start, from] = [distance(event.touches), latest.current];
    };
    const move = (event: TouchEvent) => {
      if (event.touches.length !== 2 || start === 0) return;
      event.preventDefault();
      to((from * distance(event.touches)) / start, between(event.touches));
    };
    const end = (event: TouchEvent) => {
      const pinched = start !== 0;
      start = event.touches.length === 2 ? start : 0;
      const touch = event.changedTouches[0];
      if (pinched || !touch || event.touches.length > 0) return;
      const spot = { x: touch.clientX, y: touch.clientY };
      const twice =
        tapped !== null &&
        event.timeStamp - tapped.at < TAP_MS &&
        Math.hypot(spot.x - tapped.x, spot.y - tapped.y) < TAP_PX;
      tapped = twice ? null : { ...spot, at: event.timeStamp };
      if (!twice) return;
      event.preventDefault();
      to(latest.current > 1 ? 1 : TAP_ZOOM, spot);
    };
    element.addEventListener('touchstart', begin, { passive: true });
    element.addEventListener('touchmove', move, { passive: false });
    element.addEventListener('touchend', end);
    return () => {
      element.removeEventListener('touchstart', begin);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', end);
    };
  }, [field, setZoom]);
}
