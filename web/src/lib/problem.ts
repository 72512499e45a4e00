// Turns any failure into a sentence for people.
import { ApiError, NETWORK, TIMEOUT, UNREADABLE } from '../api/errors';
import type { Translate } from '../i18n';

/** What happened and what to do, in the language in force. The server's own sentence is used when it sent one. */
export function problemText(problem: unknown, t: Translate): string {
  if (problem instanceof ApiError) {
    if (problem.code === NETWORK) return t('common.networkFailed');
    if (problem.code === TIMEOUT) return t('common.timeout');
    if (problem.code === UNREADABLE) return t('common.unreadable', { status: problem.status });
    return problem.message || problem.code;
  }
  return t('common.unknownFault', { message: problem instanceof Error ? problem.message : String(problem) });
}
