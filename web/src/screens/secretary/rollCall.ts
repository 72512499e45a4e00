/** Walking down the roll: who is next, how many stand where. Pure; the server keeps the marks. */

export type RollStatus = 'unknown' | 'present' | 'absent' | 'late' | 'excused';

/** The key of each answer. */
export const MARK_KEYS: Readonly<Record<string, Exclude<RollStatus, 'unknown'>>> = {
  P: 'present',
  A: 'absent',
  C: 'excused',
  L: 'late',
};

export interface RollSubject {
  /** The seat to mark. */
  seat: string;
  name: string;
  office: string;
  /** Where it belongs: the site's seat, or `officers`. */
  group: string;
  roll: RollStatus;
  /** Connected or checked in now. */
  connected: boolean;
  note: string;
}

export type RollCounts = Record<RollStatus, number> & { total: number };

export function countsOf(subjects: readonly RollSubject[]): RollCounts {
  const counts: RollCounts = {
    unknown: 0,
    present: 0,
    absent: 0,
    late: 0,
    excused: 0,
    total: subjects.length,
  };
  for (const subject of subjects) counts[subject.roll] += 1;
  return counts;
}

/** The next one nobody has answered for, from `index` on and round again; -1 when the roll is complete. */
export function nextUnknown(subjects: readonly RollSubject[], index: number): number {
  for (let step = 1; step <= subjects.length; step += 1) {
    const candidate = (index + step) % subjects.length;
    if (subjects[candidate]?.roll === 'unknown') return candidate;
  }
  return -1;
}

export interface RollGroup {
  key: string;
  subjects: RollSubject[];
  counts: RollCounts;
}

/** In the order in which the groups first appear. */
export function groupsOf(subjects: readonly RollSubject[]): RollGroup[] {
  const groups = new Map<string, RollSubject[]>();
  for (const subject of subjects) groups.set(subject.group, [...(groups.get(subject.group) ?? []), subject]);
  return [...groups].map(([key, own]) => ({ key, subjects: own, counts: countsOf(own) }));
}

/** Keys of the roll-call, as printed on its buttons. */
export const ROLL_KEYS: Readonly<Record<string, RollStatus>> = {
  p: 'present',
  a: 'absent',
  l: 'late',
  e: 'excused',
};
