import { whatIsWrong } from '../foundation/errors/index.js';
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
  type Usage,
  type Writing,
} from '../spec/index.js';
import { askWithRepairs, type Attempts, type Wanted } from './_internals/ask-with-repairs.js';
import { interrupted } from './_internals/interrupted.js';
import { parseJson } from './_internals/parse-json.js';
import { askingForText, DEFAULT_REPAIRS, followedBy } from './_internals/repairs.js';
import { answerIn } from './_internals/thoughts.js';

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
      const attempts: Attempts<Said> = { replies: [], taken: [] };
      const outcome = await askWithRepairs(
        {
          ...wantedOf(request),
          async ask(prompt) {
            const said = await ask('write', context, () => script.write?.({ ...request, prompt }, context));
            return said.ok ? success({ text: said.value, usage }) : said;
          },
        },
        attempts,
      );
      if (outcome.kind === 'read') return success({ ...outcome.value, usage });
      return failed(outcome.kind === 'unfit' ? { ...outcome.failure, usage } : outcome.failure);
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

/** What a script wrote. */
interface Said {
  readonly text: string;
  readonly usage: Usage;
}

/** How a text or a value is read: one that will not do is explained to the script and asked for again, as of any model. */
function wantedOf({
  prompt,
  schema,
  repairs = DEFAULT_REPAIRS,
}: WriteRequest): Omit<Wanted<Omit<Writing, 'usage'>, Said, ModelFailure>, 'ask'> {
  const finishReason = 'stop';
  return {
    prompt,
    repairs,
    read({ text: whole }) {
      if (schema === undefined) {
        const { text, thoughts } = answerIn(whole);
        if (text.trim() !== '') return { kind: 'read', value: { text, finishReason } };
        const again = askingForText(prompt, { thoughts });
        return { kind: 'unfit', failure: malformed(whole, 'the script says nothing'), again };
      }
      const value = schema.safeParse(parseJson(whole));
      if (value.success) return { kind: 'read', value: { text: whole, value: value.data, finishReason } };
      const again = followedBy(
        prompt,
        `Your last reply was\n${whole}\nwhich is wrong (${whatIsWrong(value.error, 'the reply')}).`,
      );
      return { kind: 'unfit', failure: malformed(whole, NO_SHAPE), again };
    },
  };
}

const NO_SHAPE = 'what the script says does not have the shape asked for';

function isFailure(said: unknown): said is ModelFailure {
  return typeof said === 'object' && said !== null && 'kind' in said && 'retryable' in said;
}

function malformed(text: string, message: string): ModelFailure {
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}

function notAvailable(verb: string): ModelFailure {
  return { kind: 'not-available', message: `the script says nothing about "${verb}"`, retryable: false };
}
