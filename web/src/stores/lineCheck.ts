// The line check of a hall: does the steps one after the other, keeps what each came to, and has it reported.
// Knows neither devices nor meeting; both are given.
import { type CheckStep, STEPS } from '../api/view/checks';
import { Observable } from '../lib/observable';
import { type Outcome, skipped } from './checkVerdicts';

/** What a step may tell while it runs: how far it is, what the hall is asked to do, how loud it is. */
export interface Note {
  readonly progress?: number;
  readonly ask?: Ask | null;
  readonly levelDb?: number;
}
export type Ask = 'speak' | 'quiet' | 'tone';
export type Tell = (note: Note) => void;
export type Steps = Readonly<Record<CheckStep, (tell: Tell, signal: AbortSignal) => Promise<Outcome>>>;
export type Report = (step: CheckStep, outcome: Outcome) => Promise<unknown>;

export interface LineCheckState {
  readonly running: CheckStep | null;
  readonly queue: readonly CheckStep[];
  readonly progress: number;
  readonly ask: Ask | null;
  readonly levelDb: number;
  readonly outcomes: Readonly<Partial<Record<CheckStep, Outcome>>>;
}

const IDLE = { running: null, progress: 0, ask: null, levelDb: -100 } as const;

export class LineCheck extends Observable<LineCheckState> {
  private readonly reporting = new Set<CheckStep>();
  private cancel = new AbortController();

  constructor(
    private readonly steps: Steps,
    private readonly report: Report = async () => undefined,
  ) {
    super({ ...IDLE, queue: [], outcomes: {} });
  }

  /** Has steps done, in their order; one that is running, waiting or being reported is not done twice. */
  readonly ask = (steps: readonly CheckStep[]): void => {
    const { running, queue } = this.get();
    const wanted = STEPS.filter(
      (step) =>
        queue.includes(step) || (steps.includes(step) && step !== running && !this.reporting.has(step)),
    );
    const outcomes = { ...this.get().outcomes };
    for (const step of wanted) delete outcomes[step];
    this.merge({ queue: wanted, outcomes });
    if (running === null) void this.next();
  };

  /** Leaves out the step that is running or waiting. */
  readonly skip = (step: CheckStep): void => {
    if (this.get().running === step) this.cancel.abort('skipped');
    else this.merge({ queue: this.get().queue.filter((one) => one !== step) });
  };

  /** Ends what runs and forgets what waits. */
  readonly stop = (): void => {
    this.merge({ queue: [] });
    this.cancel.abort('stopped');
  };

  private async next(): Promise<void> {
    for (let step = this.get().queue[0]; step; step = this.get().queue[0]) {
      this.merge({ ...IDLE, running: step, queue: this.get().queue.slice(1) });
      this.cancel = new AbortController();
      const outcome = await this.try(step, this.cancel.signal);
      this.merge(IDLE);
      if (outcome) this.keep(step, outcome);
    }
  }

  /** What the step came to; null when the whole check was stopped meanwhile. */
  private async try(step: CheckStep, signal: AbortSignal): Promise<Outcome | null> {
    try {
      return await this.steps[step]((note) => this.merge(note), signal);
    } catch (problem) {
      if (!signal.aborted) throw problem;
      return signal.reason === 'skipped' ? skipped : null;
    }
  }

  private keep(step: CheckStep, outcome: Outcome): void {
    this.merge({ outcomes: { ...this.get().outcomes, [step]: outcome } });
    this.reporting.add(step);
    void this.report(step, outcome).finally(() => this.reporting.delete(step));
  }
}

/** How many of the steps are done and how many of those are good. */
export function tally(outcomes: LineCheckState['outcomes']): {
  readonly done: number;
  readonly good: number;
} {
  const found = STEPS.flatMap((step) => outcomes[step] ?? []);
  return { done: found.length, good: found.filter((outcome) => outcome.result === 'passed').length };
}
