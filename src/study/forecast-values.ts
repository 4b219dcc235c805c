import { itemInSituation } from '../persona/index.js';
import { presentationsOf } from '../agent/index.js';
import { askedForValues, type MindSource, type OpenMinds } from '../run/index.js';
import type { OpenCondition } from './conditions.js';

/** Statements of a value instrument that are put to agents, and what that takes. */
export interface ValuesForecast {
  readonly questions: number;
  /** Model calls at most: some may be answered already. */
  readonly calls: number;
}

/**
 * How often the value instrument of a condition is asked: of everybody before, with each mind where several decide, and at the
 * ends of runs.
 *
 * @param runs Runs at whose end it is asked, all arms together.
 */
export function forecastValues(condition: OpenCondition, source: MindSource, runs: number): ValuesForecast {
  const { values, scenario, agents, mixture, minds } = condition;
  if (values === undefined) return { questions: 0, calls: 0 };
  const once = askedForValues(scenario, agents).length * values.items.length;
  const whole: readonly { readonly minds: OpenMinds; readonly source: MindSource }[] =
    mixture === undefined ? [{ minds, source }] : Object.values(mixture.whole);
  const each = whole.map((one) => callsForItem(condition, one));
  const before = each.reduce((sum, calls) => sum + calls, 0) * once;
  return { questions: once * (whole.length + runs), calls: before + Math.max(...each) * once * runs };
}

/** Calls for one statement: one a presentation, and where answers are counted one a sample. */
function callsForItem(
  { values, scenario }: OpenCondition,
  { minds: { spoken }, source: { model } }: { readonly minds: OpenMinds; readonly source: MindSource },
): number {
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
