// The latest of the forgettable signals: who is heard, how good the lines are, where the presenter points.
import { Observable } from '../lib/observable';
import type { Device } from '../media/capture';

export type Quality = 'excellent' | 'good' | 'poor' | 'lost' | 'unknown';

export interface LineFigures {
  readonly quality: Quality;
  readonly rtt_ms: number | null;
  /** Percent of packets lost. */
  readonly loss: number | null;
}

export interface SiteDevices {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
  /** What is in use, by id. */
  readonly camera: string | null;
  readonly microphone: string | null;
  readonly speaker: string | null;
}

export interface Signals {
  readonly quality: Readonly<Record<string, LineFigures>>;
  readonly speakers: readonly string[];
  readonly pointer: { readonly x: number; readonly y: number } | null;
  /** The devices of machines that told of them; only for who looks after the lines. */
  readonly devices: Readonly<Record<string, SiteDevices>>;
  /** The latest revision of one's own notes that another screen of this seat has made; 0 before any. */
  readonly notes: number;
}

/** The media plane counts like LiveKit: poor 0, good 1, excellent 2, lost 3. */
const BY_NUMBER: readonly Quality[] = ['poor', 'good', 'excellent', 'lost'];
const QUALITIES: readonly unknown[] = BY_NUMBER;

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function figure(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Reads one line's figures; what is missing or odd becomes unknown. */
export function parseFigures(value: unknown): LineFigures {
  const data = record(value);
  return { quality: qualityOf(data.quality), rtt_ms: figure(data.rtt_ms), loss: figure(data.loss) };
}

function deviceList(value: unknown): readonly Device[] {
  return Array.isArray(value)
    ? value
        .map(record)
        .flatMap(({ id, label }) =>
          typeof id === 'string' && typeof label === 'string' ? [{ id, label }] : [],
        )
    : [];
}

/** Reads the devices of a machine; what is odd is left out. */
export function parseDevices(value: unknown): SiteDevices {
  const data = record(value);
  const id = (one: unknown) => (typeof one === 'string' ? one : null);
  return {
    cameras: deviceList(data.cameras),
    microphones: deviceList(data.microphones),
    speakers: deviceList(data.speakers),
    camera: id(data.camera),
    microphone: id(data.microphone),
    speaker: id(data.speaker),
  };
}

function qualityOf(value: unknown): Quality {
  if (typeof value === 'number') return BY_NUMBER[value] ?? 'unknown';
  return QUALITIES.includes(value) ? (value as Quality) : 'unknown';
}

export class SignalBoard extends Observable<Signals> {
  constructor() {
    super({ quality: {}, speakers: [], pointer: null, devices: {}, notes: 0 });
  }

  receive(name: string, data: unknown): void {
    if (name === 'quality') {
      const { identity } = record(data);
      if (typeof identity === 'string')
        this.merge({ quality: { ...this.get().quality, [identity]: parseFigures(data) } });
    } else if (name === 'speakers') {
      const { identities } = record(data);
      if (Array.isArray(identities))
        this.merge({ speakers: identities.filter((seat): seat is string => typeof seat === 'string') });
    } else if (name === 'devices') {
      const { seat } = record(data);
      if (typeof seat === 'string')
        this.merge({ devices: { ...this.get().devices, [seat]: parseDevices(data) } });
    } else if (name === 'notes') {
      this.merge({ notes: figure(record(data).rev) ?? this.get().notes });
    } else if (name === 'pointer') {
      const { x, y } = record(data);
      const [px, py] = [figure(x), figure(y)];
      this.merge({ pointer: px === null || py === null ? null : { x: px, y: py } });
    }
  }
}
