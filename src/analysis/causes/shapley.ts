import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { mean, variance } from '../../foundation/statistics/index.js';
import type { Chance, Estimate } from '../../spec/index.js';
import { overRuns } from './_internals/over-runs.js';

/** What a group brings about: one number, or one a run, always of the same runs in the same order; `null` where unknown. */
export type Worth = number | readonly (number | null)[];

/** Who takes part, and what each group of them would bring about. */
export interface ShapleyGame {
  /** At least one, each once. */
  readonly players: readonly string[];
  /** Asked once for each group that is needed; members stand in the order of `players`. Nobody is a group too. */
  worth(coalition: readonly string[]): Worth | Promise<Worth>;
  /** Orders that are drawn where there are more than {@link EXACT_PLAYERS} players. Default 200, at least 2. */
  readonly permutations?: number;
  /** Names the draw of orders. Default 1. */
  readonly seed?: number;
}

/** What one player adds, averaged over all orders in which the group could come together. */
export interface ShapleyShare {
  readonly player: string;
  /** Mean over runs. */
  readonly value: number;
  /** Of drawing orders and not all; 0 where all are gone through. */
  readonly standardError: number;
  /** The same with its interval over runs; `null` where a group is worth one number. */
  readonly overRuns: Estimate | null;
}

/** Shares of an outcome. They add up to what all are worth less what nobody is worth. */
export interface Shapley {
  readonly method: 'exact' | 'permutations';
  readonly shares: readonly ShapleyShare[];
  /** Worth of nobody, and of everybody; means over runs. */
  readonly nobody: number;
  readonly everybody: number;
  /** Groups that were asked for. */
  readonly coalitions: number;
  /** Runs behind it, and runs that were left out because a group's worth in them is unknown. */
  readonly runs: number;
  readonly missing: number;
}

/** Up to so many players every group is asked for: 2⁸ = 256 groups. */
export const EXACT_PLAYERS = 8;

/**
 * Divides an outcome among those who brought it about (Shapley 1953): each gets what it adds to those who came before it, averaged
 * over all orders. Exact for up to {@link EXACT_PLAYERS} players, `Σ_S |S|! (n − |S| − 1)! / n! (v(S ∪ i) − v(S))`; beyond that
 * an average over drawn orders with its standard error (Castro, Gómez, Tejada 2009). In both cases shares add up exactly, and
 * what adds nothing to any group gets nothing.
 *
 * Deterministic: orders are drawn from a stream keyed by `seed`, resamples of runs from one keyed by the player.
 *
 * @throws MesocosmError (usage) where players are missing or repeated, a worth is no finite number, groups have different
 *   numbers of runs, or no run has a worth for each group.
 * @example await shapley({ players: ['a', 'b'], worth: (group) => (group.length === 2 ? 1 : 0) }); // .5 each
 */
export async function shapley(game: ShapleyGame): Promise<Shapley> {
  const { players } = game;
  checkPlayers(players);
  const isExact = players.length <= EXACT_PLAYERS;
  const asked = askingOnce(game);
  const orders = isExact ? [] : drawnOrders(game);
  if (isExact) for (let group = 0n; group < 1n << BigInt(players.length); group += 1n) await asked.ask(group);
  for (const order of orders) for (const group of growing(order)) await asked.ask(group);
  const worths = asked.known();
  const known = runsKnown(worths);
  const of = (group: bigint, run: number): number => (worths.get(group) as readonly number[])[run] as number;
  const everybody = (1n << BigInt(players.length)) - 1n;
  const shares = players.map((player, place) => {
    const inRun = (run: number): readonly number[] =>
      isExact
        ? [exactShare(players.length, place, (group) => of(group, run))]
        : orders.map((order) => marginal(order, place, (group) => of(group, run)));
    return shareOf(player, known.map(inRun), asked.isOfRuns());
  });
  return {
    method: isExact ? 'exact' : 'permutations',
    shares,
    nobody: mean(known.map((run) => of(0n, run))),
    everybody: mean(known.map((run) => of(everybody, run))),
    coalitions: worths.size,
    runs: known.length,
    missing: (worths.get(0n) as readonly unknown[]).length - known.length,
  };
}

