// Which papers a machine may keep, and how a kept copy is named. The one place that decides what outlives the session.
import type { Paper, View } from '../../api/view';
import { isPaged, type Rules, rulesOf } from '../marked/rules';

/** One version of a paper, for one sign-in on this machine. `size` in bytes. */
export interface Copy {
  readonly paper: string;
  readonly version: number;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Where a paper may be: in a store that is still there when the page is closed, only in this page's memory, or
 * nowhere at all: it was withdrawn, or is never given out as a file.
 */
export type Keeping = 'store' | 'memory' | 'none';

/** What its marking allows; a paper that is not given out as a file has nothing to keep. */
export function keepingOf(paper: Partial<Pick<Paper, 'marking' | 'withdrawn'>>, rules: Rules): Keeping {
  if (paper.withdrawn || isPaged(paper, rules)) return 'none';
  return rulesOf(paper, rules).kept ? 'store' : 'memory';
}

export function copyOf(paper: Paper): Copy {
  const { id, version, sha256, size } = paper;
  return { paper: id, version: version ?? 1, sha256, size };
}

/** Papers in the order they are fetched: the one in front first. */
export function inFetchOrder(
  papers: Pick<View['papers'], 'order' | 'items'>,
  front: string | null,
): readonly Paper[] {
  const all = papers.order.flatMap((id) => papers.items[id] ?? []);
  return [...all.filter(({ id }) => id === front), ...all.filter(({ id }) => id !== front)];
}

/** Everything one sign-in keeps, and everything it keeps of one meeting. */
export const folderOf = (slot: string, meeting?: string): string =>
  meeting === undefined ? `${part(slot)}/` : `${part(slot)}/${part(meeting)}/`;

/** The folder of one version of a paper. */
export const nameOf = (slot: string, meeting: string, copy: Omit<Copy, 'size'>): string =>
  `${folderOf(slot, meeting)}${part(copy.paper)}/${copy.version}/${copy.sha256}/`;

/** A version that is here whole, its hash verified. */
export const wholeName = (folder: string): string => `${folder}whole`;
/** Bytes from `offset` on, as they came before the version was whole. */
export const partName = (folder: string, offset: number): string => `${folder}from-${offset}`;

/** What a stored name is of; null for one that is not ours. */
export function parseName(
  name: string,
): { readonly slot: string; readonly meeting: string; readonly copy: Omit<Copy, 'size'> } | null {
  const [slot, meeting, paper, version, sha256] = name.split('/');
  if (!slot || !meeting || !paper || !version || !sha256) return null;
  return {
    slot: decodeURIComponent(slot),
    meeting: decodeURIComponent(meeting),
    copy: { paper: decodeURIComponent(paper), version: Number(version), sha256 },
  };
}

const part = encodeURIComponent;
