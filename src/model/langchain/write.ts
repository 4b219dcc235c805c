import { z } from 'zod';
import {
  failed,
  success,
  type CallContext,
  type ModelFailure,
  type Prompt,
  type Result,
  type WriteRequest,
  type Writing,
} from '../../spec/index.js';
import { parseJson } from '../_internals/parse-json.js';
import type { Ask } from './ask.js';
import { sumOfUsage, type ChatReply } from './chat-reply.js';
import { emptyReply, refused } from './choose.js';

/** Attempts at a value after the first. */
const REPAIRS = 2;

/** Free text; or a value: parsed, checked, and where it is wrong asked for again with what was wrong about it. */
export async function write(
  ask: Ask,
  request: WriteRequest,
  { signal, seed }: CallContext,
): Promise<Result<Writing, ModelFailure>> {
  const { prompt, schema, maxTokens, temperature } = request;
  const asking = { maxTokens, temperature, ...(seed === undefined ? {} : { seed }) };
  const replies: ChatReply[] = [];
  let asked =
    schema === undefined ? prompt : followedBy(prompt, `Reply with JSON alone, of this schema:\n${shapeOf(schema)}`);
  for (let repair = 0; ; repair += 1) {
    const reply = await ask(asked, asking, signal);
    if (!reply.ok) return reply;
    replies.push(reply.value);
    const { refusal, text, whole, finishReason } = reply.value;
    if (refusal !== undefined) return failed(refused(refusal));
    if (schema === undefined) {
      return text === '' ? failed(emptyReply(whole)) : success({ text, finishReason, usage: sumOfUsage(replies) });
    }
    const parsed = schema.safeParse(jsonIn(text));
    if (parsed.success) return success({ text, value: parsed.data, finishReason, usage: sumOfUsage(replies) });
    const wrong = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'the reply'}: ${message}`)
      .join('; ');
    if (repair === REPAIRS) {
      const message = `after ${REPAIRS + 1} attempts the reply still has another shape (${wrong})`;
      return failed({ kind: 'malformed', message, retryable: false, evidence: whole.slice(0, 200) });
    }
    const correction = `Your last reply was\n${text}\nwhich is wrong (${wrong}). Reply with the corrected JSON alone.`;
    asked = followedBy(asked, correction);
  }
}

function followedBy(prompt: Prompt, text: string): Prompt {
  return { ...prompt, pieces: [...prompt.pieces, `\n\n${text}`] };
}

function shapeOf(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema, { io: 'input' }));
}

/** The first JSON value in a text, whatever stands around it. */
function jsonIn(text: string): unknown {
  const whole = parseJson(text);
  if (whole !== undefined) return whole;
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  return start < 0 ? undefined : parseJson(text.slice(start, end + 1));
}
