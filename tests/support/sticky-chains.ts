import { informationOf, type RunTrajectories } from '../../src/analysis/information/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';

/** A sticky chain: its series, of values 0 and 1. */
export type Chain = readonly number[];

/**
 * Independent two-valued chains that stay as they are with a probability, else change: 2 p − 1 is the correlation of one
 * step with the next. They start evenly. Keyed by simulation, run and agent.
 */
export function stickyChains(given: {
  readonly simulation: number;
  readonly runs: number;
  readonly agents: number;
  readonly steps: number;
  readonly persistence: number;
}): readonly (readonly Chain[])[] {
  const { simulation, runs, agents, steps, persistence } = given;
  const chances = chancesFrom(simulation);
  return Array.from({ length: runs }, (_, run) =>
    Array.from({ length: agents }, (__, agent) => {
      const chance = chances('sticky chain', run, agent);
      const series = [chance.integer(2)];
      while (series.length < steps) {
        const last = series.at(-1) as number;
        series.push(chance.uniform() < persistence ? last : 1 - last);
      }
      return series;
    }),
  );
}

/** Series of runs as trajectories, agents by number. */
export function asTrajectories(runs: readonly (readonly (readonly (number | string | null)[])[])[]): RunTrajectories[] {
  return runs.map((agents, at) => {
    const run = `run-${at + 1}`;
    return { run, trajectories: agents.map((values, agent) => ({ run, agent: `agent-${agent + 1}`, values })) };
  });
}

/** How often measures of independent sticky pairs are called more than what cross-run surrogates have. */
export function calledCoupled(simulations: number): { readonly [measure: string]: number } {
  const called: { [measure: string]: number } = {};
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const runs = asTrajectories(stickyChains({ simulation, runs: 8, agents: 2, steps: 40, persistence: 0.8 }));
    const window = { threshold: 1, lasting: 41 };
    const { measures } = informationOf(runs, { window, surrogates: 99, identityShuffles: 0 });
    for (const { name, crossRun } of measures) {
      if (crossRun !== null) called[name] = (called[name] ?? 0) + Number(crossRun.p <= 0.05);
    }
  }
  return called;
}
