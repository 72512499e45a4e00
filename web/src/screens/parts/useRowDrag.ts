// Dragging a row of a list onto another one of the same kind; the buttons do the same without a mouse.
import { type DragEvent, useState } from 'react';
import type { FloorRequest } from '../../api/view';

export type RowMove = (request: FloorRequest, position: number) => void;

const carried = (kind: string) => `application/x-giaoban-${kind}`;

interface RowDrag {
  /** Another row is held over this one. */
  readonly over: boolean;
  readonly props: object;
}

export function useRowDrag(request: FloorRequest, place: number, onMove: RowMove | undefined): RowDrag {
  const [over, setOver] = useState(false);
  if (!onMove) return { over: false, props: {} };
  const type = carried(request.kind);
  const fits = (event: DragEvent) => event.dataTransfer.types.includes(type);
  return {
    over,
    props: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(type, JSON.stringify(request));
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!fits(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!fits(event)) return;
        event.preventDefault();
        const dropped = JSON.parse(event.dataTransfer.getData(type)) as FloorRequest;
        if (dropped.id !== request.id) onMove(dropped, place);
      },
    },
  };
}
