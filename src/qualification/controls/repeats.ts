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
 * Compares two askings. Of an exact model every difference counts. A sampled one is tested: for every question the shares
 * of the first option, all samples together, must agree within Newcombe's interval at 1 − .01 / number of questions
 * (Bonferroni).
 */
export function compareAnswers(
  before: readonly KeptAnswer[],
  after: readonly KeptAnswer[],
  { choose, samples }: { readonly choose: 'exact' | 'sampled'; readonly samples: number },
): Comparison {
  const pairs = before.map((one) => [one, after.find(({ id }) => id === one.id)] as const);
  const differences = pairs.flatMap(([one, other]) =>
    one.probabilities.flatMap((probabilities, at) =>
      probabilities.map((p, option) => Math.abs(p - (other?.probabilities[at]?.[option] ?? Infinity))),
    ),
  );
  const largest = Math.max(0, ...differences);
  if (choose === 'exact') return { largest, same: largest === 0, test: 'no difference at all' };
  const level = 1 - LEVEL / Math.max(1, before.length);
  const agree = pairs.every(([one, other]) => {
    if (other === undefined) return false;
    const counted = ({ probabilities }: KeptAnswer): { successes: number; n: number } => {
      const n = Math.max(1, probabilities.length * samples);
      return { successes: mean(probabilities.map(([p = 0]) => p)) * n, n };
    };
    const { low, high } = newcombe(counted(one), counted(other), level);
    return low <= 0 && high >= 0;
  });
  return { largest, same: agree, test: `Newcombe’s interval at ${LEVEL} over ${before.length} questions` };
}

/** Whether the same question has the same answer. */
export function reproducibility(
  comparison: Comparison | null,
  { questions, choose }: { readonly questions: number; readonly choose: LanguageModel['capabilities']['choose'] },
): Control {
  const about = {
    name: 'reproducibility',
    measure: 'largest difference of a probability when it is asked again',
    demand: 'at-most',
    threshold: choose === 'exact' ? 0 : null,
  } as const;
  if (comparison === null) return notApplicable(about, 'No question could be asked a second time.');
  const { largest, same, test } = comparison;
  const finite = Number.isFinite(largest);
  return {
    ...about,
    verdict: same ? 'pass' : 'fail',
    effect: finite ? round(largest) : null,
    low: null,
    high: null,
    n: questions,
    clusters: questions,
    method: test,
    parts: {},
    sentence: same
      ? `Asked again it answers the same (largest difference ${figure(largest)}).`
      : `Asked again it answers otherwise${finite ? ` (largest difference ${figure(largest)})` : ', or not at all'}.`,
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
