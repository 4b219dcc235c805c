import type { ModelFailure } from '../../../spec/index.js';

/** Failures that say nothing about who was asked, and may pass. */
export type HourKind = 'unavailable' | 'over-budget' | 'aborted';

export function dependsOnTheHour(kind: string): kind is HourKind {
  return kind === 'unavailable' || kind === 'over-budget' || kind === 'aborted';
}

/** Carries a failure out of a job. */
export class Suspended extends Error {
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What is left when a job was stopped from outside. */
export const INTERRUPTED: ModelFailure = { kind: 'aborted', message: 'the asking was interrupted', retryable: true };
