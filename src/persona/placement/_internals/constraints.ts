import { userError } from '../../../foundation/errors/index.js';
import type { AxisConstraint, Position } from '../../../spec/index.js';

/** Rounding of a weighted sum is no breach. */
const SLACK = 1e-9;

/** Whether somebody may stand there. */
export function isAllowed(position: Position, constraints: readonly AxisConstraint[]): boolean {
  return constraints.every((constraint) => holds(position, constraint));
}

function holds(position: Position, { weights, relation, bound }: AxisConstraint): boolean {
  const sum = Object.entries(weights).reduce((total, [axis, weight]) => total + weight * (position[axis] ?? 0), 0);
  return relation === 'at-most' ? sum <= bound + SLACK : sum >= bound - SLACK;
}

/**
 * Refuses constraints that name no axis of the placement, and those that nobody in [0, 1]^K can satisfy.
 *
 * @throws MesocosmError (usage), naming the constraint.
 */
export function checkConstraints(constraints: readonly AxisConstraint[], axes: readonly string[]): void {
  for (const constraint of constraints) {
    const { weights, relation, bound } = constraint;
    const stray = Object.keys(weights).find((name) => !axes.includes(name));
    if (stray !== undefined) {
      throw userError({
        kind: 'usage',
        what: `the constraint ${inWords(constraint)} names "${stray}", which is no axis`,
        available: axes,
        given: stray,
      });
    }
    const sign = relation === 'at-most' ? 1 : -1;
    const least = Object.values(weights).reduce((sum, weight) => sum + Math.min(0, sign * weight), 0);
    if (least > sign * bound + SLACK) {
      throw userError({
        kind: 'usage',
        what: `nobody can satisfy the constraint ${inWords(constraint)}`,
        expected: `a bound ${relation === 'at-most' ? 'of at least' : 'of at most'} ${sign * least}`,
        remedy: 'change the bound, or leave the constraint out',
      });
    }
  }
}

/** What to say when so many tries found too few places. */
export function tooNarrow({
  constraints,
  tried,
  found,
  wanted,
}: {
  readonly constraints: readonly AxisConstraint[];
  /** Positions that were tried. */
  readonly tried: readonly Position[];
  readonly found: number;
  readonly wanted: number;
}): Error {
  const kept = constraints.map((constraint) => tried.filter((position) => holds(position, constraint)).length);
  const worst = kept.indexOf(Math.min(...kept));
  const narrowest = constraints[worst] as AxisConstraint;
  const alone = kept[worst] as number;
  const others = constraints.length > 1 ? ` (alone it leaves ${alone})` : '';
  return userError({
    kind: 'usage',
    what: `of ${tried.length} places tried the constraints leave ${found} for ${wanted} people; the narrowest is ${inWords(narrowest)}${others}`,
    remedy: 'widen its bound, or ask for fewer people',
  });
}

/** A constraint as a person would write it. */
export function inWords({ weights, relation, bound }: AxisConstraint): string {
  const terms = Object.entries(weights).map(([axis, weight]) => (weight === 1 ? `"${axis}"` : `${weight} × "${axis}"`));
  return `${terms.join(' + ')} ${relation === 'at-most' ? '≤' : '≥'} ${bound}`;
}
