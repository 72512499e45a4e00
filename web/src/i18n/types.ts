// The shape of a dictionary area: every entry holds both languages, so a missing one does not compile.

export type Language = 'vi' | 'en';
export interface Entry {
  readonly vi: string;
  readonly en: string;
}
export type Area = Readonly<Record<string, Entry>>;
export type Params = Readonly<Record<string, string | number>>;

/** Declares one area of the dictionary, keeping its keys as literal types. */
export function area<const T extends Area>(entries: T): T {
  return entries;
}
