import { expect } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Interval, RunValue } from '../../src/foundation/statistics/index.js';
import type { Chance } from '../../src/spec/index.js';
import { drawNormal } from './simulated-writers.js';

/** A standard normal number. */
export const normal = (chance: Chance): number => drawNormal(() => chance.uniform());
/** So many runs with a value each. */
export const many = (n: number, draw: (at: number) => number, name = 'run'): RunValue[] =>
  Array.from({ length: n }, (_, at) => ({ run: `${name}-${at}`, value: draw(at) }));
/** 1 where an interval holds the truth. */
export const holds = (interval: Interval | null | undefined, truth: number): number =>
  Number(interval !== null && interval !== undefined && interval.low <= truth && truth <= interval.high);

/** How often something happens in simulations, each with a stream of its own. */
export function shareOf(simulations: number, happens: (chance: Chance, simulation: number) => number): number {
  const chances = chancesFrom('statistics');
  let sum = 0;
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    sum += happens(chances('simulation', simulation), simulation);
  }
  return sum / simulations;
}

/** Prints a share where it has been simulated often enough to be quoted. */
function say(share: number, simulations: number): void {
  if (simulations >= 1_000)
    console.log(`  ${expect.getState().currentTestName?.split(' > ').pop()}: ${share.toFixed(4)}`);
}

/** Within .015, or four standard errors where there are fewer than 2,000 simulations. */
function slackOf(wanted: number, simulations: number): number {
  return simulations >= 2_000 ? 0.015 : 4 * Math.sqrt((wanted * (1 - wanted)) / simulations);
}

/** What should happen so often does. */
export function expectShare(share: number, wanted: number, simulations: number): void {
  say(share, simulations);
  expect(Math.abs(share - wanted)).toBeLessThanOrEqual(slackOf(wanted, simulations));
}

/** What should happen at least so often does. */
export function expectAtLeast(share: number, wanted: number, simulations: number): void {
  say(share, simulations);
  expect(share).toBeGreaterThanOrEqual(wanted - slackOf(wanted, simulations));
}

/** What should happen at most so often does. */
export function expectAtMost(share: number, wanted: number, simulations: number): void {
  say(share, simulations);
  expect(share).toBeLessThanOrEqual(wanted + slackOf(wanted, simulations));
}
