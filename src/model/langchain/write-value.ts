import { z } from 'zod';
import { whatIsWrong } from '../../foundation/errors/index.js';
import type { ModelFailure, WriteRequest, Writing } from '../../spec/index.js';
import type { Reading } from '../_internals/ask-with-repairs.js';
import { askingForJson, DEFAULT_REPAIRS, followedBy } from '../_internals/repairs.js';
import type { AskedReply } from './ask-reply.js';
import type { Asking, JsonSchema } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import { jsonIn } from './json-in.js';
import { emptyReply, evidenceOf } from './reply-failures.js';

/** How a value of a schema is asked for and read: the schema is told in words, too, and what comes is checked. */
export function askedValue(
  { prompt, schema, repairs = DEFAULT_REPAIRS }: WriteRequest & { readonly schema: z.ZodType },
  asking: Asking,
): AskedReply<Omit<Writing, 'usage'>> {
  const shape = shapeOf(schema);
  const wanted = askingForJson(prompt, shape);
  const read = async (reply: ChatReply, attempts: number): Promise<Reading<Omit<Writing, 'usage'>>> => {
    const { text, value: made, finishReason } = reply;
    const parsed = await checked(schema, made ?? jsonIn(text));
    if (parsed.success) return { kind: 'read', value: { text, value: parsed.data, finishReason } };
    const { wrong } = parsed;
    // Of the last reply alone: a prompt that grows with every attempt would outgrow the context.
    const correction = `Your last reply was\n${text}\nwhich is wrong (${wrong}). Reply with the corrected JSON alone.`;
    return { kind: 'unfit', failure: wrongShape(reply, { wrong, attempts }), again: followedBy(wanted, correction) };
  };
  return { prompt: wanted, asking: { ...asking, schema: shape }, repairs, read };
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
    return { success: false, wrong: whatIsWrong(parsed.error, 'the reply') };
  } catch (error) {
    return { success: false, wrong: error instanceof Error ? error.message : String(error) };
  }
}

function wrongShape(
  reply: ChatReply,
  { wrong, attempts }: { readonly wrong: string; readonly attempts: number },
): ModelFailure {
  if (reply.text.trim() === '' && reply.value === undefined) return emptyReply(reply, attempts);
  const cut = reply.finishReason === 'length' ? ', and the last one was cut off: raise `maxTokens`' : '';
  const times = attempts === 1 ? 'the reply has' : `after ${attempts} attempts the reply still has`;
  const message = `${times} another shape (${wrong})${cut}`;
  return { kind: 'malformed', message, retryable: false, evidence: evidenceOf(reply.whole) };
}
