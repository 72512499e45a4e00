// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { View } from '../../../src/api/view';
import { Observable } from '../../../src/lib/observable';
import { Reading } from '../../../src/papers/reading';
import { NotesProvider } from '../../../src/screens/notes/NotesProvider';
import { NoteTools } from '../../../src/screens/notes/NoteTools';
import { SeatProvider } from '../../../src/stores/SeatProvider';
import type { SeatStore } from '../../../src/stores/seat';
import { draw, focused, press, wait } from '../../draw';
import { FakeMeeting } from '../../stores/fakeMeeting';

vi.mock('../../../src/api/notes', async () => {
  const { FakeLine, FakeServer } = await import('../../notes/fakes');
  return { notesApi: new FakeLine(new FakeServer()) };
});
vi.mock('../../../src/notes/queue', async (importOriginal) => {
  const queue = await importOriginal<typeof import('../../../src/notes/queue')>();
  return { ...queue, openQueue: async () => new queue.MemoryQueue() };
});
const reading = new Reading('page');
vi.mock('../../../src/screens/parts/PapersProvider', () => ({ usePapers: () => ({ shelf: {}, reading }) }));

const view = {
  me: { role: 'delegate', name: 'An', can: [] },
  meeting: { title: 'Giao ban', state: 'in_session' },
  papers: {
    order: ['p1'],
    items: { p1: { id: 'p1', title: 'Báo cáo', version: 1, pages: 3, marking: 'normal' } },
  },
  secrecy: { rules: {}, recalled: {} },
  recording: { since: null },
  front: { paper: 'p1', page: 1 },
} as unknown as View;

it('gives the focus back to what opened the list when a note written from it is closed', async () => {
  const meeting = Object.assign(new FakeMeeting(), {
    clock: { now: () => Date.now() },
    signals: new Observable({ notes: 0 }),
  });
  meeting.show(view);
  await draw(
    <SeatProvider seat={{ id: 'demo', meeting } as unknown as SeatStore}>
      <NotesProvider>
        <NoteTools place={null} />
      </NotesProvider>
    </SeatProvider>,
  );
  await wait();
  await press('Mở ghi chú của tôi');
  await wait();
  await press('Ghi chú trang này');
  await wait();
  expect(document.querySelectorAll('[role="dialog"]')).toHaveLength(1);
  await press('Hủy');
  await wait();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  expect(focused()).toBe('Mở ghi chú của tôi');
});
