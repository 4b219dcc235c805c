import type { CallContext, ModelFailure, Result, WriteRequest, Writing } from '../../spec/index.js';
import { failed, success } from '../../spec/index.js';
import type { Attempts, Reading } from '../_internals/ask-with-repairs.js';
import { askingForText, DEFAULT_REPAIRS } from '../_internals/repairs.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { askReply, type AskedReply } from './ask-reply.js';
import type { Ask } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import { emptyReply } from './reply-failures.js';
import { afterReplies, notUsed } from './spent.js';
import { askedValue } from './write-value.js';

/** What is made of a reply, but for what it took. */
type Written = Omit<Writing, 'usage'>;

/**
 * Free text; or a value: parsed and checked. A text that says nothing and a value that is wrong are explained and asked
 * for again; what all attempts took is told together, also of a failure.
 */
export async function write(
  ask: Ask,
  request: WriteRequest,
  context: CallContext,
): Promise<Result<Writing, ModelFailure>> {
  const { maxTokens, temperature, schema } = request;
  const { seed } = context;
  const asking = { maxTokens, temperature, answerOnly: true, ...(seed === undefined ? {} : { seed }) };
  const asked = schema === undefined ? askedText(request, asking) : askedValue({ ...request, schema }, asking);
  const attempts: Attempts<ChatReply> = { replies: [], taken: [] };
  const outcome = await askReply<Written>({ ask, context }, asked, attempts);
  if (outcome.kind === 'no-reply') return failed(afterReplies(outcome.failure, attempts.taken));
  if (outcome.kind === 'unfit') return failed(notUsed(outcome.failure, attempts.taken));
  return success({ ...outcome.value, usage: sumOfUsages(attempts.taken.map(({ usage }) => usage)) });
}

function askedText(
  { prompt, repairs = DEFAULT_REPAIRS }: WriteRequest,
  asking: AskedReply<Written>['asking'],
): AskedReply<Written> {
  const read = (reply: ChatReply, attempts: number): Reading<Written> => {
    const { text, finishReason, reasoned = false } = reply;
    if (text.trim() !== '') return { kind: 'read', value: { text, finishReason } };
    const again = askingForText(prompt, { thoughts: reasoned });
    return { kind: 'unfit', failure: emptyReply(reply, attempts), again };
  };
  return { prompt, asking, repairs, read };
}
