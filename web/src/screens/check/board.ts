// What the officers' board reads out of a view: how each step of each hall stands, and who is not ready.
import type { Seat, Site, View } from '../../api/view';
import type { CheckStep, Checks, SiteCheck } from '../../api/view/checks';
import type { StepState } from './StepMark';

export const NOTHING: SiteCheck = { ready: false, stale: false, todo: [], steps: {} };

export interface BoardRow {
  readonly site: Site;
  readonly check: SiteCheck;
}

export function stepState(check: SiteCheck, step: CheckStep): StepState {
  const found = check.steps[step];
  if (check.todo.includes(step)) return 'todo';
  if (!found) return 'none';
  return found.stale ? 'stale' : found.result;
}

/** Halls in their order, or those that are not ready first of all. */
export function boardRows(view: View, checks: Checks): readonly BoardRow[] {
  return Object.values(view.sites).map((site) => ({ site, check: checks.sites[site.seat] ?? NOTHING }));
}

export function isRunning(checks: Checks): boolean {
  return checks.run !== null && checks.run.finished_at === null;
}

export interface Alarm {
  /** Names one alarm, so that it is put away once. */
  readonly id: string;
  readonly missing: readonly Seat[];
}

/** The alarm to show: the last one of the planned opening, with those of its halls that are still not ready. */
export function alarmNow(view: View): Alarm | null {
  const alarm = view.checks?.alarms.at(-1);
  const before = view.meeting.state === 'scheduled' || view.meeting.state === 'line_check';
  if (!view.checks || !alarm || !before || alarm.opening !== view.meeting.scheduled_at) return null;
  const { sites } = view.checks;
  const missing = alarm.missing.filter((seat) => sites[seat]?.ready === false);
  return missing.length > 0 ? { id: `${alarm.opening}/${alarm.minutes}`, missing } : null;
}
