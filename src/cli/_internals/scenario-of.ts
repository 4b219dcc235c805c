import type { Scenario, ScenarioEntry } from '../../spec/index.js';
import { entryOf } from '../run-study-command.js';

/** Makes scenarios again from what a manifest or a design wrote of them. */
export function scenarioOf(
  every: readonly ScenarioEntry[],
): (made: { readonly scenario: string; readonly parametersGiven: { readonly [name: string]: unknown } }) => Scenario {
  return ({ scenario, parametersGiven }) => entryOf(scenario, every).create(parametersGiven as never);
}
