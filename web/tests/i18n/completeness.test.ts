import { describe, expect, it } from 'vitest';
import { areas, interpolate, type Key, translate } from '../../src/i18n';
import type { Entry } from '../../src/i18n/types';

const entries = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table as Record<string, Entry>).map(([name, entry]) => [`${area}.${name}`, entry] as const),
);
const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each(entries)('%s', (_key, entry) => {
  it('is said in both languages, with the same parameters, in composed letters', () => {
    for (const language of ['vi', 'en'] as const) {
      expect(entry[language].trim()).not.toBe('');
      expect(entry[language].normalize('NFC')).toBe(entry[language]);
    }
    expect(placeholders(entry.vi)).toEqual(placeholders(entry.en));
  });
});

it('fills parameters and leaves a missing one visible', () => {
  expect(interpolate('{a} và {b}', { a: 1 })).toBe('1 và {b}');
});

it('chooses the word that goes with a number', () => {
  const sentence = '{n} {n|machine holds|machines hold} it';
  expect(interpolate(sentence, { n: 1 })).toBe('1 machine holds it');
  expect(interpolate(sentence, { n: 2 })).toBe('2 machines hold it');
  expect(interpolate(sentence, { n: 0 })).toBe('0 machines hold it');
  expect(interpolate(sentence)).toBe(sentence);
});

it('answers an unknown key with itself', () => {
  expect(translate('vi', 'nowhere.nothing' as Key)).toBe('nowhere.nothing');
});
