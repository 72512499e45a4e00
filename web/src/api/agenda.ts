// What earlier meetings postponed, over HTTP: offered to whoever prepares a later one, and taken over once.
import { api } from './client';

export interface PostponedItem {
  readonly meeting: string;
  readonly meeting_title: string;
  readonly scheduled_at: string | null;
  readonly item: string;
  readonly title: string;
  readonly rapporteur: string;
  readonly planned_s: number;
  readonly seats: readonly string[];
  readonly internal: boolean;
  readonly reason: string;
}

export const POSTPONED = ['agenda', 'postponed'] as const;

export const agenda = {
  postponed: () => api.get<PostponedItem[]>('/agenda/postponed'),
  carry: (into: string, { meeting, item }: PostponedItem) =>
    api.post<unknown>(`/meetings/${encodeURIComponent(into)}/agenda/carry`, { meeting, item }),
};
