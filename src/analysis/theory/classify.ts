import { equivalence, type Equivalence, type Interval } from '../../foundation/statistics/index.js';
import type { Changed, OutcomeClass } from '../../spec/index.js';

/** A value with the two intervals that its tests need. */
export interface Measured {
  readonly value: number;
  readonly at90: Interval;
  readonly at95: Interval;
  /** Runs that the intervals were resampled from; absent where they come from a formula that knows how few there are. */
  readonly resampled?: number;
}

/** Where an outcome stands to a fixed reference. */
export function against(measured: Measured, reference: number, margin: number): Equivalence {
  const shift = ({ low, high }: Interval): Interval => ({ low: low - reference, high: high - reference });
  return equivalence({ at90: shift(measured.at90), at95: shift(measured.at95), n: measured.resampled }, margin);
}

/**
 * Class of a choice among options, for the option that the prior favours (`focal`).
 *
 * | prior                | outcome against prior | class |
 * |----------------------|-----------------------|-------|
 * | any                  | equivalent            | unchanged |
 * | any                  | not decided           | inconclusive |
 * | equivalent to neutral| different             | induced |
 * | favours the option   | above                 | amplified |
 * | favours the option   | below, and below neutral by its interval | reversed |
 * | favours the option   | below, else           | damped |
 *
 * Equivalence is tested against the margin; it is never the failure to find a difference.
 */
export function classOfChoice(given: {
  readonly prior: number;
  readonly outcome: Measured;
  readonly neutral: number;
  readonly margin: number;
}): OutcomeClass {
  const { prior, outcome, neutral, margin } = given;
  const relation = against(outcome, prior, margin);
  if (relation === 'equivalent') return 'unchanged';
  if (relation === 'inconclusive') return 'inconclusive';
  if (Math.abs(prior - neutral) <= margin) return 'induced';
  if (outcome.value > prior) return 'amplified';
  return outcome.at95.high < neutral ? 'reversed' : 'damped';
}

/**
 * Class of order, against its neutral point, the order that independent draws from the priors show.
 *
 * | order against neutral | prior                 | class |
 * |-----------------------|-----------------------|-------|
 * | equivalent            | any                   | no-order |
 * | not decided           | any                   | inconclusive |
 * | above                 | equivalent to even    | induced |
 * | above                 | favours an option     | amplified |
 * | below                 | any                   | damped |
 */
export function classOfOrder(given: {
  readonly evenPrior: boolean;
  readonly outcome: Measured;
  readonly neutral: number;
  readonly margin: number;
}): OutcomeClass {
  const { evenPrior, outcome, neutral, margin } = given;
  const relation = against(outcome, neutral, margin);
  if (relation === 'equivalent') return 'no-order';
  if (relation === 'inconclusive') return 'inconclusive';
  if (outcome.value < neutral) return 'damped';
  return evenPrior ? 'induced' : 'amplified';
}

/**
 * Class of a mean position, against the prior and a neutral point on the scale: that of a choice for the side on which the prior
 * lies. `amplified` is farther from the neutral point than the prior, `damped` nearer, `reversed` beyond it by its interval.
 */
export function classOfMean(given: {
  readonly prior: number;
  readonly outcome: Measured;
  readonly neutral: number;
  readonly margin: number;
}): OutcomeClass {
  const { prior, outcome, neutral } = given;
  return prior < neutral
    ? classOfChoice({ ...given, prior: 2 * neutral - prior, outcome: mirrored(outcome, neutral) })
    : classOfChoice(given);
}

/**
 * Class of a spread, against that of independent draws from the priors: `unchanged` where it is equivalent, `amplified` above,
 * `damped` below, `inconclusive` where it is not decided.
 */
export function classOfSpread(given: {
  readonly outcome: Measured;
  readonly neutral: number;
  readonly margin: number;
}): OutcomeClass {
  const { outcome, neutral, margin } = given;
  const relation = against(outcome, neutral, margin);
  if (relation === 'equivalent') return 'unchanged';
  if (relation === 'inconclusive') return 'inconclusive';
  return outcome.value > neutral ? 'amplified' : 'damped';
}

function mirrored({ value, at90, at95, ...more }: Measured, about: number): Measured {
  const mirror = ({ low, high }: Interval): Interval => ({ low: 2 * about - high, high: 2 * about - low });
  return { ...more, value: 2 * about - value, at90: mirror(at90), at95: mirror(at95) };
}

/** Whether the meeting changed the outcome, from interacting against isolated. */
export function changedBy(difference: Measured | null, margin: number): Changed {
  if (difference === null) return 'inconclusive';
  const relation = against(difference, 0, margin);
  return relation === 'equivalent' ? 'no' : relation === 'different' ? 'yes' : 'inconclusive';
}
