// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VoteBand } from '../../../src/screens/votes/VoteBand';
import { press } from '../../draw';
import { aBallot, aPoll, viewWith } from './fakePolls';
import { AROUND, drawVotes } from './meeting';

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const paper = () => document.querySelector('[role="dialog"]');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function voted() {
  const rows = (facts: object) => viewWith([aPoll()], { ballots: [aBallot(facts)], can: [] }, AROUND);
  const room = await drawVotes(rows({}), <VoteBand size="hall" />);
  await pass(100);
  await press('Tán thành');
  await press('Gửi phiếu: Tán thành');
  await room.show(rows({ state: 'cast', choices: ['yes'] }));
  return room;
}

describe('a paper that was recorded', () => {
  it('is seen for a moment and then gives the screen back, though the band is drawn anew every second', async () => {
    await voted();
    await pass(2500);
    expect(paper()?.textContent).toContain('Đã ghi nhận');
    await pass(2000);
    expect(paper()).toBeNull();
  });

  it('stays for as long as its vote is being changed, and leaves again after that', async () => {
    await voted();
    await pass(2500);
    await press('Đổi phiếu');
    await pass(20_000);
    expect(paper()).not.toBeNull();
    await press('Không tán thành');
    await press('Gửi phiếu: Không tán thành');
    await pass(4500);
    expect(paper()).toBeNull();
  });
});
