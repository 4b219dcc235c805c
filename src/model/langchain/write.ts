import { z } from 'zod';
import {
  failed,
  success,
  type CallContext,
  type ModelFailure,
  type Result,
  type WriteRequest,
  type Writing,
} from '../../spec/index.js';
import { askingForJson, DEFAULT_REPAIRS, followedBy, whatIsWrong } from '../_internals/repairs.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import type { Ask, JsonSchema } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import { jsonIn } from './json-in.js';
import { emptyReply, evidenceOf, refused } from './reply-failures.js';
import { afterReplies, notUsed } from './spent.js';

/** Free text; or a value: parsed, checked, and where it is wrong asked for again with what was wrong about it. */
export async function write(
  ask: Ask,
  request: WriteRequest,
  context: CallContext,
): Promise<Result<Writing, ModelFailure>> {
  const { prompt, schema, maxTokens, temperature, repairs = DEFAULT_REPAIRS } = request;
  const { seed } = context;
  const asking = { maxTokens, temperature, answerOnly: true, ...(seed === undefined ? {} : { seed }) };
  if (schema === undefined) return writeText(await ask(prompt, asking, context));
  const shape = shapeOf(schema);
  const wanted = askingForJson(prompt, shape);
  const replies: ChatReply[] = [];
  let asked = wanted;
  for (let repair = 0; ; repair += 1) {
    const reply = await ask(asked, { ...asking, schema: shape }, context);
    if (!reply.ok) return failed(afterReplies(reply.failure, replies));
    replies.push(reply.value);
    const { refusal, text, value: made, finishReason } = reply.value;
    if (refusal !== undefined) return failed(notUsed(refused(refusal), replies));
    const parsed = await checked(schema, made ?? jsonIn(text));
    const usage = sumOfUsages(replies.map((one) => one.usage));
    if (parsed.success) return success({ text, value: parsed.data, finishReason, usage });
    if (repair >= repairs) {
      const why = wrongShape(reply.value, { wrong: parsed.wrong, attempts: repair + 1 });
      return failed(notUsed(why, replies));
    }
    // Of the last reply alone: a prompt that grows with every attempt would outgrow the context.
    const correction = `Your last reply was\n${text}\nwhich is wrong (${parsed.wrong}). Reply with the corrected JSON alone.`;
    asked = followedBy(wanted, correction);
  }
}

function writeText(reply: Awaited<ReturnType<Ask>>): Result<Writing, ModelFailure> {
  if (!reply.ok) return reply;
  const { refusal, text, finishReason, usage } = reply.value;
  if (refusal !== undefined) return failed(notUsed(refused(refusal), [reply.value]));
  return text === '' ? failed(notUsed(emptyReply(reply.value), [reply.value])) : success({ text, finishReason, usage });
}

/** What JSON Schema cannot say stays open, and is checked afterwards. */
function shapeOf(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return withoutOthers(shape) as JsonSchema;
}

/** Says of every object that it has no other fields, where it does not say itself which. */
function withoutOthers(shape: unknown): unknown {
  if (Array.isArray(shape)) return shape.map(withoutOthers);
  if (typeof shape !== 'object' || shape === null) return shape;
  const inner = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, withoutOthers(value)]));
  return 'properties' in inner && inner['type'] === 'object' ? { additionalProperties: false, ...inner } : inner;
}

type Checked = { readonly success: true; readonly data: unknown } | { readonly success: false; readonly wrong: string };

/** Also checks that take their time, or throw. */
async function checked(schema: z.ZodType, value: unknown): Promise<Checked> {
  try {
    const parsed = await schema.safeParseAsync(value);
    if (parsed.success) return parsed;
    return { success: false, wrong: whatIsWrong(parsed.error) };
  } catch (error) {
    return { success: false, wrong: error instanceof Error ? error.message : String(error) };
  }
}

function wrongShape(
  reply: ChatReply,
  { wrong, attempts }: { readonly wrong: string; readonly attempts: number },
): ModelFailure {
  if (reply.text.trim() === '' && reply.value === undefined) return emptyReply(reply);
  const cut = reply.finishReason === 'length' ? ', and the last one was cut off: raise `maxTokens`' : '';
  const times = attempts === 1 ? 'the reply has' : `after ${attempts} attempts the reply still has`;
  const message = `${times} another shape (${wrong})${cut}`;
  return { kind: 'malformed', message, retryable: false, evidence: evidenceOf(reply.whole) };
}
