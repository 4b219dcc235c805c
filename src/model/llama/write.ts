import { z } from 'zod';
import {
  failed,
  success,
  type CallContext,
  type ModelFailure,
  type Result,
  type Usage,
  type WriteRequest,
  type Writing,
} from '../../spec/index.js';
import { parseJson } from '../_internals/parse-json.js';
import { askingForJson, DEFAULT_REPAIRS, followedBy, whatIsWrong } from '../_internals/repairs.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { askPool } from './ask-pool.js';
import { grammarOf } from './grammar.js';
import type { Pool } from './pool.js';
import type { Answer } from './protocol.js';

type Written = Extract<Answer, { verb: 'write' }>;

/**
 * Free text; or a value of a schema: the text is held to the grammar of the schema, where it has one, and else told the
 * schema in words. Either way the value is checked, and where it is wrong asked for again with what was wrong about it.
 * Attempt k draws with the seed of the call + k.
 */
export async function write(
  pool: Pool,
  request: WriteRequest,
  { signal, seed = 0 }: CallContext = {},
): Promise<Result<Writing, ModelFailure>> {
  const { prompt, maxTokens, temperature, schema } = request;
  if (schema !== undefined) return writeValue(pool, { ...request, schema }, { signal, seed });
  const reply = await askPool(pool, { verb: 'write', prompt, maxTokens, temperature, seed }, signal);
  if (!reply.ok) return reply;
  const { text, finishReason } = reply.value as Written;
  return success({ text, finishReason, usage: taken([reply.value as Written]) });
}

async function writeValue(
  pool: Pool,
  request: WriteRequest & { readonly schema: z.ZodType },
  { signal, seed }: { readonly signal: AbortSignal | undefined; readonly seed: number },
): Promise<Result<Writing, ModelFailure>> {
  const { prompt, schema, maxTokens, temperature, repairs = DEFAULT_REPAIRS } = request;
  const shape = shapeOf(schema);
  if (!shape.ok) return shape;
  const grammar = grammarOf(shape.value);
  const held = grammar === undefined ? {} : { grammar };
  let asked = grammar === undefined ? askingForJson(prompt, shape.value) : prompt;
  const all: Written[] = [];
  for (let repair = 0; ; repair += 1) {
    const drawn = (seed + repair) >>> 0;
    const reply = await askPool(
      pool,
      { verb: 'write', prompt: asked, maxTokens, temperature, seed: drawn, ...held },
      signal,
    );
    if (!reply.ok) return reply;
    const written = reply.value as Written;
    all.push(written);
    const { text, finishReason } = written;
    const value = parseJson(text);
    const checked = schema.safeParse(value);
    if (checked.success) return success({ text, value: checked.data, finishReason, usage: taken(all) });
    const wrong = value === undefined ? whyNoJson(written, maxTokens) : whatIsWrong(checked.error);
    if (repair >= repairs) return failed(malformed(text, repair + 1, wrong));
    asked = followedBy(
      prompt,
      `Your last reply was\n${text}\nwhich is wrong (${wrong}). Reply with the corrected JSON.\n`,
    );
  }
}

/** However often a value is asked for again here, it is one request to a model that is no endpoint. */
function taken(written: readonly Written[]): Usage {
  const { promptTokens, completionTokens } = sumOfUsages(written);
  return { promptTokens, completionTokens };
}

function shapeOf(schema: z.ZodType): Result<Record<string, unknown>, ModelFailure> {
  try {
    return success(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>);
  } catch (error) {
    const message = `the shape asked for cannot be written as JSON (${error instanceof Error ? error.message : error})`;
    return failed({ kind: 'malformed', message, retryable: false });
  }
}

function whyNoJson({ finishReason }: Written, maxTokens: number): string {
  return finishReason === 'length' ? `it was not complete within ${maxTokens} tokens` : 'it is no JSON';
}

function malformed(text: string, attempts: number, wrong: string): ModelFailure {
  const message = `what the model wrote does not have the shape asked for, after ${attempts} attempts (${wrong})`;
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}
