// The dictionary: keys are `area.name`; `{param}` in a sentence is replaced. Add strings in the area files.
import { admin } from './admin';
import { agenda } from './agenda';
import { archive } from './archive';
import { arrival } from './arrival';
import { attendance } from './attendance';
import { check } from './check';
import { common } from './common';
import { control } from './control';
import { home } from './home';
import { mail } from './mail';
import { meeting } from './meeting';
import { notes } from './notes';
import { opinions } from './opinions';
import { page } from './page';
import { papers } from './papers';
import { planning } from './planning';
import { program } from './program';
import { secrecy } from './secrecy';
import { secretary } from './secretary';
import { signin } from './signin';
import { talkback } from './talkback';
import type { Language, Params } from './types';
import { uploads } from './uploads';
import { votes } from './votes';

export const areas = {
  common,
  meeting,
  arrival,
  home,
  signin,
  secretary,
  admin,
  archive,
  papers,
  program,
  control,
  check,
  agenda,
  attendance,
  talkback,
  secrecy,
  page,
  opinions,
  uploads,
  planning,
  mail,
  votes,
  notes,
} as const;

type Areas = typeof areas;
export type Key = { [A in keyof Areas & string]: `${A}.${keyof Areas[A] & string}` }[keyof Areas & string];
export type Translate = (key: Key, params?: Params) => string;

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * Replaces `{name}` by its parameter, and `{name|one|many}` by the word that goes with that number; a name without a
 * parameter stays visible, so the mistake shows.
 */
export function interpolate(sentence: string, params: Params = {}): string {
  return sentence.replace(PLACE, (whole, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return Number(value) === 1 ? one : many;
  });
}

/** The sentence of a key in one language; an unknown key answers itself. */
export function translate(language: Language, key: Key, params?: Params): string {
  const dot = key.indexOf('.');
  const table = (areas as Readonly<Record<string, Readonly<Record<string, { vi: string; en: string }>>>>)[
    key.slice(0, dot)
  ];
  const entry = table?.[key.slice(dot + 1)];
  return entry ? interpolate(entry[language], params) : key;
}

export { LanguageProvider, useLanguage, useT } from './LanguageProvider';
export type { Language, Params } from './types';
