// What becomes of a change when the note was changed elsewhere meanwhile. Both texts are kept; an edit outweighs a removal.
import type { NoteRow } from '../api/notes';
import { idOfCopy, type Label, open, seal } from './box';
import { type Note, readsTheSame, saysTheSame } from './note';
import type { Waiting } from './queue';

export type Resolution =
  /** The server has an earlier sending of ours, whose answer was lost: go on from there. */
  | { readonly act: 'again'; readonly base: number }
  /** Both say the same. */
  | { readonly act: 'drop' }
  /** Our removal gives way: somebody wrote on since. */
  | { readonly act: 'yield' }
  /** Theirs stays, ours is kept beside it as a note of its own. */
  | { readonly act: 'beside'; readonly copy: Waiting; readonly note: Note };

/** `current`: the note as the server has it now. Rejects when our own box does not open. */
export async function reconcile(key: CryptoKey, ours: Waiting, current: NoteRow): Promise<Resolution> {
  const { id, meeting, owner } = ours;
  if (current.box !== null && ours.tried.includes(current.box)) return { act: 'again', base: current.rev };
  if (ours.box === null) return { act: current.box === null ? 'drop' : 'yield' };
  const mine = await open(key, ours as Label, ours.box);
  const theirs = current.box === null ? null : await openOr(key, { id, meeting, owner }, current.box);
  if (theirs && saysTheSame(mine, theirs)) return { act: 'drop' };
  const copy = { owner, meeting, id: await idOfCopy(ours.box) };
  const note: Note = { ...mine, twin: current.box === null ? null : id };
  const box = await seal(key, copy, note);
  return {
    act: 'beside',
    copy: { ...copy, box, key_id: ours.key_id, base: 0, tried: [], since: ours.since },
    note,
  };
}

/** A note of theirs that cannot be read does not keep ours from being kept. */
async function openOr(key: CryptoKey, label: Label, box: string): Promise<Note | null> {
  return open(key, label, box).catch(() => null);
}

/**
 * What another device or tab has made of a note since it was `from`: what `waits` under its name in this browser, else
 * what is `known` of it. Null while it reads the same.
 */
export async function overtaking(
  key: CryptoKey,
  label: Label,
  from: Note,
  waits: readonly Waiting[],
  known: Note | null,
): Promise<Note | null> {
  const there = waits.find(({ id }) => id === label.id);
  const now = there ? there.box && (await openOr(key, label, there.box)) : known;
  return now && !readsTheSame(now, from) ? now : null;
}
