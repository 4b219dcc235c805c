import { isMesocosmError, userError } from '../../foundation/errors/index.js';
import type { RunRecord } from '../../spec/index.js';
import type { StudyFile } from '../design.js';

/** Counts failed decisions against the share that is allowed. */
export interface FailureLimit {
  /** @throws MesocosmError (failures) once enough decisions were made to tell that too many fail. */
  add(row: RunRecord): void;
  /** Whether more failed than are allowed, however few were made. */
  passed(): boolean;
}

/** Decisions before a study is stopped in the middle; with fewer it goes on and its end tells. */
const ENOUGH_TO_TELL = 100;

export function createFailureLimit(maxFailures: number): FailureLimit {
  let decisions = 0;
  let failed = 0;
  const passed = (): boolean => decisions > 0 && failed / decisions > maxFailures;
  return {
    add(row) {
      decisions += row.decisions;
      failed += Object.values(row.failures).reduce((sum, count) => sum + count, 0);
      if (decisions >= ENOUGH_TO_TELL && passed()) throw tooManyFailures({ decisions, failed }, maxFailures);
    },
    passed,
  };
}

/** More decisions failed than are allowed. */
export function tooManyFailures(
  { decisions, failed }: { readonly decisions: number; readonly failed: number },
  maxFailures: number,
): Error {
  return userError({
    kind: 'failures',
    what: `${failed} of ${decisions} decisions failed, more than the ${Number((maxFailures * 100).toFixed(2))} % allowed`,
    remedy: 'look at decision-failed in a kept journal, try another --form, or go on with a larger --max-failures',
  });
}

/** Why something stopped that may go on later. */
export interface Stop {
  readonly kind: 'unavailable' | 'over-budget' | 'aborted';
  readonly message: string;
}

/** What is thrown when a study stops before its end; `what` says which part of it stopped. */
export function stopped({ kind, message }: Stop, what: string): Error {
  const kinds = { unavailable: 'unreachable', 'over-budget': 'budget', aborted: 'interrupted' } as const;
  const larger = kind === 'over-budget' ? ` with a larger ${optionIn(message)}` : '';
  return userError({
    kind: kinds[kind],
    what: `${what}: ${message}`,
    remedy: `what is done is kept; the same command goes on${larger}`,
  });
}

/** The option that raises the limit that a message names. */
function optionIn(message: string): string {
  if (message.includes(' tokens ')) return '--max-tokens';
  return message.includes(' US dollars ') ? '--max-usd' : '--max-calls';
}

/** What is thrown when a run was suspended, and the study with it. */
export function suspended(execution: Stop): Error {
  return stopped(execution, 'the study stopped');
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
