import { figure, mean } from '../../foundation/statistics/index.js';
import { firstShare, ofKind, unanswered, type Answered } from './answered.js';
import { judge, round, type Control } from './control.js';

/** A point of the response to others: how many of ten hold the first option, and how often it is then taken. */
export interface CurvePoint {
  readonly x: number;
  readonly p: number;
}

/**
 * The response to 0 to 10 of ten others. Labels are averaged, so that the response to few is, by symmetry, that to many
 * with options exchanged. Of what was answered: where nothing was, there is no point.
 */
export function majorityCurve(answered: readonly Answered[]): readonly CurvePoint[] {
  const there = ofKind(answered, 'majority').filter(({ answers }) => answers.length > 0);
  const counts = [...new Set(there.map(({ item }) => item.count ?? 0))].sort((a, b) => a - b);
  const upper = counts.map((x) => ({ x, p: round(mean(at(there, x).map(firstShare))) }));
  const lower = upper.filter(({ x }) => x !== 5).map(({ x, p }) => ({ x: 10 - x, p: round(1 - p) }));
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
