import type { Chance } from '../../spec/index.js';

/**
 * Which run each agent of a made-up group comes from: for every agent one random order of the runs, apart from each other.
 * Entry `[agent][run]` is the number of a run.
 *
 * Where agents of a run are independent of each other, and runs are alike, the orders do not change the joint distribution, so a
 * test against them is exact. What an agent does by habit, and what all do at the same step, is kept.
 */
export function crossRunOrders(runs: number, agents: number, chance: Chance): number[][] {
  const numbers = Array.from({ length: runs }, (_, run) => run);
  return Array.from({ length: agents }, () => chance.shuffle(numbers));
}

/**
 * Made-up groups, as many as there are runs, of agents that never met: each keeps its place and its series, taken from a run of
 * its own by {@link crossRunOrders}. In one of so many runs two agents are from the same by chance.
 *
 * @param runs One list of agents a run, all as long.
 */
export function crossRunGroups<Series>(runs: readonly (readonly Series[])[], chance: Chance): Series[][] {
  const orders = crossRunOrders(runs.length, runs[0]?.length ?? 0, chance);
  return runs.map((_, run) => orders.map((order, agent) => runs[order[run] as number]?.[agent] as Series));
}

/**
 * Exchanges the agents of one run with each other at random, anew at each step. What the group does at a step stays; who did it,
 * and so also each agent's own habit, is lost. Steps keep their time.
 *
 * @returns For each step, in which order the agents stand.
 */
export function identityOrders(agents: number, steps: number, chance: Chance): number[][] {
  const numbers = Array.from({ length: agents }, (_, agent) => agent);
  return Array.from({ length: steps }, () => chance.shuffle(numbers));
}

/**
 * One-sided p-value of an observed value against surrogates, (1 + those that reach it) / (1 + all): never 0, and no more often
 * below α than α where the observed value is one like them (Phipson and Smyth 2010).
 */
export function surrogateP(observed: number, surrogates: readonly number[]): number {
  // Sums of the same numbers in another order differ in the last digits.
  const reached = surrogates.filter((value) => value >= observed - 1e-12).length;
  return (1 + reached) / (1 + surrogates.length);
}
