import { figure, mean, newcombe } from '../../foundation/statistics/index.js';
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
  const largest = Math.max(0, ...pairs.map(largestDifference));
  if (choose === 'exact') {
    const test = tolerance === 0 ? 'no difference at all' : `no difference above ${inTwoDigits(tolerance)}`;
    return { largest, same: largest <= tolerance, test };
  }
  const level = 1 - LEVEL / Math.max(1, before.length);
  const agree = pairs.every(([one, other]) => {
    if (one.length === 0 || other.length === 0) return one.length === other.length;
    const { low, high } = newcombe(counted(one, samples), counted(other, samples), level);
    return low <= 0 && high >= 0;
  });
  return { largest, same: agree, test: `Newcombe’s interval at ${LEVEL} over ${before.length} questions` };
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

/** Whether the same question has the same answer. */
export function reproducibility(
  comparison: Comparison | null,
  asked: {
    readonly questions: number;
    readonly choose: LanguageModel['capabilities']['choose'];
    /** The largest difference of an exact model that is let pass. Default 0. */
    readonly tolerance?: number;
  },
): Control {
  const { questions, choose, tolerance = 0 } = asked;
  const about = {
    name: 'reproducibility',
    measure: 'largest difference of a probability when it is asked again',
    demand: 'at-most',
    threshold: choose === 'exact' ? tolerance : null,
  } as const;
  if (comparison === null) return notApplicable(about, 'No question could be asked a second time.');
  const { largest, same, test } = comparison;
  const finite = Number.isFinite(largest);
  return {
    ...about,
    verdict: same ? 'pass' : 'fail',
    effect: finite ? round(largest) || largest : null,
    low: null,
    high: null,
    n: questions,
    clusters: questions,
    method: test,
    parts: {},
    sentence: same
      ? `Asked again it answers the same (largest difference ${inTwoDigits(largest)}).`
      : `Asked again it answers otherwise${finite ? ` (largest difference ${inTwoDigits(largest)})` : ', or not at all'}.`,
  };
}

/** Choices a second; of information only, for it depends on the hour. */
export function throughput(measured: { readonly choices: number; readonly seconds: number }): Control {
  const { choices, seconds } = measured;
  const about = {
    name: 'throughput',
    measure: 'choices a second, asked anew',
    demand: 'none',
    threshold: null,
  } as const;
  const rate = seconds > 0 && choices > 0 ? Math.round((10 * choices) / seconds) / 10 : null;
  const sentence = rate === null ? 'How fast it answers was not measured.' : `It made ${rate} choices a second.`;
  return notApplicable({ ...about, effect: rate, n: choices, clusters: choices === 0 ? 0 : 1 }, sentence);
}
