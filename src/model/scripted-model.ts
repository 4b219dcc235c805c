import {
  success,
  failed,
  type ChooseRequest,
  type LanguageModel,
  type ModelFailure,
  type ScoreRequest,
  type WriteRequest,
  type CallContext,
} from '../spec/index.js';

/** What a scripted model says; what is left out is `not-available`. */
export interface Script {
  readonly name?: string;
  /** Default `exact`. */
  readonly choosing?: 'exact' | 'sampled';
  /** One probability an option, at temperature 1; or a failure. */
  choose?(request: ChooseRequest, context: CallContext): readonly number[] | ModelFailure;
  score?(request: ScoreRequest): readonly number[] | ModelFailure;
  write?(request: WriteRequest): string | ModelFailure;
  /** Waits before every answer. */
  delay?(): Promise<void>;
}

/** A model that answers from a script: for tests, and for examples without a model. */
export function scriptedModel(script: Script): LanguageModel {
  const { name = 'scripted', choosing = 'exact' } = script;
  const usage = { promptTokens: 0, completionTokens: 0 };
  return {
    name,
    fingerprint: `scripted:${name}`,
    capabilities: {
      choose: choosing,
      score: script.score !== undefined,
      write: script.write !== undefined,
      embed: false,
    },
    description: { kind: 'scripted' },
    async choose(request, context = {}) {
      await script.delay?.();
      const said = script.choose?.(request, context) ?? notAvailable('choose');
      if ('kind' in said) return failed(said);
      const mass = said.reduce((sum, p) => sum + p, 0);
      const probabilities = said.map((p) => p / mass);
      const sampled = choosing === 'sampled' ? { samples: request.samples ?? 20 } : {};
      const temperature = choosing === 'sampled' ? (request.temperature ?? 1) : 1;
      return success({
        kind: choosing,
        probabilities,
        mass: Math.min(1, mass),
        temperature,
        method: 'scripted',
        usage,
        ...sampled,
      });
    },
    async score(request) {
      await script.delay?.();
      const said = script.score?.(request) ?? notAvailable('score');
      if ('kind' in said) return failed(said);
      return success({ logLikelihoods: said, tokens: said.map(() => 1), usage });
    },
    async write(request) {
      await script.delay?.();
      const said = script.write?.(request) ?? notAvailable('write');
      if (typeof said !== 'string') return failed(said);
      return success({ text: said, finishReason: 'stop', usage });
    },
    close: async () => undefined,
  };
}

function notAvailable(verb: string): ModelFailure {
  return { kind: 'not-available', message: `the script says nothing about "${verb}"`, retryable: false };
}
