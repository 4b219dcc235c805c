import { figure, signedFigure } from '../../foundation/statistics/index.js';
import type { AdaptationOfMind } from '../../spec/index.js';

/** What an adaptation says, in words: how far the choice goes with the histories, lived against told, and their order. */
export function adaptationSentence(
  { mind, points, livedLessForced, verdict, order }: Omit<AdaptationOfMind, 'sentence'>,
  { option, axis }: { readonly option: string; readonly axis: string },
): string {
  const who = mind === undefined ? '' : `${mind}: `;
  return `${who}${adapting(points, { option, axis })} ${lived(livedLessForced, verdict)} ${ordered(order)}`;
}

function adapting(
  points: AdaptationOfMind['points'],
  { option, axis }: { readonly option: string; readonly axis: string },
): string {
  const placed = points.filter(({ x }) => x !== null);
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return `After what was asked ${option} has probability ${figure(points[0]?.forced.value ?? 0)}.`;
  }
  return (
    `Where the ${axis} is ${figure(first.x ?? 0)}, ${option} has probability ${figure(first.forced.value ?? 0)}; ` +
    `where it is ${figure(last.x ?? 0)}, ${figure(last.forced.value ?? 0)}.`
  );
}

function lived({ value, n }: AdaptationOfMind['livedLessForced'], verdict: AdaptationOfMind['verdict']): string {
  if (value === null) return 'No run tells whether having lived a history makes a difference.';
  const found = `lived less told ${signedFigure(value)}, ${n} ${n === 1 ? 'run' : 'runs'}`;
  switch (verdict) {
    case 'no':
      return `To have lived a history makes no difference to being told it (${found}).`;
    case 'yes':
      return `To have lived a history makes a difference to being told it (${found}).`;
    case 'inconclusive':
      return `Whether having lived a history makes a difference to being told it is open (${found}).`;
  }
}

function ordered({ value, byChance }: AdaptationOfMind['order']): string {
  if (value === null) return 'No two of the histories hold the same things in another order.';
  if (value < 1e-9) return 'The order of the same things makes no difference.';
  const size = `The order of the same things moves it by ${figure(value)} on average`;
  if (byChance === undefined) return `${size}.`;
  return `${size}, where counting replies alone gives ${figure(byChance.mean)} (p = ${figure(byChance.p)}).`;
}
