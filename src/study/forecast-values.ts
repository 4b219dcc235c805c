import { itemInSituation } from '../persona/index.js';
import { presentationsOf } from '../agent/index.js';
import { askedForValues, type MindSource, type OpenMinds } from '../run/index.js';
import type { OpenCondition } from './conditions.js';

/** Who asks of values: one mind of a condition, and for which part of the agents it decides. */
interface Valued {
  readonly minds: OpenMinds;
  readonly source: MindSource;
  readonly share: number;
}

/**
 * Statements of the value instrument of a condition that are put to agents: to everybody before, with each mind where several
 * decide, and at the ends of runs.
 *
 * @param runs Runs at whose end it is asked, all arms together.
 */
export function questionsOnValues(condition: OpenCondition, runs: number): number {
  const minds = condition.mixture === undefined ? 1 : Object.keys(condition.mixture.whole).length;
  return statementsOf(condition) * (minds + runs);
}

/** Model calls at most that a mind takes for that: some may be answered already. */
export function callsForValues(condition: OpenCondition, mind: Valued, runs: number): number {
  return statementsOf(condition) * callsForItem(condition, mind) * (1 + mind.share * runs);
}

/** Statements that are put to everybody once. */
function statementsOf({ values, scenario, agents }: OpenCondition): number {
  return values === undefined ? 0 : askedForValues(scenario, agents).length * values.items.length;
}

/** Calls for one statement: one a presentation, and where answers are counted one a sample. */
function callsForItem({ values, scenario }: OpenCondition, { minds: { spoken }, source: { model } }: Valued): number {
  const [item] = values?.items ?? [];
  const [agent] = scenario.agents;
  const [alone] = agent === undefined ? [] : scenario.situations.alone(agent);
  if (values === undefined || item === undefined || alone === undefined) return 0;
  if (spoken === undefined || model === undefined) return 0;
  const { elicitation } = spoken;
  const situation = itemInSituation(values, item, alone.situation);
  const presentations = elicitation.orders === 'live' ? 1 : presentationsOf(situation, elicitation).length;
  return presentations * (model.capabilities.choose === 'exact' ? 1 : elicitation.samples);
}
