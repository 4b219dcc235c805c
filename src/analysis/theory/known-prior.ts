import { countedMean, type CountedShares, type Interval } from '../../foundation/statistics/index.js';
import type { Estimate } from '../../spec/index.js';
import type { Measured } from './classify.js';

/** A prior, and how well it is known: intervals without width where every agent's is exact. */
export interface KnownPrior {
  readonly estimate: Estimate;
  readonly value: number;
  readonly at90: Interval;
  readonly at95: Interval;
}

/**
 * The mean prior of agents, with the error of counting where each was counted from samples. The agents are these, and their
 * differences no error.
 *
 * @param line Where each option stands, and the mean of the agents there.
 */
export function countedPrior(
  agents: readonly { readonly shares: readonly number[]; readonly samples: number | undefined }[],
  line: { readonly value: number; readonly positions: readonly number[] },
): KnownPrior {
  const { value, positions } = line;
  const counted = agents.flatMap(({ shares, samples }): readonly CountedShares[] =>
    samples === undefined ? [] : [{ shares, samples }],
  );
  const [at90, at95] = [0.9, 0.95].map((level) => countedMean(counted, positions, level));
  if (counted.length < agents.length || !at90 || !at95) {
    const none = { low: value, high: value };
    const estimate = exactly(value, agents.length, 'mean of the agents, each asked alone');
    return { estimate, value, at90: none, at95: none };
  }
  const method = `mean of the agents, each asked alone ${samplesInWords(counted)}; error of counting 95 %`;
  return { estimate: { value, low: at95.low, high: at95.high, n: agents.length, method }, value, at90, at95 };
}

function samplesInWords(counted: readonly CountedShares[]): string {
  const [least, most] = [Math.min(...counted.map(({ samples }) => samples)), Math.max(...counted.map(({ samples }) => samples))]; // prettier-ignore
  return least === most ? `${least} times` : `${least} to ${most} times`;
}

/** A value that is known without error. */
export function exactly(value: number, n: number, method: string): Estimate {
  return { value, low: value, high: value, n, method };
}

/**
 * An outcome that is held against a prior which has an error of its own: its intervals widened so that their distance to the
 * prior's value has that of both (square-and-add, Newcombe 1998, Statistics in Medicine 17:873). As it is where the prior is
 * exact, and by default.
 */
export function widened(outcome: Measured, prior?: KnownPrior): Measured {
  if (prior === undefined || prior.at95.low === prior.at95.high) return outcome;
  const wider = (own: Interval, of: Interval): Interval => ({
    low: outcome.value - Math.hypot(outcome.value - own.low, of.high - prior.value),
    high: outcome.value + Math.hypot(own.high - outcome.value, prior.value - of.low),
  });
  return { ...outcome, at90: wider(outcome.at90, prior.at90), at95: wider(outcome.at95, prior.at95) };
}
