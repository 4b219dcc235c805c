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
