// Sends the file of a submission: begins it, uploads with progress, and gives the submission back if that fails.
import { useEffect, useRef, useState } from 'react';
import { type Given, type Submission, submissions } from '../../api/submissions';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';

export interface Sending {
  /** 0 to 100 while a file is on its way; null otherwise. */
  readonly percent: number | null;
  /** Resolves to the submission, or null when it was refused or stopped; that has been shown by then. */
  readonly send: (given: Given, file: File) => Promise<Submission | null>;
}

export function useSending(meeting: string): Sending {
  const t = useT();
  const [percent, setPercent] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const send = async (given: Given, file: File) => {
    const abort = new AbortController();
    stop.current = abort;
    setPercent(0);
    try {
      const begun = await submissions.begin(meeting, given);
      const report = (sent: number) => setPercent(Math.floor((100 * sent) / Math.max(1, file.size)));
      try {
        await submissions.send(meeting, begun, file, report, abort.signal);
      } catch (problem) {
        await submissions.drop(meeting, begun).catch(() => undefined);
        throw problem;
      }
      return begun;
    } catch (problem) {
      if (!abort.signal.aborted) notifyProblem(problem, t);
      return null;
    } finally {
      if (!abort.signal.aborted) setPercent(null);
    }
  };
  return { percent, send };
}
