import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { contentHash } from '../../foundation/storage/index.js';
import {
  failed,
  success,
  type Choice,
  type Json,
  type LanguageModel,
  type ModelFailure,
  type Result,
} from '../../spec/index.js';
import { parseJson } from '../_internals/parse-json.js';
import { createPool, type Pool } from './pool.js';
import type { Answer, PromptQuestion } from './protocol.js';
import { PoolError } from './put-question.js';

/** How an embedded model is opened. */
export interface LlamaOptions {
  /** Path of a GGUF file. */
  readonly path: string;
  /** SHA-256 of the file, which is what its answers depend on. */
  readonly sha256: string;
  readonly name?: string;
  /** Processes, each with one thread and its own copy of the weights. Default: the cores, at most 2. */
  readonly processes?: number;
  /** Tokens that a prompt and its answer may have. Default 2,048. */
  readonly contextSize?: number;
  readonly description?: { readonly [key: string]: Json };
}

/** Changes whenever the way of evaluating changes a number, so that recorded answers are not mixed up. */
const EVALUATION = 'pieces-1';

const CONTEXT_SIZE = 2048;

/**
 * A model that answers in process, from a GGUF file, through node-llama-cpp.
 *
 * Distributions are exact, at temperature 1: next-token probabilities where every option is one token, else the
 * likelihood of each whole option. Numbers are bit-identical whatever was asked before and however many processes
 * answer. Free text is drawn with the seed of the call.
 *
 * @throws MesocosmError (unreachable) when node-llama-cpp is not installed or the file cannot be loaded.
 */
export async function llamaModel(options: LlamaOptions): Promise<LanguageModel> {
  const { path, contextSize = CONTEXT_SIZE } = options;
  const processes = options.processes ?? Math.min(2, availableParallelism());
  await assertInstalled();
  const pool = await createPool({ modelPath: path, processes, contextSize }).catch((error: unknown) => {
    throw userError(
      {
        kind: 'unreachable',
        what: `the model cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
        where: path,
        expected: 'a GGUF file that node-llama-cpp can read',
        remedy: 'try another file with --model, or `mesocosm model pull` for the default one',
      },
      { cause: error },
    );
  });
  return modelOnPool(pool, options);
}

/** The model that a pool answers for. */
export function modelOnPool(pool: Pool, options: LlamaOptions): LanguageModel {
  const { path, sha256, contextSize = CONTEXT_SIZE } = options;
  return {
    name: options.name ?? basename(path).replace(/\.gguf$/, ''),
    fingerprint: contentHash({ weights: sha256, evaluation: EVALUATION, contextSize }),
    capabilities: { choose: 'exact', score: true, write: true, embed: false },
    description: { kind: 'embedded', file: basename(path), sha256, contextSize, ...options.description },
    choose: async ({ prompt, options: offered }, context) => {
      const answer = await ask(pool, { verb: 'choose', prompt, options: offered }, context?.signal);
      return answer.ok ? choiceOf(answer.value) : answer;
    },
    score: async ({ prompt, continuations }, context) => {
      const answer = await ask(pool, { verb: 'score', prompt, continuations }, context?.signal);
      if (!answer.ok) return answer;
      const { logs, tokens, promptTokens } = answer.value as Extract<Answer, { verb: 'choose' | 'score' }>;
      return success({ logLikelihoods: logs, tokens, usage: { promptTokens, completionTokens: 0 } });
    },
    write: async ({ prompt, schema, maxTokens, temperature }, context) => {
      const jsonSchema = schema === undefined ? {} : { jsonSchema: z.toJSONSchema(schema, { io: 'input' }) };
      const question = {
        verb: 'write',
        prompt,
        maxTokens,
        temperature,
        seed: context?.seed ?? 0,
        ...jsonSchema,
      } as const;
      const answer = await ask(pool, question, context?.signal);
      if (!answer.ok) return answer;
      const { text, finishReason, promptTokens, completionTokens } = answer.value as Extract<Answer, { verb: 'write' }>;
      const usage = { promptTokens, completionTokens };
      if (schema === undefined) return success({ text, finishReason, usage });
      const value = schema.safeParse(parseJson(text));
      return value.success ? success({ text, value: value.data, finishReason, usage }) : failed(malformed(text));
    },
    close: () => pool.close(),
  };
}

async function assertInstalled(): Promise<void> {
  try {
    import.meta.resolve('node-llama-cpp');
  } catch (error) {
    throw userError(
      {
        kind: 'unreachable',
        what: 'node-llama-cpp is not installed, and the embedded model needs it',
        remedy:
          'run `npm install node-llama-cpp`, or go on without it: `mesocosm run naming-game --policy claude-3.5-sonnet` ' +
          'needs no model, `--model openai:NAME` uses an endpoint',
      },
      { cause: error },
    );
  }
}

async function ask(pool: Pool, question: PromptQuestion, signal?: AbortSignal): Promise<Result<Answer, ModelFailure>> {
  const texts = question.verb === 'choose' ? question.options : question.verb === 'score' ? question.continuations : [];
  if (texts.includes(''))
    return failed({ kind: 'malformed', message: 'an empty text has no likelihood', retryable: false });
  try {
    return success(await pool.ask(question, signal));
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    const { reason, message } = error;
    if (reason === 'too-long') {
      return failed({ kind: 'malformed', message: 'the prompt is longer than the context', retryable: false });
    }
    if (reason === 'aborted') return failed({ kind: 'aborted', message, retryable: false });
    return failed({ kind: 'unavailable', message, retryable: reason === 'died' });
  }
}

function choiceOf(answer: Answer): Result<Choice, ModelFailure> {
  const { logs, tokens, promptTokens } = answer as Extract<Answer, { verb: 'choose' | 'score' }>;
  const largest = Math.max(...logs);
  if (!Number.isFinite(largest)) {
    return failed({ kind: 'malformed', message: 'the model gives the options no probability', retryable: false });
  }
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return success({
    kind: 'exact',
    probabilities: weights.map((weight) => weight / total),
    mass: Math.min(1, total * Math.exp(largest)),
    temperature: 1,
    method: tokens.every((count) => count === 1) ? 'next-token' : 'whole-option',
    usage: { promptTokens, completionTokens: 0 },
  });
}

function malformed(text: string): ModelFailure {
  const message = 'what the model wrote does not have the shape asked for';
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}
