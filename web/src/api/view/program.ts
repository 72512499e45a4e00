// The program part of the view: what every hall sees, and what is written over it.
import type { Seat } from '../view';

export type SceneLayout = 'speaker' | 'speaker_page' | 'page_chair' | 'grid' | 'dialogue';

export interface Scene {
  readonly layout: SceneLayout;
  readonly sources: readonly Seat[];
}

/** What a lower third says of one source; `label` is what the seat does there. */
export interface ThirdLine {
  readonly seat: Seat;
  readonly line1: string;
  readonly line2: string;
  readonly label: 'speaking' | 'asking' | 'answering' | 'presiding' | '';
  readonly topic: string;
}

export interface Notice {
  readonly id: string;
  readonly kind: 'message' | 'countdown';
  readonly text: string;
  readonly at: string;
  readonly ends_at: string | null;
  /** Null: on every screen. */
  readonly to: readonly Seat[] | null;
}

export interface Program extends Scene {
  readonly mode: 'auto' | 'directed';
  /** The layout has a place for the page, and a page is in front. */
  readonly page: boolean;
  readonly third: { readonly show: boolean; readonly lines: readonly ThirdLine[] };
  readonly messages: readonly Notice[];
  /** For those who direct: what is prepared, and how many sources each layout takes. */
  readonly preview?: Scene | null;
  readonly layouts?: Readonly<Record<SceneLayout, { readonly least: number; readonly most: number }>>;
}
