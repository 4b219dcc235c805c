import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapMean, figure, mean, newcombe } from '../../foundation/statistics/index.js';
import type { LanguageModel } from '../../spec/index.js';
import type { Answered } from './answered.js';
import { notApplicable, round, type Control } from './control.js';

/** Answers to a question, one distribution a presentation, as they are kept to be compared with later ones. */
export interface KeptAnswer {
  readonly id: string;
  readonly probabilities: readonly (readonly number[])[];
}

/** What two askings of the same questions say of each other. */
export interface Comparison {
  /** Largest difference of a probability. */
  readonly largest: number;
  /** The same of each question; infinite where it was answered once only. */
  readonly differences: readonly number[];
  readonly same: boolean;
  /** How it was decided. */
  readonly test: string;
}

/** Keeps the answers to a question. */
export function kept({ item, answers }: Answered): KeptAnswer {
  return { id: item.id, probabilities: answers.map(({ raw }) => [...raw]) };
}

/** Chance that a test calls two askings of one sampled model different. */
const LEVEL = 0.01;

/**
 * Compares two askings. Of an exact model every difference above the tolerance counts. A sampled one is tested: for every
 * question the shares of the first option, all samples together, must agree within Newcombe's interval at 1 − .01 / number
 * of questions (Bonferroni). A question without an answer both times is the same; one answered once only is not.
 */
export function compareAnswers(
  before: readonly KeptAnswer[],
  after: readonly KeptAnswer[],
  how: { readonly choose: 'exact' | 'sampled'; readonly samples: number; readonly tolerance?: number },
): Comparison {
  const { choose, samples, tolerance = 0 } = how;
  const pairs = before.map(({ id, probabilities }): Pair => {
    return [probabilities, after.find((one) => one.id === id)?.probabilities ?? []];
  });
  const differences = pairs.map(largestDifference);
  const largest = Math.max(0, ...differences);
  if (choose === 'exact') {
    const test = tolerance === 0 ? 'no difference at all' : `no difference above ${inTwoDigits(tolerance)}`;
    return { largest, differences, same: largest <= tolerance, test };
  }
  const level = 1 - LEVEL / Math.max(1, before.length);
  const agree = pairs.every(([one, other]) => {
    if (one.length === 0 || other.length === 0) return one.length === other.length;
    const { low, high } = newcombe(counted(one, samples), counted(other, samples), level);
    return low <= 0 && high >= 0;
  });
  const test = `Newcombe’s interval at ${LEVEL} over ${before.length} questions`;
  return { largest, differences, same: agree, test };
}

/** Answers to a question, before and after, one distribution a presentation. */
type Pair = readonly [KeptAnswer['probabilities'], KeptAnswer['probabilities']];

/** Infinite where a presentation is answered once only. */
function largestDifference([one, other]: Pair): number {
  if (one.length !== other.length) return Infinity;
  const differences = one.flatMap((probabilities, at) =>
    probabilities.map((p, option) => Math.abs(p - (other[at]?.[option] ?? Infinity))),
  );
  return Math.max(0, ...differences);
}

function counted(
  probabilities: KeptAnswer['probabilities'],
  samples: number,
): { readonly successes: number; readonly n: number } {
  const n = probabilities.length * samples;
  return { successes: mean(probabilities.map(([p = 0]) => p)) * n, n };
}

/** A difference with enough digits to be seen: two that count, and none for none at all. */
export function inTwoDigits(value: number): string {
  if (value === 0 || value >= 0.1) return figure(value);
  return value.toPrecision(2).replace(/^0\./, '.');
}

/**
 * Whether the same question has the same answer. The effect is a mean over questions, with a bootstrap over them; the verdict
 * is not left to a mean: it fails with the first question that differs by more than is let pass.
 */
export function reproducibility(
  comparison: Comparison | null,
  asked: {
    readonly choose: LanguageModel['capabilities']['choose'];
    /** The largest difference of an exact model that is let pass. Default 0. */
    readonly tolerance?: number;
  },
): Control {
  const { choose, tolerance = 0 } = asked;
  const about = {
    name: 'reproducibility',
    measure: 'largest difference of a probability in a question that is asked again, no question above the threshold',
    demand: 'at-most',
    threshold: choose === 'exact' ? tolerance : null,
  } as const;
  if (comparison === null || comparison.differences.length === 0) {
    return notApplicable(about, 'No question could be asked a second time.');
  }
  const { largest, differences, same, test } = comparison;
  const finite = Number.isFinite(largest);
  // Answered once only is as different as can be.
  const sizes = differences.map((difference) => Math.min(1, difference));
  const { low, high } = bootstrapMean(sizes, { chance: chancesFrom('qualification')('bootstrap', about.name) });
  const told = (value: number): number => round(value) || value;
  return {
    ...about,
    verdict: same ? 'pass' : 'fail',
    effect: told(mean(sizes)),
    low: told(low),
    high: told(high),
    n: sizes.length,
    clusters: sizes.length,
    method: `bootstrap over questions 95 %; verdict: ${test}`,
    parts: {
      'largest difference': told(Math.max(...sizes)),
      'share of questions that differ': round(mean(sizes.map((size) => Number(size > 0)))),
    },
    sentence: same
      ? `Asked again it answers the same (largest difference ${inTwoDigits(largest)}).`
      : `Asked again it answers otherwise${finite ? ` (largest difference ${inTwoDigits(largest)})` : ', or not at all'}.`,
  };
}
