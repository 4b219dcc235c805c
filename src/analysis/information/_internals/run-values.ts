import type { InformationMeasure } from '../../../spec/index.js';
import type { RedundancyMeasure } from '../decomposition.js';
import { jensenShannon } from '../divergence.js';
import { emergencePsi, tripletGain } from '../emergence.js';
import { millerMadowEntropy } from '../entropy.js';
import { decomposedTransitions } from '../pair-information.js';
import { transitionsOf, type CodedSeries, type Transitions } from '../transitions.js';
import type { CodedRun } from './coded-runs.js';
import type { Macroscopic } from './macroscopic.js';
import { subsetEntropies } from './pair-entropies.js';

/** What is computed of each run, and how. */
export interface ValuePlan {
  readonly symbols: number;
  readonly lag: number;
  readonly redundancy: RedundancyMeasure;
  readonly pseudocount: number;
  readonly pairs: readonly (readonly [number, number])[];
  readonly triplets: readonly (readonly [number, number, number])[];
  readonly macroscopic: Macroscopic;
}

/** Values by measure, in bits; `null` where there is none. */
export type Values = { readonly [name in InformationMeasure['name']]?: number | null };

/** Names of the measures of a pair, in the order of {@link pairValues}. */
export const PAIR_MEASURES = [
  'mutual-information',
  'delayed-mutual-information',
  'transfer-entropy',
  'redundancy',
  'synergy',
] as const;

const [A, B, NEXT_A, NEXT_B] = [8, 4, 2, 1] as const;
const NONE: readonly null[] = PAIR_MEASURES.map(() => null);

/**
 * Measures of two agents; those with a direction are the mean of both. The same values as of `sameStepInformation`,
 * `delayedMutualInformation`, `transferEntropy` and `decomposedTransitions`, from the entropies of all combinations, which is
 * many times as fast: surrogates ask for very many pairs.
 */
export function pairValues(a: CodedSeries, b: CodedSeries, plan: ValuePlan): readonly (number | null)[] {
  const transitions = transitionsOf(a, b, plan);
  if (transitions.n === 0) return NONE;
  const plain = subsetEntropies(transitions.cells, plan.symbols, 0);
  const delayed = between(plain, A, NEXT_B) + between(plain, B, NEXT_A);
  const transferred = between(plain, A, NEXT_B, B) + between(plain, B, NEXT_A, A);
  return [between(plain, A, B), delayed / 2, transferred / 2, ...decomposedPair(transitions, plan)];
}

function decomposedPair(transitions: Transitions, plan: ValuePlan): readonly (number | null)[] {
  if (plan.redundancy !== 'mmi') {
    const parts = decomposedTransitions(transitions, plan);
    return [parts?.redundancy ?? null, parts?.synergy ?? null];
  }
  const entropies = subsetEntropies(transitions.cells, plan.symbols, plan.pseudocount);
  const later = NEXT_A | NEXT_B;
  const [fromA, fromB] = [between(entropies, A, later), between(entropies, B, later)];
  return [Math.min(fromA, fromB), between(entropies, A | B, later) - Math.max(fromA, fromB)];
}

/** I(X;Y|Z) from entropies of subsets. */
function between(entropies: Float64Array, x: number, y: number, z = 0): number {
  const of = (subset: number): number => entropies[subset] as number;
  return Math.max(0, of(x | z) + of(y | z) - of(x | y | z) - of(z));
}

/** Mean of the measures over the pairs of a run. */
export function valuesOfPairs(run: CodedRun, plan: ValuePlan): Values {
  const rows = plan.pairs.map(([a, b]) => pairValues(codesOf(run, a), codesOf(run, b), plan));
  return Object.fromEntries(PAIR_MEASURES.map((name, at) => [name, meanOf(rows.map((row) => row[at] ?? null))]));
}

/** Measures of what agents of a run do one by one, time left aside. */
export function valuesOfAgents(run: CodedRun, { symbols }: Pick<ValuePlan, 'symbols'>): Values {
  const counts = run.map(({ codes }) => countsOf(codes, symbols)).filter((list) => list.some((count) => count > 0));
  return {
    entropy: meanOf(counts.map((list) => millerMadowEntropy(list))),
    divergence: counts.length === 0 ? null : jensenShannon(counts),
  };
}

/** Measures of the group as a whole, with its macroscopic series. */
export function valuesOfGroup(run: CodedRun, macro: CodedSeries, { lag, triplets }: ValuePlan): Values {
  const gains = triplets.map(([a, b, c]) =>
    tripletGain(macro, [codesOf(run, a), codesOf(run, b), codesOf(run, c)], lag),
  );
  return {
    emergence: emergencePsi(
      macro,
      run.map(({ codes }) => codes),
      lag,
    ),
    'triplet-gain': meanOf(gains),
  };
}

/** All of it, of each run. */
export function valuesOfRuns(runs: readonly CodedRun[], plan: ValuePlan): readonly Values[] {
  const macros = plan.macroscopic.of(runs, plan.symbols);
  return runs.map((run, at) => ({
    ...valuesOfAgents(run, plan),
    ...valuesOfPairs(run, plan),
    ...valuesOfGroup(run, macros[at] as CodedSeries, plan),
  }));
}

/** How often each code occurs; missing ones are not counted. */
export function countsOf(codes: CodedSeries, symbols: number): number[] {
  const counts = new Array<number>(symbols).fill(0);
  for (let step = 0; step < codes.length; step += 1) {
    const code = codes[step] as number;
    if (code >= 0) counts[code]! += 1;
  }
  return counts;
}

/** Mean of the values that are there; `null` where none is. */
export function meanOf(values: readonly (number | null | undefined)[]): number | null {
  let sum = 0;
  let n = 0;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    sum += value;
    n += 1;
  }
  return n === 0 ? null : sum / n;
}

/** Codes of an agent by its place. */
export function codesOf(run: CodedRun, place: number): CodedSeries {
  return run[place]?.codes ?? [];
}
