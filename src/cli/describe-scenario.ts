import type { z } from 'zod';
import { MEAN_FIELD, type ScenarioEntry } from '../spec/index.js';
import { flagOf } from './_internals/parameter-options.js';

/** What a scenario offers, as data. */
export function describeScenario(entry: ScenarioEntry): {
  readonly name: string;
  readonly question: string;
  readonly parameters: readonly { readonly flag: string; readonly description: string; readonly value: unknown }[];
  readonly conditions: readonly string[];
  readonly arms: readonly string[];
  readonly policies: readonly string[];
  /** Minds that ship with it and need no model. */
  readonly minds: readonly string[];
  /** Studies of it that ship: `mesocosm study NAME`. */
  readonly studies: readonly string[];
  readonly runs: ScenarioEntry['runs'];
} {
  const scenario = entry.create();
  const shape = entry.parameters.shape as { readonly [name: string]: z.ZodType };
  return {
    name: entry.name,
    question: scenario.about.question,
    parameters: Object.entries(shape).map(([name, schema]) => ({
      flag: flagOf(name),
      description: schema.description ?? '',
      value: schema.parse(undefined),
    })),
    conditions: Object.keys(entry.conditions),
    arms: [...scenario.arms.map(({ name }) => name), ...(scenario.meanField === undefined ? [] : [MEAN_FIELD])],
    policies: Object.keys(entry.policies ?? {}),
    minds: Object.keys(scenario.minds ?? {}),
    studies: Object.keys(entry.studies ?? {}),
    runs: entry.runs,
  };
}
