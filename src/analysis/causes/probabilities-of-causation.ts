import { wilson } from '../../foundation/statistics/index.js';
import type { Estimate } from '../../spec/index.js';

/** One run, and the same run with its cause turned the other way, by an outcome that comes about or does not. */
export interface CausationCase {
  /** Whether the cause was there in the run as it was. */
  readonly cause: boolean;
  /** Whether the outcome came about in it; `null` where that cannot be told. */
  readonly outcome: boolean | null;
  /** Whether it came about when the cause was turned: taken away where it was there, else put in. */
  readonly otherwise: boolean | null;
}

/** How far a cause is needed for an outcome, and how far it is enough. */
export interface ProbabilitiesOfCausation {
  /** Of the runs with cause and outcome: the share that has no outcome once the cause is taken away. */
  readonly necessity: Estimate;
  /** Of the runs with neither: the share that has the outcome once the cause is put in. */
  readonly sufficiency: Estimate;
  /** Of all runs: the share that has the outcome with the cause and not without it. */
  readonly necessityAndSufficiency: Estimate;
  /** Runs that were left out because an outcome cannot be told. */
  readonly missing: number;
}

const METHOD = 'Wilson 95 %';

/**
 * Probabilities of necessity `PN = P(Y = 0 | do(not a), a, Y = 1)`, of sufficiency `PS = P(Y = 1 | do(a), not a, Y = 0)` and
 * of both `PNS = P(Y = 1 | do(a) and Y = 0 | do(not a))` (Pearl 1999, definitions 1 to 3; Pearl 2009, section 9.2).
 *
 * From observations alone they can only be bounded. Here both worlds of a run are seen, for a fork shares every keyed draw
 * with its run: the background that the definitions hold fixed is the run's seed. So each is a share of runs, with a Wilson
 * interval over them, and is about these draws, this model and this condition.
 *
 * @param cases One a run. Where no run can show a probability, its value is `null` and the note says why.
 */
export function probabilitiesOfCausation(cases: readonly CausationCase[]): ProbabilitiesOfCausation {
  const known = cases.flatMap(({ cause, outcome, otherwise }) =>
    outcome === null || otherwise === null ? [] : [{ cause, outcome, otherwise }],
  );
  const both = known.filter(({ cause, outcome }) => cause && outcome);
  const neither = known.filter(({ cause, outcome }) => !cause && !outcome);
  const hung = ({ cause, outcome, otherwise }: (typeof known)[number]): boolean =>
    cause ? outcome && !otherwise : !outcome && otherwise;
  return {
    necessity: shareOf(both, hung, 'no run has both the cause and the outcome'),
    sufficiency: shareOf(neither, hung, 'no run lacks both the cause and the outcome'),
    necessityAndSufficiency: shareOf(known, hung, 'no run has an outcome in both worlds'),
    missing: cases.length - known.length,
  };
}

function shareOf<One>(all: readonly One[], counts: (one: One) => boolean, empty: string): Estimate {
  const n = all.length;
  if (n === 0) return { value: null, low: null, high: null, n, method: METHOD, note: empty };
  const successes = all.filter(counts).length;
  return { value: successes / n, ...wilson(successes, n), n, method: METHOD };
}
