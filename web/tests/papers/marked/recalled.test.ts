import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { isRecalled } from '../../../src/papers/marked/rules';
import { RULES } from './rules';

const after = (marking: string | null): View =>
  ({
    papers: { items: marking === null ? {} : { p1: { id: 'p1', marking, version: 2 } } },
    secrecy: { rules: RULES, recalled: { p1: '2026-11-23T09:00:00.000Z' } },
  }) as unknown as View;

it.each([
  ['a marked paper', 'confidential', true],
  ['a paper that is out of the meeting', null, true],
  ['a marking this client knows nothing of', 'unheard', true],
  ['a lowered version after marked ones, which alone were called back', 'normal', false],
])('%s that is called back', (_, marking, recalled) => {
  expect(isRecalled(after(marking), 'p1')).toBe(recalled);
});
