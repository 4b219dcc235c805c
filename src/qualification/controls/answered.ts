import type { PresentationAnswer } from '../../agent/index.js';
import { mean } from '../../foundation/statistics/index.js';
import type { ControlItem, ItemKind } from '../items/index.js';

/** A question of the battery with what came back: one answer a presentation, or none where the model gave none. */
export interface Answered {
  readonly item: ControlItem;
  readonly answers: readonly PresentationAnswer[];
  /** Why there is no answer. */
  readonly failure?: string;
}

/** Those of some kinds. */
export function ofKind(answered: readonly Answered[], ...kinds: readonly ItemKind[]): readonly Answered[] {
  return answered.filter(({ item }) => kinds.includes(item.kind));
}

/** Probability of the first option over all presentations, labels and orders averaged out; `NaN` without an answer. */
export function firstShare({ answers }: Answered): number {
  return mean(answers.map(({ raw }) => raw[0] ?? 0));
}

/**
 * Whether the right option is preferred: 1 or 0; a half where none is, and for a probability within a millionth of a half,
 * which is rounding. No answer is not right.
 */
export function rightness(one: Answered): number {
  const { item, answers } = one;
  if (item.right === null || answers.length === 0) return 0;
  const first = firstShare(one);
  const right = item.right === 0 ? first : 1 - first;
  return Math.abs(right - 0.5) < 1e-6 ? 0.5 : Number(right > 0.5);
}

/** Raw masses on the options, where the model tells them. */
export function massesOf({ answers }: Answered): readonly number[] {
  return answers.flatMap(({ mass }) => (mass === null ? [] : [mass]));
}
