import type { ModelFailure } from '../../spec/index.js';

/** Whether a failure is what the model answered, and would be recorded like an answer; not one of the hour. */
export function isContent({ kind }: Pick<ModelFailure, 'kind'>): boolean {
  return kind === 'refused' || kind === 'malformed';
}
