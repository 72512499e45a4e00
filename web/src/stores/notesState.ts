// What the screens know of the owner's notes.
import type { ApiError } from '../api/errors';
import type { Note } from '../notes/note';

export interface KeptNote {
  readonly id: string;
  readonly meeting: string;
  readonly note: Note;
  /** 0: the server has it not yet. */
  readonly rev: number;
  /** Not on the server as it stands here. */
  readonly waiting: boolean;
  /** Why the server does not take it. */
  readonly refused: ApiError | null;
}

export interface NotesState {
  /** `barred`: this seat has no notes. `unsupported`: no cryptography on this page. `failed`: no key came; tried again. */
  readonly phase: 'opening' | 'open' | 'locked' | 'barred' | 'unsupported' | 'failed';
  /** How a locked key may be opened: `password`, `transfer`. */
  readonly ways: readonly string[];
  readonly owner: string | null;
  readonly problem: ApiError | null;
  readonly notes: Readonly<Record<string, KeptNote>>;
  /** Notes that do not open with the owner's key. */
  readonly unreadable: number;
  /** The line is down: what is written waits. */
  readonly offline: boolean;
  /** Changes of the owner's that the server has not taken yet, wherever they were made in this browser. */
  readonly waiting: number;
  /** Whether what waits outlives this page. */
  readonly lasting: boolean;
  /** Whether the owner's password opens the notes too. */
  readonly byPassword: boolean;
  /** Something was written on this page. */
  readonly written: boolean;
  /**
   * What the owner should know: two texts were kept; a removed note came back because it was written on elsewhere; what
   * waits here was sealed with a key that is gone.
   */
  readonly news: 'twin' | 'back' | 'sealed' | null;
}

export const START: NotesState = {
  phase: 'opening',
  ways: [],
  owner: null,
  problem: null,
  notes: {},
  unreadable: 0,
  offline: false,
  waiting: 0,
  lasting: true,
  byPassword: true,
  written: false,
  news: null,
};

/** Another device or tab may have brought the key meanwhile. */
export const ASKED_AGAIN: readonly NotesState['phase'][] = ['failed', 'locked'];

/** Whether closing this page loses something that was written. */
export const closingLoses = ({ lasting, waiting }: NotesState): boolean => !lasting && waiting > 0;

/** Whether the owner must be told how these notes are lost: something was written that no password opens. */
export const losable = ({ phase, byPassword, written }: NotesState): boolean =>
  phase === 'open' && written && !byPassword;
