import { z } from 'zod';
import type { Json } from './json.js';
import type { Result } from './result.js';

/** How a prompt is put: as text to be continued, or as a chat turn (system message, then user message). */
export const PromptForm = z.enum(['completion', 'chat']);
export type PromptForm = z.infer<typeof PromptForm>;

/**
 * What is asked of a model.
 *
 * `pieces` are strings that, joined, are the prompt; what many requests share comes first, so that an adapter may keep
 * what it has evaluated. In chat form `system` is the system message and the pieces joined are the user's.
 */
export const Prompt = z.object({
  form: PromptForm,
  system: z.string().optional(),
  pieces: z.array(z.string()).readonly(),
});
export type Prompt = z.infer<typeof Prompt>;

/** What an answer took: tokens that were read and written, `null` where the model does not say, and requests. */
export const Usage = z.object({
  promptTokens: z.number().int().nonnegative().nullable(),
  completionTokens: z.number().int().nonnegative().nullable(),
  /** Those of the completion tokens that a reasoning model spent on thoughts; absent where it does not say. */
  reasoningTokens: z.number().int().nonnegative().optional(),
  /** Requests that were made for it, where it was not one. */
  requests: z.number().int().nonnegative().optional(),
});
export type Usage = z.infer<typeof Usage>;

/**
 * The model's choice among options, in the order of the request's options.
 *
 * `probabilities` sum to 1 over the options; `mass` is what the model put on the options at all before they were
 * normalised, in [0, 1] (`null` where it cannot be known): of counted replies the share that took one, with those that
 * did so once it was explained to the model (`repairs`), which is what a least mass is compared with. `firstMass` is the
 * share of samples whose first reply took an option, at most `mass`; 0 where the model's own words took none and the
 * choice was made again in another way. It is there for counted choices alone, and not in records from before it was
 * kept. `counts` and `samples` are there when the distribution was counted. `temperature` is the one already applied: 1
 * for an exact distribution.
 */
export const Choice = z.object({
  kind: z.enum(['exact', 'sampled']),
  probabilities: z.array(z.number().min(0).max(1)).readonly(),
  mass: z.number().min(0).max(1).nullable(),
  firstMass: z.number().min(0).max(1).optional(),
  counts: z.array(z.number().int().nonnegative()).readonly().optional(),
  samples: z.number().int().positive().optional(),
  temperature: z.number().nonnegative(),
  /** How the distribution was obtained, for example `whole-option`, `top-log-probabilities`, `counted` or `structured`. */
  method: z.string(),
  usage: Usage,
});
export type Choice = z.infer<typeof Choice>;

/** Log-likelihoods (natural logarithm) of whole continuations, in the order asked, with their token counts. */
export const Scores = z.object({
  logLikelihoods: z.array(z.number()).readonly(),
  tokens: z.array(z.number().int().positive()).readonly(),
  usage: Usage,
});
export type Scores = z.infer<typeof Scores>;

/** Free text, or a value checked against the request's schema. */
export const Writing = z.object({
  text: z.string(),
  value: z.unknown().optional(),
  finishReason: z.enum(['stop', 'length', 'other']),
  usage: Usage,
});
export type Writing = z.infer<typeof Writing>;

/** A vector of length 1 for each text, in the order asked. */
export const Embeddings = z.object({
  vectors: z.array(z.array(z.number()).readonly()).readonly(),
  usage: Usage,
});
export type Embeddings = z.infer<typeof Embeddings>;

/**
 * Why a model gave no answer.
 *
 * `refused` and `malformed` are content: the model answered, with something that cannot be used. `unavailable`,
 * `over-budget` and `aborted` depend on the hour and say nothing about the model. `not-available` says that this model
 * has no such verb.
 */
export const ModelFailure = z.object({
  kind: z.enum(['refused', 'malformed', 'unavailable', 'over-budget', 'aborted', 'not-available']),
  message: z.string(),
  /** HTTP status, where there was one. */
  status: z.number().int().optional(),
  /** What went wrong, for a program: `too-long` (the prompt, for the model's context), or a connection's (`ECONNREFUSED`). */
  code: z.string().optional(),
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs: z.number().nonnegative().optional(),
  /** Whether the same request may succeed later. */
  retryable: z.boolean(),
  /** What came back, shortened, for a person to read. */
  evidence: z.string().optional(),
  /** Tokens that the attempt took all the same, where the model told. */
  usage: Usage.optional(),
  /** Requests that the attempt made, where there were several or one that was answered. */
  requests: z.number().int().nonnegative().optional(),
  /** The raw mass on the options, where it was too little for an answer. */
  mass: z.number().min(0).max(1).optional(),
});
export type ModelFailure = z.infer<typeof ModelFailure>;

