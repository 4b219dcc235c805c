import { isMesocosmError, userError } from '../../foundation/errors/index.js';
import type { RunRecord } from '../../spec/index.js';
import type { StudyFile } from '../design.js';

/** Stops a study in which more decisions fail than are allowed, once enough were made to tell. */
export function createFailureLimit(maxFailures: number): { add(row: RunRecord): void } {
  let decisions = 0;
  let failed = 0;
  return {
    add(row) {
      decisions += row.decisions;
      failed += Object.values(row.failures).reduce((sum, count) => sum + count, 0);
      if (decisions < 100 || failed / decisions <= maxFailures) return;
      throw userError({
        kind: 'failures',
        what: `${failed} of ${decisions} decisions failed, more than the ${maxFailures * 100} % allowed`,
        remedy: 'look at decision-failed in a kept journal, try another --form, or raise --max-failures',
      });
    },
  };
}

/** What is thrown when a run was suspended, and the study with it. */
export function suspended(execution: {
  readonly kind: 'unavailable' | 'over-budget' | 'aborted';
  readonly message: string;
}): Error {
  const kinds = { unavailable: 'unreachable', 'over-budget': 'budget', aborted: 'interrupted' } as const;
  return userError({
    kind: kinds[execution.kind],
    what: `the study stopped: ${execution.message}`,
    remedy: 'what is done is kept; the same command goes on',
  });
}

/** How a study that ended with an error is marked. */
export function statusOf(error: unknown): StudyFile['status'] {
  if (!isMesocosmError(error)) return 'interrupted';
  switch (error.kind) {
    case 'budget':
      return 'stopped-by-budget';
    case 'unreachable':
      return 'unavailable';
    case 'failures':
      return 'too-many-failures';
    default:
      return 'interrupted';
  }
}
