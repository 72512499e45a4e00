// Reads what the server refused at the door: how long to wait, and which kind of link failure it is. Pure.
import { ApiError } from '../../api/errors';

function numberIn(details: unknown, names: readonly string[]): number | null {
  if (typeof details !== 'object' || details === null) return null;
  for (const name of names) {
    const value = (details as Record<string, unknown>)[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return null;
}

/** Seconds to wait before the next attempt, or null when this is no throttling. */
export function waitSeconds(problem: unknown): number | null {
  if (!(problem instanceof ApiError) || problem.status !== 429) return null;
  return Math.max(1, Math.ceil(numberIn(problem.details, ['retry_after_s', 'wait_s']) ?? 30));
}

/** True when the server said that name or password is wrong, and nothing else. */
export function isWrong(problem: unknown): boolean {
  return problem instanceof ApiError && (problem.status === 401 || problem.status === 403);
}

export type LinkFailure = 'used' | 'expired' | 'revoked' | 'unknown' | 'failed';

/** Which page a refused link deserves; `failed` when the line or the server is at fault. */
export function linkFailure(problem: unknown): LinkFailure {
  if (!(problem instanceof ApiError) || problem.passing) return 'failed';
  for (const kind of ['used', 'expired', 'revoked'] as const) {
    if (problem.code.includes(kind)) return kind;
  }
  return 'unknown';
}
