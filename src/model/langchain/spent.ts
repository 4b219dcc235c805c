import { failed, success, type ModelFailure, type Result, type Usage } from '../../spec/index.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { wasNotRead } from '../_internals/was-not-read.js';
import type { AskFailure } from './ask.js';

/** What was answered before an attempt failed. */
export type Answered = readonly { readonly usage: Usage }[];

/** Why replies cannot be used, with what they took. */
export function notUsed(failure: ModelFailure, replies: Answered): ModelFailure {
  const { requests = 1, ...usage } = takenBy(replies);
  return { ...failure, usage, requests };
}

/** Why a request after replies failed, with what those took, unless the request itself may have taken more. */
export function afterReplies<Failure extends AskFailure>(failure: Failure, replies: Answered): Failure {
  if (replies.length === 0) return failure;
  const { requests: before = 1, ...spent } = takenBy(replies);
  const requests = before + (failure.requests ?? Number(failure.kind !== 'over-budget'));
  const isKnown = failure.usage !== undefined || wasNotRead(failure);
  const { requests: _, ...usage } = sumOfUsages([spent, ...(failure.usage === undefined ? [] : [failure.usage])]);
  return { ...failure, requests, ...(isKnown ? { usage } : {}) };
}

/** A reply, or why there is none, after another reply that was of no use. */
export function afterAnother<Reply extends { readonly usage: Usage }>(
  first: { readonly usage: Usage },
  reply: Result<Reply, AskFailure>,
): Result<Reply, AskFailure> {
  if (!reply.ok) return failed(afterReplies(reply.failure, [first]));
  return success({ ...reply.value, usage: takenBy([first, reply.value]) });
}

/** The same reply, or failure, of so many requests. */
export function withRequests<Reply extends { readonly usage: Usage }>(
  reply: Result<Reply, AskFailure>,
  requests: number,
): Result<Reply, AskFailure> {
  if (requests === 1) return reply;
  if (!reply.ok) return failed({ ...reply.failure, requests });
  return success({ ...reply.value, usage: { ...reply.value.usage, requests } });
}

function takenBy(replies: Answered): Usage {
  return sumOfUsages(replies.map(({ usage }) => usage));
}
