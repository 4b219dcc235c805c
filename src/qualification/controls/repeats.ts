import { chancesFrom } from '../../foundation/random/index.js';
import { bootstrapMean, figure, mean, newcombe, wilson } from '../../foundation/statistics/index.js';
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
  /** Of each question, whether it differs by more than is let pass. */
  readonly differ: readonly boolean[];
  readonly same: boolean;
  /** Of a sampled model, the smallest difference between shares about one half that the test tells from chance. */
  readonly resolution?: number;
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
    const differ = differences.map((difference) => difference > tolerance);
    return { largest, differences, differ, same: !differ.includes(true), test };
  }
  const level = 1 - LEVEL / Math.max(1, before.length);
  const differ = pairs.map(([one, other]) => {
    if (one.length === 0 || other.length === 0) return one.length !== other.length;
    const { low, high } = newcombe(counted(one, samples), counted(other, samples), level);
    return low > 0 || high < 0;
  });
  const test = `Newcombe’s interval at ${LEVEL} over ${before.length} questions`;
  const resolution = resolutionOf(pairs, samples, level);
  return { largest, differences, differ, same: !differ.includes(true), test, resolution };
}

/** Half the width of the interval around no difference, for the question with the fewest samples. */
function resolutionOf(pairs: readonly Pair[], samples: number, level: number): number {
  const numbers = pairs.flatMap(([one, other]) => {
    const n = Math.min(one.length, other.length) * samples;
    return n === 0 ? [] : [n];
  });
  if (numbers.length === 0) return 1;
  const n = Math.min(...numbers);
  const half = { successes: n / 2, n };
  return newcombe(half, half, level).high;
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
 * Whether the same question has the same answer. The verdict is not left to a mean: it fails with the first question that
 * differs by more than is let pass.
 *
 * Of an exact model the effect is the mean over questions of the largest difference of a probability, with a bootstrap over
 * them. Of a sampled one differences are chance for the most part, so the effect is the share of questions that differ by
 * more than chance lets them ({@link compareAnswers}), with Wilson's interval, and none may.
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
    measure:
      choose === 'exact'
        ? 'largest difference of a probability in a question that is asked again, no question above the threshold'
        : 'share of questions that are answered otherwise when asked again, by more than chance lets samples differ',
    demand: 'at-most',
    threshold: choose === 'exact' ? tolerance : 0,
  } as const;
  if (comparison === null || comparison.differences.length === 0) {
    return notApplicable(about, 'No question could be asked a second time.');
  }
  const judged = { ...about, verdict: comparison.same ? 'pass' : 'fail' } as const;
  return choose === 'exact' ? ofExact(judged, comparison) : ofSampled(judged, comparison);
}

type Judged = Pick<Control, 'name' | 'measure' | 'demand' | 'threshold' | 'verdict'>;

function ofExact(judged: Judged, { largest, differences, same, test }: Comparison): Control {
  // Answered once only is as different as can be.
  const sizes = differences.map((difference) => Math.min(1, difference));
  const { low, high } = bootstrapMean(sizes, { chance: chancesFrom('qualification')('bootstrap', judged.name) });
  return {
    ...judged,
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
      : `Asked again it answers otherwise${byUpTo(largest)}.`,
  };
}

function ofSampled(judged: Judged, { largest, differ, same, test, resolution = 1 }: Comparison): Control {
  const n = differ.length;
  const others = differ.filter(Boolean).length;
  const { low, high } = wilson(others, n);
  return {
    ...judged,
    effect: round(others / n),
    low: round(low),
    high: round(high),
    n,
    clusters: n,
    method: `Wilson over questions 95 %; verdict: ${test}`,
    parts: {
      'largest difference': round(Math.min(1, largest)),
      'smallest difference that is told from chance': round(resolution),
    },
    sentence: same
      ? `Sampled again no question is answered otherwise than by chance (a difference of ${inTwoDigits(resolution)} would be told).`
      : `Sampled again ${others} of ${n} questions are answered otherwise than by chance${byUpTo(largest)}.`,
  };
}

/** Six digits, but never 0 for what is not. */
function told(value: number): number {
  return round(value) || value;
}

function byUpTo(largest: number): string {
  return Number.isFinite(largest) ? ` (largest difference ${inTwoDigits(largest)})` : ', or not at all';
}
