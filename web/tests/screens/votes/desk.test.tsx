// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Turnout } from '../../../src/api/view/polls';
import { VoteBand } from '../../../src/screens/votes/VoteBand';
import { VotesPanel } from '../../../src/screens/votes/VotesPanel';
import { control, press, told, wait } from '../../draw';
import { aPoll, viewWith } from './fakePolls';
import { AROUND, drawVotes } from './meeting';

const TURNOUT: Turnout = {
  entitled: 84,
  present: 84,
  cast: null,
  credentials: 0,
  basis: 'delegates',
  invited: 84,
  here: 84,
  counted: 'present',
  need: null,
};
const CHAIR = { can: ['poll.open', 'poll.close', 'poll.create', 'poll.count_hands'] };
const text = () => document.body.textContent ?? '';
const secret = () => viewWith([aPoll({ secret: true, turnout: TURNOUT })], CHAIR, AROUND);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a command from the desk', () => {
  it('is given once and is seen to be under way until its answer is there', async () => {
    const room = await drawVotes(viewWith([aPoll({ state: 'draft' })], CHAIR, AROUND), <VotesPanel />);
    let answer = (_: number) => {};
    room.meeting.command = (type, data) => {
      room.commands.push({ type, data });
      return new Promise((done) => {
        answer = done;
      });
    };
    await press('Mở biểu quyết');
    await press('Mở biểu quyết');
    expect(control('Mở biểu quyết').dataset.loading).toBe('true');
    expect(room.commands.map(({ type }) => type)).toEqual(['poll.open']);
    await act(async () => answer(1));
    expect(control('Mở biểu quyết').dataset.loading).toBeUndefined();
  });
});

describe('the count of a secret vote', () => {
  const answers: ((cast: number) => void)[] = [];
  const box = () =>
    vi.stubGlobal(
      'fetch',
      vi.fn(
        () =>
          new Promise<Response>((done) => {
            answers.push((cast) => done(new Response(JSON.stringify({ cast }))));
          }),
      ),
    );
  afterEach(() => void answers.splice(0));

  it('is not called none while it is not known, also where closing is asked about', async () => {
    box();
    await drawVotes(secret(), <VotesPanel />);
    expect(text()).toContain('–/84');
    await press('Đóng biểu quyết');
    await wait();
    expect(text()).toContain('Chưa biết trong hòm đã có bao nhiêu phiếu');
    expect(text()).not.toContain('0/84');
    await act(async () => answers.at(-1)?.(84));
    expect(text()).toContain('84/84');
  });

  it('is asked for again only after the answer, so that no older one comes last', async () => {
    vi.useFakeTimers();
    box();
    await drawVotes(secret(), <VotesPanel />);
    const asked = answers.length;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(answers).toHaveLength(asked);
    await act(async () => answers.at(-1)?.(3));
    expect(text()).toContain('3/84');
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(answers).toHaveLength(asked + 1);
  });
});

describe('counting hands', () => {
  const hall = (counts: object[] | null) => ({
    seat: 'site-413',
    can: ['poll.count_hands'],
    hall_poll: { poll: 'v1', voters: 9, cast: 0, counts },
  });

  it('drops a count only when asked twice', async () => {
    const counted = hall([{ choice: 'yes', count: 5 }]);
    const room = await drawVotes(viewWith([aPoll()], counted, AROUND), <VoteBand size="hall" />);
    await press('Đếm giơ tayF8');
    await wait();
    await press('Bỏ số đếm, biểu quyết bằng máy…');
    await wait();
    expect(room.commands).toEqual([]);
    await press('Bỏ số đếm');
    expect(room.commands.map(({ type }) => type)).toEqual(['poll.clear_hands']);
  });

  it('tells the clerk why the form goes when the vote is closed meanwhile', async () => {
    const room = await drawVotes(viewWith([aPoll()], hall(null), AROUND), <VoteBand size="hall" />);
    await press('Đếm giơ tayF8');
    await wait();
    expect(document.querySelector('[role="dialog"]')).not.toBeNull();
    const closed = aPoll({ state: 'closed', closed_at: '2026-11-23T07:00:30Z' });
    await room.show(viewWith([closed], { can: [] }, AROUND));
    await wait();
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(told()).toEqual(['Đã đóng biểu quyết']);
  });
});

it('asks before a form that was begun is thrown away', async () => {
  const room = await drawVotes(viewWith([], CHAIR, AROUND), <VotesPanel />);
  const close = async () => {
    await press('Đóng');
    await wait();
  };
  await press('Chuẩn bị biểu quyết');
  await wait();
  await act(async () => {
    const field = document.querySelector<HTMLTextAreaElement>('[role="dialog"] textarea');
    if (!field) throw new Error('no field for the question');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, 'Thông qua?');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await close();
  expect(text()).toContain('Bỏ những gì đã nhập?');
  await press('Bỏ và đóng');
  await wait();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  expect(room.commands).toEqual([]);
});
