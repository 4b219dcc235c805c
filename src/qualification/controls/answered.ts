import type { PresentationAnswer } from '../../agent/index.js';
import { mean } from '../../foundation/statistics/index.js';
import type { ControlItem, ItemKind } from '../items/index.js';
import type { Missing } from './control.js';

/** A question of the battery with what came back: one answer a presentation, or none where the model gave none. */
export interface Answered {
  readonly item: ControlItem;
  readonly answers: readonly PresentationAnswer[];
  /** Why there is no answer. */
  readonly failure?: string;
  /** What the model put on the options all the same, where there is no answer and it tells. */
  readonly mass?: number;
  /** In how many presentations it was put, where there is no answer. */
  readonly presentations?: number;
}

/** How many of them the model gave no answer to. */
export function unanswered(answered: readonly Answered[]): number {
  return answered.filter(({ answers }) => answers.length === 0).length;
}

/** The same, beside how many were asked. */
export function missingOf(answered: readonly Answered[]): Missing {
  return { unanswered: unanswered(answered), asked: answered.length };
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

/** What an answer puts on the options at all, `null` where it does not tell. */
export type MassOf = (answer: PresentationAnswer) => number | null;

/** Raw masses on the options, one a presentation, and whether the model tells them. */
export interface Masses {
  /** Whether any answer tells its mass, or none was given at all. */
  readonly told: boolean;
  of(one: Answered): readonly number[];
}

/** The mass of an answer; of counted replies with those that were explained and asked again. */
export function wholeMass({ mass }: PresentationAnswer): number | null {
  return mass;
}

/** The same of first replies alone, where an answer was counted and tells of them. */
export function firstMass(answer: PresentationAnswer): number | null {
  return answer.firstMass ?? answer.mass;
}

/**
 * Masses of these questions. Where there is no answer the mass is what the failure tells, or 0. A model that does not tell
 * masses has none, unless it leaves a question without an answer: then what was answered counts as 1, so that the mean is
 * the share of questions answered.
 */
export function massesIn(answered: readonly Answered[], massOf: MassOf = wholeMass): Masses {
  const missing = unanswered(answered);
  const told =
    missing === answered.length || answered.some(({ answers }) => answers.some((one) => massOf(one) !== null));
  return {
    told,
    of({ answers, mass: left = 0, presentations = 1 }) {
      if (answers.length === 0) return Array.from({ length: presentations }, () => left);
      if (!told && missing > 0) return answers.map(() => 1);
      return answers.map(massOf).filter((mass) => mass !== null);
    },
  };
}
