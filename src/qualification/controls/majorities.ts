import { z } from 'zod';
import { figure, mean } from '../../foundation/statistics/index.js';
import { firstShare, ofKind, unanswered, type Answered } from './answered.js';
import { judge, round, type Control } from './control.js';

/** A point of the response to others: how many of ten hold the first option, and how often it is then taken. */
export const CurvePoint = z.object({
  x: z.number(),
  /** Of what was answered; `null` where nothing was. */
  p: z.number().nullable(),
  /** Questions behind it, and how many of them had no answer. Absent in files of before these were counted. */
  asked: z.number().int().positive().optional(),
  unanswered: z.number().int().nonnegative().optional(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/**
 * The response to 0 to 10 of ten others. Labels are averaged, so that the response to few is, by symmetry, that to many
 * with options exchanged, and rests on the same questions. Probabilities are of what was answered, and what was not is
 * counted beside them.
 */
export function majorityCurve(answered: readonly Answered[]): readonly CurvePoint[] {
  const questions = ofKind(answered, 'majority');
  const counts = [...new Set(questions.map(({ item }) => item.count ?? 0))].sort((a, b) => a - b);
  const upper = counts.map((x): CurvePoint => {
    const all = at(questions, x);
    const there = all.filter(({ answers }) => answers.length > 0);
    const p = there.length === 0 ? null : round(mean(there.map(firstShare)));
    return { x, p, asked: all.length, unanswered: all.length - there.length };
  });
  const lower = upper
    .filter(({ x }) => x !== 5)
    .map((point) => ({ ...point, x: 10 - point.x, p: point.p === null ? null : round(1 - point.p) }));
  return [...lower.toReversed(), ...upper];
}

/** Whether a majority that is not unanimous draws the choice. */
export function majority(answered: readonly Answered[]): Control {
  const there = ofKind(answered, 'majority').filter(({ item: { count = 0 } }) => count > 5 && count < 10);
  // Without an answer nothing rises.
  const rise = (one: Answered): number => (one.answers.length === 0 ? 0 : 2 * firstShare(one) - 1);
  const observations = there.map((one) => ({ cluster: one.item.cluster, value: rise(one) }));
  return judge(
    {
      name: 'majority',
      measure: 'rise of the choice from 1–4 to as many more than half of ten',
      demand: 'at-least',
      threshold: 0.1,
    },
    observations,
    {
      parts: byCount(there.filter(({ answers }) => answers.length > 0)),
      missing: { unanswered: unanswered(there), asked: there.length },
      sentence: (effect, verdict) =>
        verdict === 'pass'
          ? `It follows a majority that is not unanimous (rise ${figure(effect)}).`
          : effect <= -0.1
            ? `It goes against a majority that is not unanimous (rise ${figure(effect)}).`
            : `It hardly responds to a majority that is not unanimous (rise ${figure(effect)}).`,
    },
  );
}

/** Whether it does what all others do. */
export function unanimity(answered: readonly Answered[]): Control {
  const there = ofKind(answered, 'majority').filter(({ item }) => item.count === 10);
  const followed = (one: Answered): number => (one.answers.length === 0 ? 0 : firstShare(one));
  const observations = there.map((one) => ({ cluster: one.item.cluster, value: followed(one) }));
  return judge(
    {
      name: 'unanimity',
      measure: 'probability of what all of ten chose',
      demand: 'at-least',
      threshold: 0.75,
    },
    observations,
    {
      missing: { unanswered: unanswered(there), asked: there.length },
      sentence: (effect) => `It chooses what all of ten others chose with probability ${figure(effect)}.`,
    },
  );
}

function byCount(answered: readonly Answered[]): Control['parts'] {
  const counts = [...new Set(answered.map(({ item }) => item.count ?? 0))];
  return Object.fromEntries(counts.map((x) => [`${x} of 10`, mean(at(answered, x).map(firstShare))]));
}

function at(answered: readonly Answered[], x: number): readonly Answered[] {
  return answered.filter(({ item }) => item.count === x);
}
