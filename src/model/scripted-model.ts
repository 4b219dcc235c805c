import {
  success,
  failed,
  type ChooseRequest,
  type LanguageModel,
  type ModelFailure,
  type Result,
  type ScoreRequest,
  type WriteRequest,
  type CallContext,
} from '../spec/index.js';
import { interrupted } from './_internals/interrupted.js';
import { parseJson } from './_internals/parse-json.js';

/** What a scripted model says; what is left out is `not-available`. */
export interface Script {
  readonly name?: string;
  /** Default `exact`. */
  readonly choosing?: 'exact' | 'sampled';
  /**
   * One weight an option, not all 0; their sum, at most 1, is the mass. At temperature 1, or, for a model that is
   * sampled, at the temperature of the request. Or a failure.
   */
  choose?(request: ChooseRequest, context: CallContext): readonly number[] | ModelFailure;
  score?(request: ScoreRequest, context: CallContext): readonly number[] | ModelFailure;
  write?(request: WriteRequest, context: CallContext): string | ModelFailure;
  /** One vector a text. */
  embed?(texts: readonly string[], context: CallContext): readonly (readonly number[])[] | ModelFailure;
  /** Waits before every answer. */
  delay?(): Promise<void>;
}

/** A model that answers from a script: for tests, and for examples without a model. */
export function scriptedModel(script: Script): LanguageModel {
  const { name = 'scripted', choosing = 'exact' } = script;
  const usage = { promptTokens: 0, completionTokens: 0 };

  /** What the script says, or why it says nothing. */
  const ask = async <Said>(
    verb: string,
    context: CallContext,
    say: () => Said | ModelFailure | undefined,
  ): Promise<Result<Said, ModelFailure>> => {
    const stopped = (): boolean => context.signal?.aborted === true;
    if (stopped()) return interrupted();
    await script.delay?.();
    if (stopped()) return interrupted();
    const said = say() ?? notAvailable(verb);
    return isFailure(said) ? failed(said) : success(said);
  };

  return {
    name,
    fingerprint: `scripted:${name}`,
    capabilities: {
      choose: choosing,
      score: script.score !== undefined,
      write: script.write !== undefined,
      embed: script.embed !== undefined,
    },
    description: { kind: 'scripted' },
    async choose(request, context = {}) {
      const said = await ask('choose', context, () => script.choose?.(request, context));
      if (!said.ok) return said;
      const mass = said.value.reduce((sum, weight) => sum + weight, 0);
      const probabilities = said.value.map((weight) => weight / mass);
      const sampled = choosing === 'sampled' ? { samples: request.samples ?? 20 } : {};
      const temperature = choosing === 'sampled' ? (request.temperature ?? 1) : 1;
      const about = { mass: Math.min(1, mass), temperature, method: 'scripted', usage };
      return success({ kind: choosing, probabilities, ...about, ...sampled });
    },
    async score(request, context = {}) {
      const said = await ask('score', context, () => script.score?.(request, context));
      return said.ok ? success({ logLikelihoods: said.value, tokens: said.value.map(() => 1), usage }) : said;
    },
    async write(request, context = {}) {
      const said = await ask('write', context, () => script.write?.(request, context));
      if (!said.ok) return said;
      const text = said.value;
      const written = { text, finishReason: 'stop', usage } as const;
      if (request.schema === undefined) return success(written);
      const value = request.schema.safeParse(parseJson(text));
      return value.success ? success({ ...written, value: value.data }) : failed(malformed(text));
    },
    ...(script.embed === undefined
      ? {}
      : {
          async embed(texts, context = {}) {
            const said = await ask('embed', context, () => script.embed?.(texts, context));
            return said.ok ? success({ vectors: said.value, usage }) : said;
          },
        }),
    close: async () => undefined,
  };
}

function isFailure(said: unknown): said is ModelFailure {
  return typeof said === 'object' && said !== null && 'kind' in said && 'retryable' in said;
}

function malformed(text: string): ModelFailure {
  const message = 'what the script says does not have the shape asked for';
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}

function notAvailable(verb: string): ModelFailure {
  return { kind: 'not-available', message: `the script says nothing about "${verb}"`, retryable: false };
}
