import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
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
import { askPool } from './ask-pool.js';
import { embed } from './embed.js';
import { whyNotLoaded } from './inspect-gguf.js';
import { createPool, type Pool } from './pool.js';
import type { Answer, PromptQuestion } from './protocol.js';
import { write } from './write.js';

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
const EVALUATION = 'pieces-2';

const CONTEXT_SIZE = 2048;

/** What its embeddings are worth. */
const EMBEDDING = 'state after the last token, unless the file pools; crude for a model that was made to write';

/**
 * A model that answers in process, from a GGUF file, through node-llama-cpp.
 *
 * Distributions are exact, at temperature 1: next-token probabilities where every option is one token, else the
 * likelihood of each whole option. Numbers are bit-identical whatever was asked before and however many processes
 * answer. Free text is drawn with the seed of the call. Embeddings have the length 1; those of a model that was made to
 * write are crude: the state after the last token.
 *
 * @throws MesocosmError (unreachable) when node-llama-cpp is not installed or the file cannot be loaded.
 */
export async function llamaModel(options: LlamaOptions): Promise<LanguageModel> {
  const { path, contextSize = CONTEXT_SIZE } = options;
  const processes = options.processes ?? Math.min(2, availableParallelism());
  await assertInstalled();
  const pool = await createPool({ modelPath: path, processes, contextSize }).catch(async (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    throw userError(
      {
        kind: 'unreachable',
        what: `the model cannot be loaded: ${await whyNotLoaded(path, said)}`,
        where: path,
        expected: 'a whole GGUF file that node-llama-cpp can read',
        remedy: 'fetch the file again or name another one with --model; `mesocosm model pull` fetches the default one',
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
    capabilities: { choose: 'exact', score: true, write: true, embed: true },
    description: {
      kind: 'embedded',
      file: basename(path),
      sha256,
      contextSize,
      embedding: EMBEDDING,
      ...options.description,
    },
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
    write: (request, context) => write(pool, request, context),
    embed: (texts, context) => embed(pool, texts, context),
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

/** Asks how likely texts are. */
async function ask(pool: Pool, question: PromptQuestion, signal?: AbortSignal): Promise<Result<Answer, ModelFailure>> {
  const texts = question.verb === 'choose' ? question.options : question.verb === 'score' ? question.continuations : [];
  if (texts.includes(''))
    return failed({ kind: 'malformed', message: 'an empty text has no likelihood', retryable: false });
  return askPool(pool, question, signal);
}

function choiceOf(answer: Answer): Result<Choice, ModelFailure> {
  const { logs, tokens, promptTokens, begunBy = [] } = answer as Extract<Answer, { verb: 'choose' | 'score' }>;
  const largest = Math.max(...logs);
  if (!Number.isFinite(largest)) {
    const message = 'the model gives the options no probability';
    return failed({ kind: 'malformed', message, retryable: false, mass: 0 });
  }
  const whole = logs.map((log) => Math.exp(log - largest));
  const weights = [...whole];
  // An option that goes on as another one has not been chosen: what the longer one has is not the shorter one's.
  for (const [longer, shorter] of begunBy.entries()) {
    if (shorter >= 0) weights[shorter] = Math.max(0, (weights[shorter] ?? 0) - (whole[longer] ?? 0));
  }
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
