import { failed, success, type Persona, type Population, type Result } from '../../spec/index.js';
import { cellsOf, type CellsOfMarginal } from './_internals/cells.js';
import type { Marginal } from './marginals.js';

/** What is raked, and to what. */
export interface RakingRequest {
  /** A covering pool; everybody begins with the weight 1. */
  readonly population: Pick<Population, 'personas'>;
  readonly marginals: readonly Marginal[];
  /** Largest difference between a share and its target. Default 1e-9. */
  readonly tolerance?: number;
  /** Rounds over all marginals. Default 1,000. */
  readonly maxRounds?: number;
  /** Effective sample size over the number of people, at least. Default .1. */
  readonly leastEffectiveShare?: number;
}

/** Weights of a population, and what they leave of it. */
export interface Raking {
  /** One a persona, in their order; their mean is 1. */
  readonly weights: readonly number[];
  /** (Σw)² / Σw² (Kish 1965): an unweighted sample of so many would be as precise. */
  readonly effectiveSize: number;
  readonly rounds: number;
}

/** Why there are no weights that one should use. */
export interface RakingRefusal {
  readonly kind: 'no-place' | 'bad-shares' | 'empty-cell' | 'no-convergence' | 'too-few-effective';
  readonly message: string;
}

/**
 * Weights under which a population has the target shares of every marginal, by iterative proportional fitting: each cell
 * in turn is scaled to its target, until all hold (Deming, Stephan 1940). Of all weights that meet the targets they are
 * the nearest to equal in relative entropy (Csiszár 1975). Deterministic.
 *
 * It is refused where the targets cannot be met (somebody has no place, shares do not sum to 1, a cell is empty, targets
 * contradict each other), and where so few people carry the weight that the result says little.
 */
export function rake(request: RakingRequest): Result<Raking, RakingRefusal> {
  const { population, marginals, tolerance = 1e-9, maxRounds = 1000, leastEffectiveShare = 0.1 } = request;
  const size = population.personas.length;
  const cells: CellsOfMarginal[] = [];
  for (const marginal of marginals) {
    const sorted = cellsOf(marginal, population.personas);
    if (!sorted.ok) return sorted;
    cells.push(sorted.value);
  }
  const weights = population.personas.map(() => 1 / size);
  let rounds = 0;
  let worst = worstOf(cells, weights);
  while (worst.difference > tolerance) {
    if (rounds >= maxRounds) return failed(contradiction(worst, maxRounds));
    for (const marginal of cells) fit(marginal, weights);
    rounds += 1;
    worst = worstOf(cells, weights);
  }
  const effectiveSize = kish(weights);
  if (effectiveSize < leastEffectiveShare * size) return failed(tooFew({ effectiveSize, size, leastEffectiveShare }));
  return success({ weights: weights.map((weight) => weight * size), effectiveSize, rounds });
}

/** The same people, each with a `weight` in the provenance. */
export function withWeights(population: Population, weights: readonly number[]): Population {
  const personas = population.personas.map((persona, at): Persona => ({
    ...persona,
    provenance: { ...persona.provenance, weight: weights[at] as number },
  }));
  return { ...population, personas };
}

/**
 * The largest difference between a target share and that of people of equal weight, and the cell in which it is; what
 * {@link drawByWeight} misses.
 */
export function largestDifference(
  population: Pick<Population, 'personas'>,
  marginals: readonly Marginal[],
): Result<Worst, RakingRefusal> {
  const cells: CellsOfMarginal[] = [];
  for (const marginal of marginals) {
    const sorted = cellsOf(marginal, population.personas);
    if (!sorted.ok) return sorted;
    cells.push(sorted.value);
  }
  const { length } = population.personas;
  return success(worstOf(cells, new Array<number>(length).fill(1 / length)));
}

/** Scales every cell to its target, in place. */
function fit({ shares, members }: CellsOfMarginal, weights: number[]): void {
  const sums = sumsOf(members, weights, shares.length);
  for (const [person, cell] of members.entries()) {
    const sum = sums[cell] as number;
    if (sum > 0) weights[person] = ((weights[person] as number) * (shares[cell] as number)) / sum;
  }
}

function sumsOf(members: readonly number[], weights: readonly number[], count: number): readonly number[] {
  const sums = Array.from({ length: count }, () => 0);
  for (const [person, cell] of members.entries()) sums[cell] = (sums[cell] as number) + (weights[person] as number);
  return sums;
}

/** How far a cell is from its target share. */
export interface Worst {
  readonly difference: number;
  readonly by: string;
  readonly cell: string;
}

function worstOf(cells: readonly CellsOfMarginal[], weights: readonly number[]): Worst {
  let worst: Worst = { difference: 0, by: '', cell: '' };
  for (const { by, labels, shares, members } of cells) {
    for (const [cell, sum] of sumsOf(members, weights, shares.length).entries()) {
      const difference = Math.abs(sum - (shares[cell] as number));
      if (difference > worst.difference) worst = { difference, by, cell: labels[cell] as string };
    }
  }
  return worst;
}

function kish(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
}

function contradiction({ by, cell, difference }: Worst, rounds: number): RakingRefusal {
  const off = `after ${rounds} rounds the cell ${cell} of ${by} is still off by ${difference.toPrecision(2)}`;
  const message = `the marginals contradict each other in this population: ${off}`;
  return { kind: 'no-convergence', message };
}

function tooFew(about: {
  readonly effectiveSize: number;
  readonly size: number;
  readonly leastEffectiveShare: number;
}): RakingRefusal {
  const { effectiveSize, size, leastEffectiveShare } = about;
  const worth = `${size} people would be worth ${effectiveSize.toFixed(1)}`;
  const message = `${worth}, fewer than ${+(leastEffectiveShare * 100).toFixed(1)} % of them: a few carry all the weight`;
  return { kind: 'too-few-effective', message };
}
