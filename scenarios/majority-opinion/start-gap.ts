import { bootstrapMean, chancesFrom, type Measure, type RunRecord } from 'mesocosm';
import { LASTING_PART, poll } from './measures.js';
import type { ResolvedParameters } from './parameters.js';

/** Column of {@link retentionMeasure}. */
export const RETAINED = 'retained';

/** How far the ends of populations that started on opposite sides lie apart. */
export interface StartGap {
  /** From 0, where the start is forgotten, to 1, where each side stays whole; `null` without pairs. */
  readonly value: number | null;
  /** Ends of the 95 % interval over pairs of runs; `null` with fewer than two pairs. */
  readonly low: number | null;
  readonly high: number | null;
  /** Pairs of runs with the same seed. */
  readonly pairs: number;
  /** Runs of either side without a partner, or that ended too early. */
  readonly left: number;
  readonly sentence: string;
}

/** Share of the agents that hold what all started with, over the last tenth of a run; of a start in agreement alone. */
export function retentionMeasure(parameters: ResolvedParameters): Measure {
  const { agents, sweeps, start, labels } = parameters;
  const horizon = sweeps * agents;
  const label = labels[start === 1 ? 0 : 1];
  return {
    name: RETAINED,
    columns: {
      [RETAINED]: {
        title: `share of agents that hold ${label}, which all started with, over the last ${sweeps / LASTING_PART} sweeps`,
        unit: 'share',
      },
    },
    start() {
      const watch = poll(parameters);
      let [sum, steps] = [0, 0];
      return {
        observe(event) {
          const seen = watch.observe(event);
          if (seen === undefined || seen.step <= horizon - horizon / LASTING_PART) return;
          sum += (start === 1 ? seen.after : agents - seen.after) / agents;
          steps += 1;
        },
        finish: () =>
          steps === 0
            ? { values: { [RETAINED]: null }, missing: { [RETAINED]: 'the run ended before its last tenth' } }
            : { values: { [RETAINED]: sum / steps } },
      };
    },
  };
}

/**
 * The hysteresis of a population: the share that holds the first opinion in the last tenth of runs that started in agreement
 * on it, less the share in runs that started in agreement on the second. Runs with the same seed are pairs, for they share
 * their draws. Below the critical β of Glauber agents the start is forgotten and the gap is 0; above it, within the time of a
 * run, it is the m > 0 that solves m = tanh(β m), for agents that see many.
 *
 * Source: De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091 (arXiv 2409.02822), whose rule has the order of
 * the Curie-Weiss model.
 *
 * @param first Runs of a condition with `start: 1`.
 * @param second Runs of the same condition with `start: 0`.
 * @example startGap(study.records.filter(({ condition }) => condition === 'from-first'), others);
 */
export function startGap(first: readonly RunRecord[], second: readonly RunRecord[]): StartGap {
  const retained = new Map(second.map(({ seed, values }) => [seed, values[RETAINED]]));
  const gaps = first.flatMap(({ seed, values }) => {
    const [one, other] = [values[RETAINED], retained.get(seed)];
    return typeof one === 'number' && typeof other === 'number' ? [one + other - 1] : [];
  });
  const pairs = gaps.length;
  const about = { pairs, left: first.length + second.length - 2 * pairs };
  if (pairs === 0) {
    return { ...about, value: null, low: null, high: null, sentence: 'No two runs of the same seed can be compared.' };
  }
  const value = gaps.reduce((sum, gap) => sum + gap, 0) / pairs;
  if (pairs === 1) {
    return { ...about, value, low: null, high: null, sentence: 'One pair of runs has no interval.' };
  }
  const { low, high } = bootstrapMean(gaps, { chance: chancesFrom('majority-opinion')('start gap') });
  const interval = `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  const verdict =
    low > 0
      ? `Where it ends hangs on where it started (hysteresis): the gap is ${interval}.`
      : `That where it ends hangs on where it started is not shown: the gap is ${interval}.`;
  return { ...about, value, low, high, sentence: verdict };
}
