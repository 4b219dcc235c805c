import { presentationsOf } from '../agent/index.js';
import { usdOf, type Price } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type { OpenCondition } from './conditions.js';
import { boundOnCalls } from './forecast.js';

/** What one of several models would be asked in a study. */
export interface MindForecast {
  /** Its name in the study. */
  readonly mind: string;
  /** Model calls at most, or, where equal situations are not asked once for all, as many as its decisions take. */
  readonly calls: number;
  /** Whether `calls` is a bound. */
  readonly bound: boolean;
  /** Tokens that are read, taking four characters for a token. */
  readonly promptTokens: number;
  /** US dollars for what is read; `null` where no price is known. */
  readonly usd: number | null;
}

/** What one run of a condition asks for. */
export interface Dry {
  readonly condition: OpenCondition;
  readonly arms: number;
  /** Arms whose agents are asked at the end of a run. */
  readonly askedArms: number;
  /** Questions at the end of an interacting run. */
  readonly after: number;
  /** Decisions that are asked for in an interacting run. */
  readonly asked: number;
  /** Characters of all their prompts, each in its first presentation. */
  readonly characters: number;
}

/** Characters of English text that make a token, roughly. */
const CHARACTERS_A_TOKEN = 4;

/** Tokens of so many calls whose prompts are as long as those of dry runs on average. */
export function promptTokensOf(calls: number, dry: readonly Pick<Dry, 'asked' | 'characters'>[]): number {
  const questions = dry.reduce((sum, { asked }) => sum + asked, 0);
  const characters = dry.reduce((sum, one) => sum + one.characters, 0);
  return questions === 0 ? 0 : Math.round((calls * characters) / questions / CHARACTERS_A_TOKEN);
}

/** Questions of all runs of a condition. */
export function questionsIn(
  { asked, arms, after, askedArms }: Dry,
  { runs, askedRuns }: { readonly runs: number; readonly askedRuns: number },
): number {
  return asked * arms * runs + after * askedArms * askedRuns;
}

/** Calls for one decision that nobody else's answer serves. */
export function callsForOne(
  { agents, situations }: OpenCondition['scenario'],
  { minds, model }: { readonly minds: OpenCondition['minds']; readonly model: MindSource['model'] },
): number {
  const { spoken } = minds;
  const [first] = agents;
  if (spoken === undefined || model === undefined || first === undefined) return 0;
  const { elicitation } = spoken;
  const alone = situations.alone(first);
  const presentations =
    elicitation.orders === 'live'
      ? 1
      : Math.max(1, ...alone.map(({ situation }) => presentationsOf(situation, elicitation).length));
  return presentations * (model.capabilities.choose === 'exact' ? 1 : elicitation.samples);
}

/**
 * What each of several models of a study would be asked, in the order in which the study names them; minds that are no models
 * are asked nothing and are left out.
 */
export function forecastMinds(
  dry: readonly Dry[],
  how: {
    readonly runs: number;
    readonly askedRuns: number;
    readonly several: NonNullable<MindSource['several']>;
    readonly prices: { readonly [mind: string]: Price | undefined };
  },
): readonly MindForecast[] {
  return Object.entries(how.several).flatMap(([mind, { model }]) => {
    if (model === undefined) return [];
    const mine = dry.filter(({ condition }) => (condition.mixture?.counts[mind] ?? 0) > 0);
    const each = mine.map((one) => callsIn(one, mind, how));
    const calls = Math.round(each.reduce((sum, one) => sum + one.calls, 0));
    const promptTokens = promptTokensOf(calls, mine);
    const price = how.prices[mind];
    return {
      mind,
      calls,
      bound: each.every(({ bound }) => bound),
      promptTokens,
      usd: price === undefined ? (calls === 0 ? 0 : null) : usdOf({ promptTokens, completionTokens: 0 }, price),
    };
  });
}

/** Calls of a model in a condition. */
function callsIn(
  one: Dry,
  mind: string,
  how: { readonly runs: number; readonly askedRuns: number },
): { readonly calls: number; readonly bound: boolean } {
  const { scenario, mixture } = one.condition;
  const whole = mixture?.whole[mind];
  if (mixture === undefined || whole === undefined) return { calls: 0, bound: true };
  const { source, minds, agents } = whole;
  const choose = source.model?.capabilities.choose ?? 'exact';
  const bound = boundOnCalls({ scenario, agents, minds, choose });
  if (bound !== null) return { calls: bound, bound: true };
  const places = Object.values(mixture.counts).reduce((sum, count) => sum + count, 0);
  const share = (mixture.counts[mind] ?? 0) / places;
  return { calls: questionsIn(one, how) * share * callsForOne(scenario, { minds, model: source.model }), bound: false };
}