/** A request to choose among at least two distinct options. */
export interface ChooseRequest {
  readonly prompt: Prompt;
  /** The options as they would stand in the reply, each distinct, at least two. */
  readonly options: readonly string[];
  /** Used only by models that must be sampled; an exact distribution is always at temperature 1. Default 1. */
  readonly temperature?: number;
  /** How many samples to count where no log-probabilities are offered. Default 20. */
  readonly samples?: number;
  /** How often a sample whose reply takes no option is explained to the model and asked again. Default 2. */
  readonly repairs?: number;
  /** Makes the reply one of the options, where the model's own words took none; heeded where capabilities say so. */
  readonly method?: 'structured';
}

/** A request for the log-likelihood of each continuation, given the prompt. */
export interface ScoreRequest {
  readonly prompt: Prompt;
  readonly continuations: readonly string[];
}

/** A request for free text, or for a value of a schema. */
export interface WriteRequest {
  readonly prompt: Prompt;
  readonly schema?: z.ZodType;
  readonly maxTokens: number;
  readonly temperature: number;
  /** How often a reply that says nothing, or does not fit the schema, is explained to the model and asked again. Default 2. */
  readonly repairs?: number;
}

/** What accompanies every request: how to stop it, what to call it, and the seed of whatever it must draw. */
export interface CallContext {
  readonly signal?: AbortSignal;
  /** 32-bit seed for samplers that take one. */
  readonly seed?: number;
  /**
   * Names the random stream that a *sampled* answer belongs to (study seed, run, agent, occasion), so that sampled
   * answers are never shared between runs. Exact answers ignore it.
   */
  readonly stream?: string;
  /** Which of the samples of one sampled choice this is, from 0; absent where the call is not one of several. */
  readonly sample?: number;
  /** What the call is for (`decision`, `prior`, `examination`, `canary`), for usage by purpose. */
  readonly purpose?: string;
  /** The run that asks (condition, arm and seed), for usage by run. */
  readonly run?: string;
  /** The agent that asks, for usage by agent. */
  readonly agent?: string;
  /**
   * To be called before each request that a call makes to an endpoint. Where it gives a failure, the request is not allowed,
   * and the failure is that of the call.
   */
  allow?(): ModelFailure | undefined;
}

/** What a model can do. `choose: 'exact'` promises distributions, `'sampled'` counted ones. */
export interface ModelCapabilities {
  readonly choose: 'exact' | 'sampled';
  readonly score: boolean;
  readonly write: boolean;
  readonly embed: boolean;
  /** Forms of a prompt that the model takes as they are. Default both. */
  readonly forms?: readonly PromptForm[];
  /** Whether a sampled `choose` heeds `method: 'structured'`. Default: it does not. */
  readonly structured?: boolean;
}

/**
 * The language-model port: verbs without state. Failures are values; nothing here throws for a reply that is bad.
 * Temperature 1 distributions come out of {@link choose} wherever they can be exact; temperature belongs to the mind.
 */
export interface LanguageModel {
  /** Short name, for example `smollm2-135m-instruct` or `openai:gpt-4o-mini`. */
  readonly name: string;
  /** Identifies what answers: hash of weights or endpoint and model, and of whatever setting changes an answer. */
  readonly fingerprint: string;
  readonly capabilities: ModelCapabilities;
  /** What a person or a manifest should know: source, licence, settings. */
  readonly description: { readonly [key: string]: Json };
  /** What was found out when it was opened, where that took questions; for {@link ModelOpening} of a later opening. */
  readonly found?: Json;
  choose(request: ChooseRequest, context?: CallContext): Promise<Result<Choice, ModelFailure>>;
  score(request: ScoreRequest, context?: CallContext): Promise<Result<Scores, ModelFailure>>;
  write(request: WriteRequest, context?: CallContext): Promise<Result<Writing, ModelFailure>>;
  embed?(texts: readonly string[], context?: CallContext): Promise<Result<Embeddings, ModelFailure>>;
  /** Frees processes and memory. Safe to call twice. */
  close(): Promise<void>;
}
