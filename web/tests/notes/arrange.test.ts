import { describe, expect, it } from 'vitest';
import { byPaper, byTime, chosen, onPage } from '../../src/notes/arrange';
import { readNote, retold, withoutWords, writeNote } from '../../src/notes/note';
import { aNote } from './fakes';

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('the list of notes', () => {
  const list = [
    { id: 'late', note: aNote({ page: 2, made: '2026-11-27T03:00:00Z', rects: [[0, 0.8, 0.1, 0.1]] }) },
    { id: 'early', note: aNote({ page: 4, made: '2026-11-27T01:00:00Z' }) },
    { id: 'top', note: aNote({ page: 2, made: '2026-11-27T04:00:00Z', rects: [[0, 0.1, 0.1, 0.1]] }) },
    { id: 'mark', note: aNote({ page: 2, kind: 'bookmark', made: '2026-11-27T05:00:00Z', text: '' }) },
    { id: 'other', note: aNote({ paper: 'p0', page: 9, made: '2026-11-27T02:00:00Z' }) },
    { id: 'lost', note: aNote({ paper: 'away', page: 1, made: '2026-11-27T02:30:00Z' }) },
  ];

  it('goes by the papers’ order, then page, then height on the page, where they stand now', () => {
    const groups = byPaper(list, ['p0', 'p1'], { early: { state: 'moved', page: 1 } });
    expect(groups.map(({ paper, notes }) => [paper, ids(notes)])).toEqual([
      ['p0', ['other']],
      ['p1', ['early', 'mark', 'top', 'late']],
      ['away', ['lost']],
    ]);
  });

  it('goes by the moment of the session where there is one', () => {
    const inSession = {
      id: 'session',
      note: aNote({ at: '2026-11-27T00:30:00Z', made: '2026-11-27T06:00:00Z' }),
    };
    expect(ids(byTime([...list, inSession]))[0]).toBe('session');
    expect(ids(byTime(list))).toEqual(['early', 'other', 'lost', 'late', 'top', 'mark']);
  });

  it('is searched without regard to accents, and filtered by kind', () => {
    expect(ids(chosen(list, { kind: null, words: 'so lieu GIAI' }))).toHaveLength(5);
    expect(ids(chosen(list, { kind: 'bookmark', words: '' }))).toEqual(['mark']);
    expect(ids(chosen(list, { kind: null, words: 'không có' }))).toEqual([]);
  });

  it('gives a page the notes that stand on it in the version shown', () => {
    const places = { early: { state: 'moved', page: 2 }, late: { state: 'gone', page: 2 } } as const;
    expect(ids(onPage(list, places, { paper: 'p1', page: 2, version: 2 }))).toEqual(['early']);
    expect(ids(onPage(list, {}, { paper: 'p1', page: 2, version: 1 }))).toEqual(['late', 'top', 'mark']);
  });
});

describe('a note', () => {
  it('is read as it was written', () => {
    const note = aNote({ rects: [[0.1, 0.2, 0.3, 0.4]], at: '2026-11-27T01:00:00Z', twin: 'n0' });
    expect(readNote(writeNote(note))).toEqual(note);
  });

  it('that is none is not read, and odd parts of one are left out', () => {
    for (const bad of ['', '{}', 'null', '[]', JSON.stringify({ ...aNote(), v: 2 })])
      expect(readNote(bad)).toBeNull();
    const odd = JSON.stringify({
      v: 1,
      ...aNote(),
      colour: 'url(x)',
      rects: [[0, 0, 2, 1], 'x'],
      at: 'gestern',
    });
    expect(readNote(odd)).toMatchObject({ colour: 'yellow', rects: [], at: null });
  });

  it('on words turns to a highlight without a text and back', () => {
    const quoted = aNote({ quote: { exact: 'x', prefix: '', suffix: '' } });
    expect(retold(quoted, '').kind).toBe('highlight');
    expect(retold(retold(quoted, ''), 'lại có').kind).toBe('note');
    expect(retold(aNote({ kind: 'bookmark' }), 'tên').kind).toBe('bookmark');
  });

  it('on a marked paper keeps nothing of the paper', () => {
    const bare = withoutWords(aNote({ quote: { exact: 'mật', prefix: 'a', suffix: 'b' }, sample: 'mật' }));
    expect(bare).toMatchObject({ marked: true, title: '', quote: null, sample: '', rects: [] });
  });
});
