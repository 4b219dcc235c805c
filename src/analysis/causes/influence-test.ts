import { chancesFrom } from '../../foundation/random/index.js';
import type { Chance } from '../../spec/index.js';

/** Answers to one question that were counted, with a message and without it. */
export interface CountedPair {
  /** How often each option was answered, in the same order. */
  readonly with: readonly number[];
  readonly without: readonly number[];
}

/** Whether answers hang on a message. */
export interface InfluenceTest {
  /** Mutual information of answer and message, in bits an answer, as counted. */
  readonly bits: number;
  /** What it is on average where the message does nothing: counting alone makes it larger than 0. */
  readonly expected: number;
  /** Share of permutations, the counts themselves among them, that give as much. */
  readonly p: number;
  /** Answers behind it. */
  readonly n: number;
}

/**
 * Permutation test of influence for answers that are counted: within each question the answers are shuffled between "with the
 * message" and "without it", and the mutual information of answer and message, summed over questions by their answers, is
 * compared with what the counts give (Good 2005, chapter 3). Exact for these questions: answers to one question are draws
 * of the same model, and what differs between questions stays with them. It says nothing of other questions or other runs.
 *
 * @param pairs One a question. Counts are whole numbers.
 * @param options.permutations Default 999. `seed` names the shuffling, default 1.
 */
export function influenceTest(
  pairs: readonly CountedPair[],
  { permutations = 999, seed = 1 }: { readonly permutations?: number; readonly seed?: number } = {},
): InfluenceTest {
  const questions = pairs.map(({ with: one, without: other }) => ({
    answers: one.flatMap((count, option) => Array<number>(count + (other[option] ?? 0)).fill(option)),
    first: one.reduce((sum, count) => sum + count, 0),
    options: one.length,
  }));
  const n = questions.reduce((sum, { answers }) => sum + answers.length, 0);
  if (n === 0) return { bits: 0, expected: 0, p: 1, n };
  const chance = chancesFrom(seed)('influence test');
  const observed = pairs.reduce((sum, pair) => sum + information(pair), 0);
  let [asLarge, total] = [1, 0];
  for (let draw = 0; draw < permutations; draw += 1) {
    const shuffled = questions.reduce((sum, question) => sum + information(split(question, chance)), 0);
    total += shuffled;
    // Sums of the same terms in another order are as large.
    if (shuffled >= observed - 1e-9) asLarge += 1;
  }
  return { bits: observed / n, expected: total / permutations / n, p: asLarge / (permutations + 1), n };
}

/** Deals the answers of a question out again; they stay in their new order. */
function split(
  { answers, first, options }: { readonly answers: number[]; readonly first: number; readonly options: number },
  chance: Chance,
): CountedPair {
  const one = Array<number>(options).fill(0);
  const other = Array<number>(options).fill(0);
  for (let at = 0; at < answers.length; at += 1) {
    const from = at + chance.integer(answers.length - at);
    const answer = answers[from] as number;
    answers[from] = answers[at] as number;
    answers[at] = answer;
    const side = at < first ? one : other;
    side[answer] = (side[answer] as number) + 1;
  }
  return { with: one, without: other };
}

/** `N I(answer; message)` in bits. */
function information({ with: one, without: other }: CountedPair): number {
  const [first, second] = [one, other].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [
    number,
    number,
  ];
  const all = first + second;
  const term = (count: number, option: number, side: number): number => {
    const both = (one[option] ?? 0) + (other[option] ?? 0);
    return count === 0 ? 0 : count * Math.log2((count * all) / (both * side));
  };
  return one.reduce(
    (sum, count, option) => sum + term(count, option, first) + term(other[option] ?? 0, option, second),
    0,
  );
}
