// Two fingers zoom the page.
import { type RefObject, useEffect, useRef } from 'react';

export const clampZoom = (zoom: number): number => Math.min(5, Math.max(1, zoom < 1.05 ? 1 : zoom));

function distance(touches: TouchList): number {
  const [a, b] = [touches[0], touches[1]];
  return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
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
    const begin = (event: TouchEvent) => {
      if (event.touches.length === 2) [start, from] = [distance(event.touches), latest.current];
    };
    const move = (event: TouchEvent) => {
      if (event.touches.length !== 2 || start === 0) return;
      event.preventDefault();
      setZoom(clampZoom((from * distance(event.touches)) / start));
    };
    const end = () => {
      start = 0;
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