/** @param gains By run: what the player adds, once for each order. */
function shareOf(player: string, gains: readonly (readonly number[])[], isOfRuns: boolean): ShapleyShare {
  const perRun = gains.map((ofRun) => mean(ofRun));
  const orders = gains[0]?.length ?? 1;
  const perOrder = Array.from({ length: orders }, (_, order) => mean(gains.map((ofRun) => ofRun[order] as number)));
  const standardError = orders === 1 ? 0 : Math.sqrt(variance(perOrder) / orders);
  return {
    player,
    value: mean(perRun),
    standardError,
    overRuns: isOfRuns ? overRuns(perRun, chancesFrom('shapley')(player)) : null,
  };
}

/** Groups as sets of bits, each asked for once. */
function askingOnce({ players, worth }: ShapleyGame) {
  const known = new Map<bigint, readonly (number | null)[]>();
  let ofRuns = false;
  return {
    async ask(group: bigint): Promise<void> {
      if (known.has(group)) return;
      const members = players.filter((_, place) => has(group, place));
      const found = await worth(members);
      ofRuns ||= typeof found !== 'number';
      known.set(group, checkWorth(typeof found === 'number' ? [found] : found, members, known.get(0n)));
    },
    known: () => known,
    isOfRuns: () => ofRuns,
  };
}

function has(group: bigint, place: number): boolean {
  return ((group >> BigInt(place)) & 1n) === 1n;
}

/** Groups that come about as players join in an order, from nobody to everybody. */
function growing(order: readonly number[]): readonly bigint[] {
  let group = 0n;
  return [0n, ...order.map((place) => (group |= 1n << BigInt(place)))];
}

function marginal(order: readonly number[], place: number, worth: (group: bigint) => number): number {
  const groups = growing(order);
  const at = order.indexOf(place);
  return worth(groups[at + 1] as bigint) - worth(groups[at] as bigint);
}

function exactShare(n: number, place: number, worth: (group: bigint) => number): number {
  let share = 0;
  for (let group = 0n; group < 1n << BigInt(n); group += 1n) {
    if (has(group, place)) continue;
    const size = Array.from({ length: n }, (_, other) => Number(has(group, other))).reduce((sum, one) => sum + one, 0);
    share += weight(size, n) * (worth(group | (1n << BigInt(place))) - worth(group));
  }
  return share;
}

/** `|S|! (n − |S| − 1)! / n!`, that is 1 over n times the groups of that size among the others. */
function weight(size: number, n: number): number {
  let groups = 1;
  for (let one = 0; one < size; one += 1) groups = (groups * (n - 1 - one)) / (one + 1);
  return 1 / (n * groups);
}

function drawnOrders({ players, permutations = 200, seed = 1 }: ShapleyGame): readonly (readonly number[])[] {
  if (!Number.isInteger(permutations) || permutations < 2) {
    throw userError({ kind: 'usage', what: `${permutations} permutations`, expected: 'a whole number of at least 2' });
  }
  const chances = chancesFrom(seed);
  return Array.from({ length: permutations }, (_, order) => shuffled(players.length, chances('shapley order', order)));
}

/** Fisher and Yates, from the end. */
function shuffled(n: number, chance: Chance): readonly number[] {
  const order = Array.from({ length: n }, (_, place) => place);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = chance.integer(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

function runsKnown(worths: ReadonlyMap<bigint, readonly (number | null)[]>): readonly number[] {
  const all = [...worths.values()];
  const runs = all[0]?.map((_, run) => run) ?? [];
  const known = runs.filter((run) => all.every((ofGroup) => ofGroup[run] !== null));
  if (known.length > 0) return known;
  const what = 'there is no run in which the worth of every group is known';
  const remedy = 'take an outcome that every run has, or leave out players without whom there is none';
  throw userError({ kind: 'usage', what, remedy });
}

function checkWorth(
  worth: readonly (number | null)[],
  members: readonly string[],
  before: readonly unknown[] | undefined,
): readonly (number | null)[] {
  const isFinite = worth.every((one) => one === null || Number.isFinite(one));
  if (isFinite && (before === undefined || before.length === worth.length)) return worth;
  const group = members.length === 0 ? 'nobody' : members.join(', ');
  throw userError({
    kind: 'usage',
    what: `the worth of ${group} is ${isFinite ? `given for ${worth.length} runs` : worth.join(', ')}`,
    expected: isFinite
      ? `a value for each of the same ${before?.length} runs`
      : 'finite numbers, or null where it is unknown',
  });
}

function checkPlayers(players: readonly string[]): void {
  if (players.length > 0 && new Set(players).size === players.length) return;
  throw userError({
    kind: 'usage',
    what: players.length === 0 ? 'there are no players' : 'a player is named twice',
    given: players.join(', '),
    expected: 'at least one player, each once',
  });
}
