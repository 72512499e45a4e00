import { describe, expect, it } from 'vitest';
import type { MySlip } from '../../../src/api/opinions';
import {
  bodyOf,
  choose,
  isWaiting,
  missingIn,
  proposerOf,
  sameAnswer,
  startAnswer,
  timeLeft,
} from '../../../src/screens/opinions/answering';

const file = { id: 'f1', title: 'a', name: 'a.pdf', size: 1, sha256: '00' };

describe('an answer being written', () => {
  it('wants an opinion on every question, and words for another opinion', () => {
    let draft = startAnswer(2, null);
    expect(missingIn(draft)).toEqual({ question: 0, what: 'opinion' });
    draft = choose(draft, 0, { opinion: 'agree' });
    draft = choose(draft, 1, { opinion: 'other', text: '  ' });
    expect(missingIn(draft)).toEqual({ question: 1, what: 'text' });
    expect(bodyOf(draft)).toBeNull();
    draft = choose(draft, 1, { text: 'Bổ sung kinh phí' });
    expect(bodyOf(draft)).toEqual({
      opinions: [
        { opinion: 'agree', text: '' },
        { opinion: 'other', text: 'Bổ sung kinh phí' },
      ],
      attachment: null,
    });
  });

  it('begins with what was answered or proposed', () => {
    const from = { opinions: [{ opinion: 'disagree' as const, text: 'Chưa đủ' }], attachment: file };
    expect(bodyOf(startAnswer(1, from))).toEqual({ opinions: from.opinions, attachment: 'f1' });
    expect(startAnswer(2, from).choices[1]).toEqual({ opinion: null, text: '' });
  });

  it('is unsaved once an opinion, a word or the file is another', () => {
    const from = { opinions: [{ opinion: 'disagree' as const, text: 'Chưa đủ' }], attachment: file };
    const given = startAnswer(1, from);
    expect(sameAnswer(startAnswer(1, from), given)).toBe(true);
    for (const other of [
      choose(given, 0, { opinion: 'other' }),
      choose(given, 0, { text: 'Chưa đủ kinh phí' }),
      { ...given, attachment: null },
    ])
      expect(sameAnswer(other, given)).toBe(false);
  });
});

describe('who proposed what is chosen already', () => {
  const at = (stage: string, note_by: string, proposal: unknown = { opinions: [] }) =>
    proposerOf({ slip: {}, recipient: { stage, note_by, proposal } } as unknown as MySlip);
  it('is whoever passed it up, and nobody where it is one’s own or there is none', () => {
    expect(at('passed_up', 'Trần Anh Tuấn')).toBe('Trần Anh Tuấn');
    expect(at('returned', 'Lê Thị Hoa')).toBeNull();
    expect(at('passed_up', 'Trần Anh Tuấn', null)).toBeNull();
    // Taken back from somebody higher up.
    expect(at('passed_up', '')).toBeNull();
  });
});

describe('whose turn it is', () => {
  const mine = (open: boolean, holder: string, stage: string) =>
    ({ slip: { is_open: open }, recipient: { holder, stage } }) as unknown as MySlip;
  it('is whoever has it, while it is open and unanswered', () => {
    expect(isWaiting(mine(true, 'me', 'seen'), 'me')).toBe(true);
    expect(isWaiting(mine(true, 'boss', 'passed_up'), 'me')).toBe(false);
    expect(isWaiting(mine(true, 'me', 'answered'), 'me')).toBe(false);
    expect(isWaiting(mine(false, 'me', 'unseen'), 'me')).toBe(false);
  });
});

describe('the time left', () => {
  const now = new Date('2026-03-02T01:00:00Z');
  it.each([
    ['2026-03-09T01:00:00Z', { unit: 'days', n: 7 }],
    ['2026-03-03T01:00:00Z', { unit: 'hours', n: 24 }],
    ['2026-03-02T01:00:30Z', { unit: 'minutes', n: 1 }],
    ['2026-03-02T01:00:00Z', null],
    [null, null],
  ])('until %s is %j', (deadline, left) => {
    expect(timeLeft(deadline, now)).toEqual(left);
  });
});
