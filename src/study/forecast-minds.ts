import { presentationsOf } from '../agent/index.js';
import { usdOf, type Price } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type { OpenCondition } from './conditions.js';
import { tellingIn } from './forecast-telling.js';
import { callsForValues } from './forecast-values.js';
import { boundOnCalls } from './forecast.js';
import type { StudyOptions } from './run-study.js';

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

/** What a study asks beside what dry runs show. */
export interface Asking {
  readonly runs: number;
  readonly askedRuns: number;
  readonly options: Pick<StudyOptions, 'histories' | 'seed'>;
  readonly prices: { readonly [mind: string]: Price | undefined };
}

/** Characters of English text that make a token, roughly. */
const CHARACTERS_A_TOKEN = 4;

/** What a mind is asked in a condition. */
interface Asked {
  readonly calls: number;
  readonly bound: boolean;
  readonly characters: number;
}

/**
 * What each model of a study would be asked, in the order in which the study names them; minds that are no models are asked
 * nothing and are left out.
 *
 * @param sources The minds by name; one that decides alone has any.
 */
export function forecastMinds(
  dry: readonly Dry[],
  sources: { readonly [mind: string]: MindSource },
  how: Asking,
): readonly MindForecast[] {
  return Object.entries(sources).flatMap(([mind, source]) => {
    if (source.model === undefined) return [];
    const each = dry.flatMap((one) => askedIn(one, { mind, source }, how) ?? []);
    const sum = (valueOf: (one: Asked) => number): number => each.reduce((total, one) => total + valueOf(one), 0);
    const calls = Math.round(sum((one) => one.calls));
    const promptTokens = Math.round(sum((one) => one.characters) / CHARACTERS_A_TOKEN);
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

/** What a model is asked in a condition; nothing where it does not take part. */
function askedIn(
  one: Dry,
  { mind, source: alone }: { readonly mind: string; readonly source: MindSource },
  how: Asking,
): Asked | undefined {
  const { condition } = one;
  const part =
    condition.mixture === undefined ? { ...condition, source: alone, share: 1 } : partIn(condition.mixture, mind);
  if (part === undefined) return undefined;
  const { scenario } = condition;
  const { source, minds, agents, share } = part;
  const told = tellingIn(condition, source, how.options, condition.mixture === undefined ? undefined : mind);
  const values = callsForValues(condition, part, one.askedArms * how.askedRuns);
  const mean = one.asked === 0 ? 0 : one.characters / one.asked;
  const choose = source.model?.capabilities.choose ?? 'exact';
  const bound = boundOnCalls({ scenario, agents, minds, choose });
  if (bound !== null) {
    // As long on average as all that may be asked.
    const all = one.asked + told.spoken;
    const characters = all === 0 ? 0 : bound * ((one.characters + told.charactersOnce) / all);
    return { calls: bound + values, bound: true, characters: characters + values * mean };
  }
  const inRuns = questionsIn(one, how) * share * callsForOne(scenario, { minds, model: source.model });
  return {
    calls: inRuns + told.calls + values,
    bound: false,
    characters: (inRuns + values) * mean + told.characters,
  };
}

/** What one of several minds decides with, and for how many of the agents. */
function partIn({ counts, whole }: NonNullable<OpenCondition['mixture']>, mind: string) {
  const places = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [part, count = 0] = [whole[mind], counts[mind]];
  return part === undefined || count === 0 ? undefined : { ...part, share: count / places };
}

/** Questions of all runs of a condition. */
function questionsIn({ asked, arms, after, askedArms }: Dry, { runs, askedRuns }: Asking): number {
  return asked * arms * runs + after * askedArms * askedRuns;
}

/** Calls for one decision that nobody else's answer serves. */
function callsForOne(
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
