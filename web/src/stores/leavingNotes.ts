// What becomes of notes on this machine when their owner signs out, and comes back: what waits is sent first, the rest is
// asked about, and sent when the owner is signed in again, whatever screen is open.
import { type NotesApi, notesApi } from '../api/notes';
import { type NoteQueue, openQueue } from '../notes/queue';
import { NotesStore } from './notes';
import type { NotesState } from './notesState';
import type { Principal } from './session';

export interface Left {
  /** Notes, or removals, that could not be sent. */
  readonly waiting: number;
  /** Whether the next sign-in can send them. */
  readonly comesBack: boolean;
  /** Takes off this machine what no later sign-in could open. */
  readonly letGo: () => Promise<void>;
}

const NOTHING: Left = { waiting: 0, comesBack: true, letGo: async () => undefined };

type Who = Pick<Principal, 'kind' | 'id' | 'meeting' | 'seat' | 'has_password'>;

/** The owner's name as the server has it, for when it cannot be asked. */
const ownerOf = ({ kind, id, meeting, seat }: Who): string =>
  kind === 'delegate' ? `delegate:${meeting}:${seat}` : `account:${id}`;

export async function leaveNotes(
  who: Who,
  api: NotesApi = notesApi,
  open: () => Promise<NoteQueue> = openQueue,
): Promise<Left> {
  const queue = await open();
  if (!(await queue.holds())) return NOTHING;
  const store = new NotesStore(null, api, async () => queue);
  await store.begin();
  const { owner: told, byPassword } = store.get();
  const owner = told ?? ownerOf(who);
  const comesBack = (told === null ? who.has_password : byPassword) && queue.lasting;
  return {
    waiting: (await queue.all(owner)).length,
    comesBack,
    letGo: async () => {
      if (!comesBack) await queue.clear(owner);
    },
  };
}

/** How many changes of theirs wait in this browser. */
export async function waitingOf(who: Who, open: () => Promise<NoteQueue> = openQueue): Promise<number> {
  return (await (await open()).all(ownerOf(who))).length;
}

/** Sends what an earlier sign-in of theirs has left waiting; goes on until it is sent or the returned function called. */
export function sendWaiting(
  who: Who,
  api: NotesApi = notesApi,
  open: () => Promise<NoteQueue> = openQueue,
): () => void {
  let over = false;
  let stop = () => {};
  const begin = async () => {
    if (!OWNERS.includes(who.kind) || (await waitingOf(who, open)) === 0 || over) return;
    const store = new NotesStore(null, api, open);
    const unfollow = store.subscribe(() => isDone(store.get()) && stop());
    const end = store.start();
    stop = () => {
      unfollow();
      end();
    };
  };
  // A browser that keeps nothing has nothing to send.
  begin().catch(() => undefined);
  return () => {
    over = true;
    stop();
  };
}

const OWNERS: readonly Principal['kind'][] = ['account', 'delegate'];

/** Nothing is left to be sent, or it cannot be sent by itself: the owner opens the notes first. */
const isDone = ({ phase, waiting }: NotesState): boolean =>
  phase === 'open' ? waiting === 0 : phase !== 'opening' && phase !== 'failed';
