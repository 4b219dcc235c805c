import { presentationsOf } from '../agent/index.js';
import type { MindSource } from '../run/index.js';
import type { OpenCondition } from './conditions.js';

/** How many model calls a study may need. */
export interface Forecast {
  /** `null` where calls grow with the decisions. */
  readonly calls: number | null;
  readonly sentence: string;
}

/**
 * Foretells the model calls of a study; `null` where no language model decides. Where answers are exact, a situation is
 * asked once for every different person, in each of its presentations; else, or where situations are presented as they
 * come, calls grow with the decisions.
 */
export function forecastCalls(conditions: readonly OpenCondition[], source: MindSource): Forecast | null {
  const asked = conditions.flatMap((condition) => askedIn(condition, source));
  if (asked.length === 0) return null;
  const each = asked.map(boundOnCalls);
  if (each.includes(null)) {
    const choose = asked.some((one) => one.choose === 'sampled') ? 'sampled' : 'exact';
    return {
      calls: null,
      sentence: withoutNumber(
        asked.filter((one) => one.choose === choose),
        choose,
      ),
    };
  }
  const calls = each.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const beside = conditions.some(({ values }) => values !== undefined) ? ', and those for values' : '';
  return { calls, sentence: `at most about ${calls} model calls${beside}` };
}

/** Whoever is asked by a language model in a condition. */
export type Asked = Pick<OpenCondition, 'scenario' | 'agents' | 'minds'> & { readonly choose: 'exact' | 'sampled' };

/** Every model of a condition, each with all who may have it. */
function askedIn(condition: OpenCondition, source: MindSource): readonly Asked[] {
  const whole = Object.values(condition.mixture?.whole ?? { all: { ...condition, source } });
  return whole.flatMap(({ source: { model }, agents, minds }) =>
    model === undefined ? [] : [{ scenario: condition.scenario, agents, minds, choose: model.capabilities.choose }],
  );
}

/** Every sample that is counted is a call. */
function withoutNumber(conditions: readonly Asked[], choose: 'exact' | 'sampled'): string {
  const samples = Math.max(...conditions.map(({ minds }) => minds.spoken?.elicitation.samples ?? 1));
  if (choose === 'exact') return 'about as many model calls as there are decisions';
  return `about ${samples} model calls for every decision and presentation, one a sample`;
}

/** The most calls that all situations of a condition can take of a model; `null` where they grow with the decisions. */
export function boundOnCalls({ scenario, agents, minds, choose }: Asked): number | null {
  const { states, alone } = scenario.situations;
  const elicitation = minds.spoken?.elicitation;
  const [first] = scenario.agents;
  if (states === undefined || first === undefined || choose !== 'exact' || elicitation?.orders !== 'averaged')
    return null;
  const persons = new Set(agents.map(({ persona }) => persona?.text ?? '')).size;
  const presentations = Math.max(
    ...alone(first).map(({ situation }) => presentationsOf(situation, elicitation).length),
  );
  return states * presentations * persons;
}
