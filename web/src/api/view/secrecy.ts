// What holds for the sake of marked papers. Mirrors the `secrecy` part of rooms' view.

export type Outlet = 'recording' | 'streaming' | 'outsiders';

/** What a marking does for this role. */
export interface MarkingRules {
  /** The word on the paper itself, such as MẬT; empty for none. */
  readonly label: string;
  readonly readable: boolean;
  /** The file is given out; otherwise pages are, one by one, as pictures. */
  readonly download: boolean;
  /** A machine may keep it beyond the session. */
  readonly kept: boolean;
  readonly selectable: boolean;
  readonly watermark: boolean;
  readonly recall: boolean;
}

export interface Secrecy {
  readonly shut: Readonly<Partial<Record<Outlet, { readonly since: string; readonly paper: string | null }>>>;
  readonly relaxed: Readonly<
    Partial<Record<Outlet, { readonly at: string; readonly by: string; readonly reason: string }>>
  >;
  /** Papers called back from all machines, and since when. */
  readonly recalled: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, MarkingRules>>;
}
