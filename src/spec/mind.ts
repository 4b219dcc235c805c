import type { Judgement } from './decision.js';
import type { EndpointSettings } from './endpoint-settings.js';
import type { Json } from './json.js';
import type { LanguageModel } from './language-model.js';
import type { MemoryWords } from './memory.js';
import type { Persona } from './persona.js';
import type { Situation } from './situation.js';

/** Who asks, and how to stop the asking. */
export interface MindContext {
  readonly agent: string;
  readonly persona?: Persona;
  /** How many decisions this agent made before this one. */
  readonly occasion: number;
  /** Names the run, for models that must be sampled; equal for equal seeds. */
  readonly stream: string;
  /** What the judgement is for. Default `decision`. */
  readonly purpose?: string;
  readonly signal?: AbortSignal;
}

/** How a model is opened. The settings of an endpoint and its address are of no account for weights. */
export interface ModelOpening extends EndpointSettings {
  /** Address of an OpenAI-compatible endpoint. Default OPENAI_BASE_URL. */
  readonly baseUrl?: string;
  /** Default OPENAI_API_KEY. */
  readonly apiKey?: string;
  /** Gives the opening up: it is then `interrupted`. */
  readonly signal?: AbortSignal;
  /**
   * Puts around the questions with which an endpoint is opened what counts and limits them. Given a model of which the
   * name, the address and `write` can be used. Default: they count nowhere.
   */
  around?(asked: LanguageModel): LanguageModel | Promise<LanguageModel>;
  /**
   * What an earlier opening found out (`found` of the model): of the same endpoint, set in the same way, it is not asked for
   * again. Default: it is asked.
   */
  readonly found?: Json;
}

/** A language model that is opened when it is first needed. */
export interface StandsOn {
  /** Name of the model, as `openai:NAME`. */
  readonly name: string;
  /**
   * Refuses what can be seen to open nothing, as a name that is none; it opens and asks nothing. Called before a study
   * begins, so that no conversation is paid for which nobody can judge. Default: it shows when it is opened.
   */
  check?(): Promise<void>;
  /** Opens it, however long that takes, unless `signal` is aborted before. */
  open(how?: ModelOpening): Promise<LanguageModel>;
  /** The same mind on a model that somebody else opens; the signal is that of the decision which needs it first. */
  on(open: (signal?: AbortSignal) => Promise<LanguageModel>): Mind;
}

/**
 * What decides: a language model, a table, a rule, a script. It knows only the situation it is shown and the persona
 * it is. It draws nothing: it returns a distribution (a sure choice is a distribution too), and the agent draws.
 */
export interface Mind {
  /** Recorded with every decision, for example `smollm2-135m-instruct` or `rule:glauber`. */
  readonly name: string;
  judge(situation: Situation, context: MindContext): Judgement | Promise<Judgement>;
  /**
   * Why it cannot decide for somebody, in a sentence without its full stop, for example where it goes by positions and the
   * persona has none; `undefined` where it can. A study refuses people whom it cannot decide for before it begins.
   */
  refuses?(persona: Persona): string | undefined;
  /**
   * The language model that a mind stands on which a scenario brings. It is opened when it is first needed; whoever runs the
   * scenario opens it in its place, counts it and closes it.
   */
  readonly standsOn?: StandsOn;
  /** What the agent's memory may ask, for policies that write or embed; absent where the mind is no language model. */
  words?(context: MindContext): MemoryWords | undefined;
}
