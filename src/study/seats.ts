import { userError } from '../foundation/errors/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import { runOfSeed } from './design.js';

/** Parts of a population by what decides for them: positive numbers, of which only the proportions count. */
export type Shares = { readonly [mind: string]: number };

/**
 * How many of so many places each mind takes: its share, rounded so that all are taken (largest remainders).
 *
 * @throws MesocosmError (usage) for a share that is no positive number, or too small for one place.
 */
export function seatCounts(shares: Shares, places: number): { readonly [mind: string]: number } {
  const given = Object.entries(shares);
  const bad = given.find(([, share]) => !(share > 0) || !Number.isFinite(share));
  if (bad !== undefined || given.length === 0) {
    const what = bad === undefined ? 'a mixture has no parts' : `the share of "${bad[0]}" is ${bad[1]}`;
    throw userError({ kind: 'usage', what, expected: 'positive numbers' });
  }
  const all = given.reduce((sum, [, share]) => sum + share, 0);
  const exact = given.map(([mind, share]) => ({ mind, places: (share / all) * places }));
  const sure = exact.reduce((sum, one) => sum + Math.floor(one.places + EPSILON), 0);
  const next = exact
    .toSorted((a, b) => remainder(b.places) - remainder(a.places))
    .slice(0, places - sure)
    .map(({ mind }) => mind);
  const counts = exact.map(
    (one) => [one.mind, Math.floor(one.places + EPSILON) + Number(next.includes(one.mind))] as const,
  );
  const none = counts.find(([, count]) => count === 0);
  if (none === undefined) return Object.fromEntries(counts);
  throw userError({
    kind: 'usage',
    what: `the share of "${none[0]}" is too small for one of ${places} agents`,
    expected: `at least one in ${places}`,
    remedy: 'give it a larger share, or more agents',
  });
}

/**
 * Who decides in whose place in a run. Runs come in blocks as long as the shortest pattern of the mixture: within a block
 * each place is taken by each mind exactly as often as its share says, and each block puts the places in a new order, drawn
 * by their keys. It hangs on the seed of the run and on nothing else, so that conditions share their orders, and a study
 * that grows keeps its seats.
 *
 * @param places Agents that are asked, by their ids.
 * @throws MesocosmError (usage) as {@link seatCounts}.
 */
export function seatsFor(
  shares: Shares,
  places: readonly string[],
  seed: number,
): { readonly [agent: string]: string } {
  const pattern = patternOf(seatCounts(shares, places.length));
  const { study, index } = runOfSeed(seed);
  const block = Math.floor(index / pattern.length);
  const shift = index % pattern.length;
  const chances = chancesFrom(study);
  const order = places
    .map((agent) => ({ agent, key: chances('seats', agent, block).uniform() }))
    .toSorted((a, b) => a.key - b.key);
  const seats = new Map(order.map(({ agent }, rank) => [agent, pattern[(rank + shift) % pattern.length] as string]));
  return Object.fromEntries(places.map((agent) => [agent, seats.get(agent) as string]));
}

/** After how many runs every place was taken by every mind as often as its share says. */
export function runsToBalance(shares: Shares, places: number): number {
  return patternOf(seatCounts(shares, places)).length;
}

/** The minds of the shortest sequence that has them in proportion, each spread evenly over it. */
function patternOf(counts: { readonly [mind: string]: number }): readonly string[] {
  const common = Object.values(counts).reduce(commonDivisor, 0);
  return Object.entries(counts)
    .flatMap(([mind, count]) => {
      const times = count / common;
      return Array.from({ length: times }, (_, at) => ({ mind, place: (at + 0.5) / times }));
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ mind }) => mind);
}

const EPSILON = 1e-9;

function remainder(places: number): number {
  return places - Math.floor(places + EPSILON);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
