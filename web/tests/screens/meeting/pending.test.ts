import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { pendingOf } from '../../../src/screens/delegate/pending';

const AT = '2026-11-23T07:00:00Z';
const notice = (id: string, to: string[] | null = null) => ({ id, text: id, at: AT, to });
const own = { seat: 'delegate-1', answer: 'attending', entered_at: null as string | null };

function view({ can = [] as string[], me = {}, delegate = {}, messages = [] as object[], called = '' }) {
  return {
    delegates: { 1: { ...own, ...delegate }, 2: { seat: 'delegate-2' } },
    program: { messages },
    roll: { called: called ? { name: called } : null },
    me: { seat: 'delegate-1', can, messages: [], next_item: null, ...me },
  } as unknown as View;
}

it('is nothing where nothing waits', () => {
  expect(pendingOf(view({}))).toBeNull();
});

it('counts what is to be answered and every message, to all and to this seat', () => {
  const found = pendingOf(
    view({
      can: ['delegate.check_in'],
      messages: [notice('all'), notice('other', ['site-1'])],
      me: { messages: [notice('mine', ['delegate-1'])] },
    }),
  );
  expect(found).toMatchObject({ answer: 'delegate.check_in', count: 3 });
  expect(found?.notices.map(({ id }) => id).toSorted()).toEqual(['all', 'mine']);
});

it('asks for the code before the invitation, and for the invitation only once', () => {
  const can = ['invitation.answer', 'delegate.check_in'];
  expect(pendingOf(view({ can }))?.answer).toBe('delegate.check_in');
  const invited = { can: ['invitation.answer'], delegate: { answer: null } };
  expect(pendingOf(view(invited))?.answer).toBe('invitation.answer');
  expect(pendingOf(view({ can: ['invitation.answer'] }))).toMatchObject({ answer: null, count: 1 });
});

it('keeps within reach the way to say that one leaves, and who is called', () => {
  const found = pendingOf(
    view({ can: ['delegate.leave'], delegate: { entered_at: AT }, called: 'Lô Thị Nguyệt' }),
  );
  expect(found).toMatchObject({ answer: null, here: AT, called: 'Lô Thị Nguyệt', count: 2 });
});
