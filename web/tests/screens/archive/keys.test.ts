import { describe, expect, it } from 'vitest';
import { playerKey } from '../../../src/screens/archive/keys';

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false });

describe("the player's keys", () => {
  it('play, skip and jump', () => {
    expect(playerKey(press(' '), 'BODY', null)).toEqual({ act: 'toggle' });
    expect(playerKey(press('J'), 'BODY', null)).toEqual({ act: 'skip', by_ms: -10_000 });
    expect(playerKey(press('4'), 'DIV', null)).toEqual({ act: 'part', share: 0.4 });
    expect(playerKey(press('N'), 'BODY', null)).toEqual({ act: 'next' });
  });
  it('leave typing, sliders, buttons and the browser alone', () => {
    expect(playerKey(press('k'), 'INPUT', null)).toBeNull();
    expect(playerKey(press('ArrowLeft'), 'DIV', 'slider')).toBeNull();
    expect(playerKey(press(' '), 'BUTTON', null)).toBeNull();
    expect(playerKey(press('k'), 'BUTTON', null)).toEqual({ act: 'toggle' });
    expect(playerKey(press('l', true), 'BODY', null)).toBeNull();
    expect(playerKey(press('q'), 'BODY', null)).toBeNull();
  });
});
