import { z } from 'zod';
import { whatIsWrong } from '../../foundation/errors/index.js';
import {
  failed,
  success,
  type CallContext,
  type ModelFailure,
  type Prompt,
  type Result,
  type Usage,
  type WriteRequest,
  type Writing,
} from '../../spec/index.js';
import { askWithRepairs, type Attempts, type Wanted } from '../_internals/ask-with-repairs.js';
import { TOO_LONG } from '../_internals/is-kept.js';
import { parseJson } from '../_internals/parse-json.js';
import { askingForJson, askingForText, DEFAULT_REPAIRS, followedBy } from '../_internals/repairs.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { answerIn } from '../_internals/thoughts.js';
import { wasUnsent } from '../_internals/unsent.js';
import { askPool } from './ask-pool.js';
import { grammarOf, type Grammar } from './grammar.js';
import type { Pool } from './pool.js';
import type { Answer } from './protocol.js';

/** One thing that was written, and what it took. */
type Written = Pick<Extract<Answer, { verb: 'write' }>, 'text' | 'finishReason'> & { readonly usage: Usage };

/** How a text or a value is asked for and read, but for who writes it. */
type Asked = Omit<Wanted<Omit<Writing, 'usage'>, Written, ModelFailure>, 'ask'> & { readonly grammar?: Grammar };

/**
 * Free text, without the thoughts before it; or a value of a schema: the text is held to the grammar of the schema, where
 * it has one, and else told the schema in words. A text that says nothing, and a value that is wrong, are explained and
 * asked for again. Attempt k draws with the seed of the call + k.
 */
export async function write(
  pool: Pool,
  request: WriteRequest,
  { signal, seed = 0 }: CallContext = {},
): Promise<Result<Writing, ModelFailure>> {
  const { maxTokens, temperature, schema } = request;
  const asked = schema === undefined ? success(askedText(request)) : askedValue({ ...request, schema });
  if (!asked.ok) return asked;
  const { grammar, ...wanted } = asked.value;
  const held = grammar === undefined ? {} : { grammar };
  const ask = async (prompt: Prompt, attempt: number): Promise<Result<Written, ModelFailure>> => {
    const drawn = (seed + attempt) >>> 0;
    const reply = await askPool(pool, { verb: 'write', prompt, maxTokens, temperature, seed: drawn, ...held }, signal);
    if (!reply.ok) return reply;
    const { text, finishReason, promptTokens, completionTokens } = reply.value as Extract<Answer, { verb: 'write' }>;
    return success({ text, finishReason, usage: { promptTokens, completionTokens } });
  };
  const attempts: Attempts<Written> = { replies: [], taken: [] };
  const outcome = await askWithRepairs({ ...wanted, ask }, attempts);
  const usage = takenBy(attempts);
  if (outcome.kind === 'read') return success({ ...outcome.value, usage });
  if (outcome.kind === 'unfit') return failed({ ...outcome.failure, usage });
  const { failure } = outcome;
  // What was interrupted on the way may have been read.
  const isKnown = failure.code === TOO_LONG || (wasUnsent(failure) && attempts.taken.length > 0);
  return failed(isKnown ? { ...failure, usage } : failure);
}

function askedText({ prompt, repairs = DEFAULT_REPAIRS }: WriteRequest): Asked {
  return {
    prompt,
    repairs,
    read({ text: whole, finishReason }, attempts) {
      const { text, thoughts } = answerIn(whole);
      if (text.trim() !== '') return { kind: 'read', value: { text, finishReason } };
      const wrote = thoughts ? 'thoughts and no answer' : 'nothing';
      const failure = malformed(whole, `the model wrote ${wrote}, after ${attempts} attempts`);
      return { kind: 'unfit', failure, again: askingForText(prompt, { thoughts }) };
    },
  };
}

function askedValue({
  prompt,
  schema,
  maxTokens,
  repairs = DEFAULT_REPAIRS,
}: WriteRequest & { readonly schema: z.ZodType }): Result<Asked, ModelFailure> {
  const shape = shapeOf(schema);
  if (!shape.ok) return shape;
  const grammar = grammarOf(shape.value);
  const wanted = grammar === undefined ? askingForJson(prompt, shape.value) : prompt;
  return success({
    prompt: wanted,
    repairs,
    ...(grammar === undefined ? {} : { grammar }),
    read(written, attempts) {
      const { text, finishReason } = written;
      const value = parseJson(text);
      const checked = schema.safeParse(value);
      if (checked.success) return { kind: 'read', value: { text, value: checked.data, finishReason } };
      const wrong = value === undefined ? whyNoJson(written, maxTokens) : whatIsWrong(checked.error, 'the reply');
      const failure = malformed(text, `${NO_SHAPE}, after ${attempts} attempts (${wrong})`);
      const correction = `Your last reply was\n${text}\nwhich is wrong (${wrong}). Reply with the corrected JSON.\n`;
      return { kind: 'unfit', failure, again: followedBy(wanted, correction) };
    },
  });
}

/** However often something is asked for again here, it is one request to a model that is no endpoint. */
function takenBy({ taken }: Attempts<Written>): Usage {
  const { promptTokens, completionTokens } = sumOfUsages(taken.map(({ usage }) => usage));
  return { promptTokens, completionTokens };
}

function shapeOf(schema: z.ZodType): Result<Record<string, unknown>, ModelFailure> {
  try {
    return success(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>);
  } catch (error) {
    const message = `the shape asked for cannot be written as JSON (${error instanceof Error ? error.message : error})`;
    return failed({ kind: 'malformed', message, retryable: false, usage: { promptTokens: 0, completionTokens: 0 } });
  }
}

function whyNoJson({ finishReason }: Written, maxTokens: number): string {
  return finishReason === 'length' ? `it was not complete within ${maxTokens} tokens` : 'it is no JSON';
}

const NO_SHAPE = 'what the model wrote does not have the shape asked for';

function malformed(text: string, message: string): ModelFailure {
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}
