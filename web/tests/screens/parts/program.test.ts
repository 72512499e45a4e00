import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import type { Notice } from '../../../src/api/view/program';
import { arrange, columnsFor, seenFrom, stands } from '../../../src/screens/parts/program/arrange';
import { noticesFor } from '../../../src/screens/parts/program/noticesFor';

const NOTHING = { page: false, sharing: false };
const PAGE = { page: true, sharing: false };
const SHARED = { page: false, sharing: true };
const speaker = { layout: 'speaker', sources: ['site-417'], mode: 'auto' } as const;
const withPage = { ...speaker, layout: 'speaker_page' } as const;
const pageChair = { ...speaker, layout: 'page_chair', sources: ['officer-1'] } as const;
const grid = { ...speaker, layout: 'grid', sources: ['site-1', 'site-2', 'site-3'] } as const;

describe('a scene on a screen', () => {
  it('is laid out as the program says', () => {
    expect(arrange(speaker, PAGE).kind).toBe('single');
    expect(arrange(withPage, PAGE)).toEqual({ kind: 'side', sources: ['site-417'] });
    expect(arrange(pageChair, PAGE)).toEqual({ kind: 'page_chair', sources: ['officer-1'] });
    expect(arrange(grid, PAGE)).toEqual({ kind: 'grid', sources: grid.sources });
  });

  it('gives the faces all the room while there is nothing to read', () => {
    expect(arrange(withPage, NOTHING).kind).toBe('single');
    expect(arrange(pageChair, NOTHING).kind).toBe('single');
  });

  it('shows a shared screen in place of the page, beside a speaker unless a director wants otherwise', () => {
    expect(arrange(speaker, SHARED).kind).toBe('side');
    expect(arrange({ ...speaker, mode: 'directed' }, SHARED).kind).toBe('single');
    expect(arrange(pageChair, SHARED).kind).toBe('page_chair');
  });

  it('draws no page where the page is on a second screen', () => {
    expect(arrange(withPage, PAGE, 'faces').kind).toBe('single');
    expect(arrange(pageChair, PAGE, 'faces').kind).toBe('single');
    expect(arrange(grid, PAGE, 'faces').kind).toBe('grid');
  });

  it('draws no picture, and so asks for none, where only the page is wanted', () => {
    expect(arrange(grid, PAGE, 'page')).toEqual({ kind: 'page', sources: [] });
    expect(arrange(grid, NOTHING, 'page').kind).toBe('grid');
  });
});

describe('a hall alone on air', () => {
  const view = { me: { seat: 'site-417', role: 'site' }, presiding: 'officer-1' } as unknown as View;

  it('sees whom it speaks to', () => {
    expect(seenFrom(view, ['site-417'])).toEqual(['officer-1']);
  });

  it('sees itself in a dialogue, and others as they are', () => {
    expect(seenFrom(view, ['site-417', 'site-413'])).toEqual(['site-417', 'site-413']);
    expect(seenFrom(view, ['site-413'])).toEqual(['site-413']);
  });
});

it('tiles are as large as the box allows', () => {
  expect(columnsFor(1, 1600, 900)).toBe(1);
  expect(columnsFor(2, 1600, 900)).toBe(2);
  expect(columnsFor(2, 900, 1600)).toBe(1);
  expect(columnsFor(4, 1600, 900)).toBe(2);
  expect(columnsFor(25, 1600, 900)).toBe(5);
});

it('a screen shows what is for everyone and for itself, the newest first', () => {
  const notice = (id: string, at: string, to: string[] | null): Notice => ({
    id,
    at: `2026-11-23T07:0${at}:00Z`,
    to,
    kind: 'message',
    text: id,
    ends_at: null,
  });
  const view = {
    program: { messages: [notice('all', '1', null), notice('other', '2', ['site-413'])] },
    me: { messages: [notice('mine', '3', ['site-417'])] },
  } as unknown as View;
  expect(noticesFor(view).map(({ id }) => id)).toEqual(['mine', 'all']);
});

it('a recess is announced unless somebody directs a picture; a closed meeting always is', () => {
  const view = (state: string, mode: string) => ({ meeting: { state }, program: { mode } }) as View;
  expect(stands(view('recess', 'auto'))).toBe(true);
  expect(stands(view('recess', 'directed'))).toBe(false);
  expect(stands(view('closed', 'directed'))).toBe(true);
  expect(stands(view('in_session', 'auto'))).toBe(false);
});
