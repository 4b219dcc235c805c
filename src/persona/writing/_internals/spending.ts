import type { Usage } from '../../../spec/index.js';
import type { WritingSpent } from '../writing-options.js';

/** Nothing yet. */
export const NOTHING_SPENT: WritingSpent = { calls: 0, promptTokens: 0, completionTokens: 0 };

/** The sum of two accounts; tokens that one does not know are not known of both. */
export function plus(a: WritingSpent, b: WritingSpent): WritingSpent {
  return {
    calls: a.calls + b.calls,
    promptTokens: added(a.promptTokens, b.promptTokens),
    completionTokens: added(a.completionTokens, b.completionTokens),
  };
}

/** What one reply took. */
export function ofReply({ promptTokens, completionTokens }: Usage): WritingSpent {
  return { calls: 1, promptTokens, completionTokens };
}

function added(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
