import { execute, type Execution } from '../../src/run/index.js';
import type { ArmContext, Event, Mind, RunPlan, RunRecord, Scenario } from '../../src/spec/index.js';
import {
  deliberation,
  scriptedDeliberator,
  type DeliberationInput,
  type DeliberatorOptions,
} from '../../scenarios/index.js';

/** A deliberation that was done in memory. */
export interface Deliberated {
  readonly scenario: Scenario;
  readonly plan: RunPlan;
  readonly events: readonly Event[];
  readonly record: RunRecord;
  readonly interviews: Extract<Execution, { status: 'finished' }>['interviews'];
}

/** The plan of an arm of a small deliberation. */
export function planOf(
  given: DeliberationInput,
  mind: Mind,
  {
    arm: name = 'interacting',
    seed = 1,
    priors = {},
  }: { readonly arm?: string; readonly seed?: number; readonly priors?: ArmContext['priors'] } = {},
): RunPlan {
  const scenario = deliberation(given);
  const agents = scenario.agents.map((slot) => ({ ...slot, mind }));
  const arm = scenario.arms.find((one) => one.name === name);
  if (arm === undefined) throw new Error(`there is no arm ${name}`);
  return arm.plan({ scenario, condition: 'test', seed, agents, priors });
}

/** Runs a plan. */
export async function deliberated(plan: RunPlan): Promise<Deliberated> {
  const events: Event[] = [];
  const execution = await execute(plan, { sink: (committed) => events.push(...committed) });
  if (execution.status !== 'finished') throw new Error(execution.message);
  const { record, interviews } = execution;
  return { scenario: plan.scenario, plan, events, record, interviews };
}

/** Runs a deliberation of people who follow the rule. */
export function byRule(
  given: DeliberationInput,
  options: DeliberatorOptions = {},
  how: Parameters<typeof planOf>[2] = {},
): Promise<Deliberated> {
  return deliberated(planOf(given, scriptedDeliberator({ ...options, options: given.options }), how));
}
