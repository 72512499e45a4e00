// Reads the tables of keys out of the sources: which parts a screen is made of is what it imports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARK_KEYS } from '../../../src/screens/secretary/rollCall';

const SOURCES = join(import.meta.dirname, '../../../src/screens');
/** Lie over the screen and take the keys alone: the screen’s own sleep meanwhile. */
const OVER = ['program/Desk.tsx'];
/** Around every screen of a meeting. */
const COMMON = [
  'parts/Keys.tsx',
  'parts/MeetingHeader.tsx',
  'talkback/HallAside.tsx',
  'check/CheckBanner.tsx',
];
const SCREENS = {
  'a hall': ['site/SiteScreen.tsx'],
  'the chair': ['chair/ConsoleScreen.tsx'],
  'the secretary': ['secretary/SecretaryScreen.tsx'],
  'the technician': ['control/ControlScreen.tsx'],
  'a delegate': ['delegate/DelegateScreen.tsx'],
  'an observer': ['observer/ObserverScreen.tsx'],
} as const;
/** Not on that screen, though imported: a hall’s own, what only desks have, and the board where it lies over the screen. */
const NOT_THERE: Readonly<Record<string, readonly string[]>> = {
  'a hall': ['check/OfficerCheck.tsx', 'program/ProgramDrawer.tsx', 'control/ControlBadge.tsx'],
  'the technician': ['check/HallCheck.tsx', 'control/ControlBadge.tsx'],
  'a delegate': [
    'check/HallCheck.tsx',
    'check/OfficerCheck.tsx',
    'program/ProgramDrawer.tsx',
    'control/ControlBadge.tsx',
  ],
  'an observer': [
    'check/HallCheck.tsx',
    'check/OfficerCheck.tsx',
    'program/ProgramDrawer.tsx',
    'control/ControlBadge.tsx',
  ],
  'the chair': ['check/HallCheck.tsx', 'control/Board.tsx'],
  'the secretary': ['check/HallCheck.tsx', 'control/Board.tsx'],
};

function text(file: string): string {
  return readFileSync(join(SOURCES, file), 'utf8');
}

/** The files that `file` imports from the screens, at once or when needed. */
function importsOf(file: string): string[] {
  return [...text(file).matchAll(/(?:from |import\()'(\.[^']*)'/g)].flatMap(([, path = '']) => {
    const target = join(file, '..', path);
    if (target.startsWith('..') || target.endsWith('.css')) return [];
    return ['.tsx', '.ts'].map((end) => target + end).filter(exists);
  });
}

function exists(file: string): boolean {
  try {
    return text(file) !== '';
  } catch {
    return false;
  }
}

function partsOf(start: readonly string[], leftOut: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const open = [...start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || leftOut.has(file)) continue;
    found.add(file);
    open.push(...importsOf(file));
  }
  return found;
}

/** Letters, digits and the F row with what they do, of one file. */
function rowsOf(file: string): (readonly [string, string])[] {
  const source = text(file);
  const constant = /const KEY = '(.)'/.exec(source)?.[1] ?? '';
  return [
    ...source.matchAll(/keys: (\[[^\]]*\]|Object\.keys\(MARK_KEYS\)),\s*does: (?:[^'\n]*\? )?'([^']+)'/g),
  ].flatMap(([, keys = '', does = '']) =>
    (keys.startsWith('[')
      ? [...keys.replace('KEY', `'${constant}'`).matchAll(/'([^']|F\d+)'/g)].map(([, key = '']) => key)
      : Object.keys(MARK_KEYS)
    ).map((key) => [key, does] as const),
  );
}

describe('the keys of a screen', () => {
  it.each(Object.entries(SCREENS))('each do one thing for %s', (who, start) => {
    const does = new Map<string, Set<string>>();
    const leftOut = new Set<string>([...OVER, ...(NOT_THERE[who] ?? [])]);
    for (const file of partsOf([...start, ...COMMON], leftOut))
      for (const [key, what] of rowsOf(file)) does.set(key, (does.get(key) ?? new Set()).add(what));
    const clashes = [...does].filter(([, what]) => what.size > 1).map(([key, what]) => [key, ...what]);
    expect(does.size).toBeGreaterThan(3);
    expect(clashes).toEqual([]);
  });
});
