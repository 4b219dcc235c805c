import type { ModelFailure } from '../../spec/index.js';
import type { ChatReply } from './chat-reply.js';

/** The most that is kept of a reply. */
const EVIDENCE = 200;

/** A reply that a person may have to look at, shortened. */
export function evidenceOf(text: string): string {
  return text.slice(0, EVIDENCE);
}

/** What a model says that will not answer. */
export function refused(refusal: string): ModelFailure {
  const message = 'the model refused to answer';
  return { kind: 'refused', message, retryable: false, evidence: evidenceOf(refusal) };
}

/** A reply that says nothing, perhaps because its thoughts took all there was; the last of so many attempts. */
export function emptyReply({ whole, reasoned, finishReason, usage }: ChatReply, attempts = 1): ModelFailure {
  const cut = reasoned === true && finishReason === 'length';
  const spent = usage.reasoningTokens ?? usage.completionTokens;
  const message = cut
    ? `all ${spent === null ? '' : `${spent} `}tokens went into reasoning and none were left for the answer: give it ` +
      'more room (`reasoningTokens`), or ask for less reasoning'
    : reasoned === true
      ? 'the reply has thoughts and no answer'
      : 'the reply is empty';
  return { kind: 'malformed', message: after(attempts) + message, retryable: false, evidence: evidenceOf(whole) };
}

/** A reply that takes none of the options, or more than one; the last of so many attempts. */
export function noOption(reply: ChatReply, options: readonly string[], attempts = 1): ModelFailure {
  if (reply.text.trim() === '') return emptyReply(reply, attempts);
  const message = `${after(attempts)}the reply takes none of the options ${options.join(', ')}`;
  return { kind: 'malformed', message, retryable: false, evidence: evidenceOf(reply.whole) };
}

function after(attempts: number): string {
  return attempts === 1 ? '' : `after ${attempts} attempts `;
}
