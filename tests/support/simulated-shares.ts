import type { SharedOutcome } from '../../src/analysis/theory/variance-terms.js';
import type { Chance } from '../../src/spec/index.js';
import { drawNormal } from './simulated-writers.js';

/** Standard deviations of what goes into an outcome, and how many of each there are. */
export interface SimulatedShares {
  readonly persons: number;
  readonly situations: number;
  /** Runs a situation, or of each person in each situation where `run` is 0. */
  readonly runs: number;
  readonly person: number;
  readonly situation: number;
  readonly interaction: number;
  /** 0: each outcome is a run of its own. */
  readonly run: number;
  readonly residual: number;
}

/** What persons, situations and both together add, drawn once. */
export type Effects = (person: number, situation: number) => number;

const draws = (n: number, deviation: number, chance: Chance): number[] =>
  Array.from({ length: n }, () => deviation * drawNormal(() => chance.uniform()));

/** Effects drawn from normal populations. */
export function drawnEffects(of: SimulatedShares, chance: Chance): Effects {
  const persons = draws(of.persons, of.person, chance);
  const situations = draws(of.situations, of.situation, chance);
  const both = persons.map(() => draws(of.situations, of.interaction, chance));
  return (p, s) => (persons[p] ?? 0) + (situations[s] ?? 0) + (both[p]?.[s] ?? 0);
}

/** Outcomes of all runs. */
export function simulatedOutcomes(of: SimulatedShares, effects: Effects, chance: Chance): SharedOutcome[] {
  const outcomes: SharedOutcome[] = [];
  for (let s = 0; s < of.situations; s += 1) {
    for (let r = 0; r < of.runs; r += 1) {
      const [common = 0] = draws(1, of.run, chance);
      draws(of.persons, of.residual, chance).forEach((own, p) => {
        const run = of.run > 0 ? `${s}/${r}` : `${s}/${r}/${p}`;
        outcomes.push({ run, person: `${p}`, situation: `${s}`, value: effects(p, s) + common + own });
      });
    }
  }
  return outcomes;
}

/** Shares in the populations that persons, situations and runs are drawn from. */
export function populationShares(of: SimulatedShares): number[] {
  return sharesOf(
    [of.person, of.situation, of.interaction, of.run, of.residual].map((deviation) => deviation ** 2),
    of,
  );
}

/** Shares that endless runs of the same persons and situations would give. */
export function realisedShares(of: SimulatedShares, effects: Effects): number[] {
  const cells = Array.from({ length: of.persons }, (_, p) =>
    Array.from({ length: of.situations }, (_, s) => effects(p, s)),
  );
  const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = average(cells.flat());
  const rows = cells.map(average);
  const columns = Array.from({ length: of.situations }, (_, s) => average(cells.map((row) => row[s] as number)));
  const spread = (values: readonly number[], freedom: number): number =>
    values.reduce((sum, value) => sum + value * value, 0) / freedom;
  const crossed = cells.flatMap((row, p) => row.map((cell, s) => cell - (rows[p] ?? 0) - (columns[s] ?? 0) + all));
  const interaction = spread(crossed, (of.persons - 1) * (of.situations - 1));
  const person =
    spread(
      rows.map((row) => row - all),
      of.persons - 1,
    ) -
    interaction / of.situations;
  const situation =
    spread(
      columns.map((column) => column - all),
      of.situations - 1,
    ) -
    interaction / of.persons;
  return sharesOf([person, situation, interaction, of.run ** 2, of.residual ** 2], of);
}

function sharesOf(components: readonly number[], { run }: SimulatedShares): number[] {
  const used = run > 0 ? components : components.filter((_, at) => at !== 3);
  const total = used.reduce((sum, component) => sum + component, 0);
  return used.map((component) => component / total);
}
