import { expect, it } from 'vitest';
import { SignalBoard } from '../../src/stores/signals';

it('keeps the latest quality of each line, by the numbers of the media plane', () => {
  const board = new SignalBoard();
  board.receive('quality', { identity: 'site-413', quality: 2 });
  board.receive('quality', { identity: 'site-414', quality: 1 });
  board.receive('quality', { identity: 'site-413', quality: 0 });
  board.receive('quality', { identity: 'site-415', quality: 3 });
  const { quality } = board.get();
  expect(quality['site-413']?.quality).toBe('poor');
  expect(quality['site-414']?.quality).toBe('good');
  expect(quality['site-415']?.quality).toBe('lost');
});

it('calls odd figures unknown and ignores what names nobody', () => {
  const board = new SignalBoard();
  board.receive('quality', { identity: 'site-413', quality: 9 });
  board.receive('quality', { quality: 2 });
  board.receive('quality', null);
  board.receive('speakers', ['site-413']);
  expect(board.get().quality).toEqual({
    'site-413': { quality: 'unknown', rtt_ms: null, loss: null },
  });
  expect(board.get().speakers).toEqual([]);
});

it('knows who is heard', () => {
  const board = new SignalBoard();
  board.receive('speakers', { identities: ['site-413', 7, 'officer-1'] });
  expect(board.get().speakers).toEqual(['site-413', 'officer-1']);
  board.receive('speakers', { identities: [] });
  expect(board.get().speakers).toEqual([]);
});
