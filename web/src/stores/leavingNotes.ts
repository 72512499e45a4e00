// What happens to notes on this machine when their owner signs out: what waits is sent first, the rest is asked about.
import { type NotesApi, notesApi } from '../api/notes';
import { type NoteQueue, openQueue } from '../notes/queue';
import { NotesStore } from './notes';
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
