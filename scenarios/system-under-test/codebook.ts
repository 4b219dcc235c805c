import type { Utterance } from './conversation.js';

/** A failure that a conversation may show: its name, what it is, and by which rule it is found. */
export interface FailureCode {
  /** Words in small letters with hyphens between. */
  readonly name: string;
  /** In one sentence, for a judge and for a reader. */
  readonly about: string;
  /** Whether a conversation shows it. A code without a rule is for judges only. */
  found?(utterances: readonly Utterance[]): boolean;
}

/** A system that says nothing when it is its turn. */
export const noReply: FailureCode = {
  name: 'no-reply',
  about: 'The system gives no reply at all.',
  found: (utterances) => utterances.some(({ role, failed }) => role === 'system' && failed === true),
};

/** Names of the failures whose rules find them. */
export function codedByRules(codebook: readonly FailureCode[], utterances: readonly Utterance[]): readonly string[] {
  return codebook.filter(({ found }) => found?.(utterances) === true).map(({ name }) => name);
}
