import type { ModelFailure, Usage } from '../../spec/index.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { wasNotRead } from '../_internals/was-not-read.js';

/** What was answered before an attempt failed. */
export type Answered = readonly { readonly usage: Usage }[];

/** Why replies cannot be used, with what they took. */
export function notUsed(failure: ModelFailure, replies: Answered): ModelFailure {
  return { ...failure, usage: sumOfUsages(replies.map(({ usage }) => usage)), requests: replies.length };
}

/** Why a request after replies failed, with what those took, unless the request itself may have taken more. */
export function afterReplies(failure: ModelFailure, replies: Answered): ModelFailure {
  if (replies.length === 0) return failure;
  const spent = [...replies.map(({ usage }) => usage), ...(failure.usage === undefined ? [] : [failure.usage])];
  const isKnown = failure.usage !== undefined || wasNotRead(failure);
  const requests = replies.length + (failure.requests ?? 1);
  return { ...failure, requests, ...(isKnown ? { usage: sumOfUsages(spent) } : {}) };
}
