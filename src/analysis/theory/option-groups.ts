import type { Outcome, Scenario } from '../../spec/index.js';

/** Options that are judged as one. */
export interface OptionGroup {
  readonly title: string;
  /** Indices of options. */
  readonly options: readonly number[];
}

/** What a choice is judged by: its groups of options, or every option by itself. */
export function optionGroups(
  scenario: Pick<Scenario, 'options'>,
  outcome: Extract<Outcome, { kind: 'choice' }>,
): readonly OptionGroup[] {
  return outcome.groups ?? scenario.options.map((title, option) => ({ title, options: [option] }));
}

/** A distribution over options as one over groups. */
export function inGroups(distribution: readonly number[], groups: readonly OptionGroup[]): readonly number[] {
  return groups.map(({ options }) => options.reduce((sum, option) => sum + (distribution[option] ?? 0), 0));
}
