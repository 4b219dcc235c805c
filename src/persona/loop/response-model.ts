import { fitMonotoneCurve, type MonotoneCurve } from './_internals/monotone-curve.js';
import { ridgeRegression } from './_internals/solve.js';

/** Where a text was aimed, and where its answers put the person; in the order of the axes, `null` where unknown. */
export interface Observation {
  readonly aim: readonly number[];
  readonly answer: readonly (number | null)[];
}

/** Least and largest aim of each axis. */
export interface AimBounds {
  readonly low: number;
  readonly high: number;
}

/** How answers follow aims, as far as is known. */
export interface ResponseModel {
  /** Expected answer, in [0, 1], an entry an axis. */
  predict(aim: readonly number[]): number[];
  /**
   * The aim within bounds whose expected answer is nearest to the target, each axis for itself as far as it can be. An
   * axis whose aim is `fixed` keeps it, and the others make up for what leaks from it.
   */
  invert(target: readonly number[], bounds: AimBounds, fixed?: readonly (number | undefined)[]): number[];
  /** How much of an aim on another axis counts as one on this: row the axis answered, column the axis aimed at. */
  readonly leakage: readonly (readonly number[])[];
}

/** Weight that leakage of 0 has, as so much squared aim (25 people spread evenly on an axis have 2.1). */
const LEAKAGE_RIDGE = 2;
/** Weights of straightness against one text, from hardly any to a straight line. */
const SMOOTHNESS = [0.3, 3, 30, 300, 3000];
/** More leakage than this is not believed. */
const MOST_LEAKAGE = 0.8;
/** An axis that answers less than this is taken to answer as much, so that leakage stays a share of something. */
const LEAST_SLOPE = 0.03;
const PASSES = 2;
/** Fewer texts than this say nothing; the answer is then expected where the aim is. */
const FEWEST_TEXTS = 3;

/**
 * Fits how answers follow aims: on each axis a curve that never falls, of an index to which the other axes contribute
 * (leakage), by least squares over all observations. Leakage is held back by a ridge, bends by as much as cross-validation
 * says, so that few observations give nearly a straight line of the axis alone.
 */
export function fitResponses(observations: readonly Observation[], axes: number): ResponseModel {
  const own = Array.from({ length: axes }, (_, axis) => fitAxis(observations, { axis, axes }));
  const leakage = own.map(({ weights }) => weights);
  return {
    leakage,
    predict: (aim) =>
      own.map(({ weights, curve }) =>
        clamp(curve.at(weights.reduce((sum, weight, axis) => sum + weight * ((aim[axis] as number) - 0.5), 0))),
      ),
    invert: (target, bounds, fixed = []) => {
      const wanted = own.map(({ curve }, axis) => curve.inverse(target[axis] as number));
      return solveWithin({ wanted, leakage, bounds, fixed });
    },
  };
}

interface AxisFit {
  readonly weights: readonly number[];
  readonly curve: MonotoneCurve;
}

function fitAxis(
  observations: readonly Observation[],
  { axis, axes }: { readonly axis: number; readonly axes: number },
): AxisFit {
  const known = observations.filter(({ answer }) => typeof answer[axis] === 'number');
  const aims = known.map(({ aim }) => aim.map((value) => value - 0.5));
  const answers = known.map(({ answer }) => answer[axis] as number);
  const self = Array.from({ length: axes }, (_, other) => Number(other === axis));
  if (known.length < FEWEST_TEXTS) return { weights: self, curve: fitMonotoneCurve([-0.5, 0.5], [0, 1], [1]) };

  const ridges = [0, ...self.map((own) => (own === 1 ? 0 : LEAKAGE_RIDGE))];
  const line = ridgeRegression(
    aims.map((aim) => [1, ...aim]),
    answers,
    ridges,
  ).slice(1);
  const slope = Math.max(LEAST_SLOPE, line[axis] as number);
  const curveOf = (weights: readonly number[], bends: readonly number[]): MonotoneCurve =>
    fitMonotoneCurve(
      aims.map((aim) => dot(aim, weights)),
      answers,
      bends,
    );
  let weights = line.map((value, other) => (other === axis ? 1 : limit(value / slope)));
  let curve = curveOf(weights, SMOOTHNESS);
  for (let pass = 0; pass < PASSES; pass += 1) {
    weights = nextWeights({ aims, answers, axis, weights, curve, ridge: LEAKAGE_RIDGE * slope * slope });
    curve = curveOf(weights, [curve.smoothness]);
  }
  return { weights, curve };
}

/** A step of Gauss and Newton for the leakage, with the curve as it is; the ridge pulls the weights to 0, not the step. */
function nextWeights({
  aims,
  answers,
  axis,
  weights,
  curve,
  ridge,
}: AxisFit & {
  readonly aims: readonly (readonly number[])[];
  readonly answers: readonly number[];
  readonly axis: number;
  readonly ridge: number;
}): number[] {
  const places = aims.map((aim) => dot(aim, weights));
  const rows = aims.map((aim, at) => {
    const slope = curve.slopeAt(places[at] as number);
    return aim.map((value, other) => (other === axis ? 0 : value * slope));
  });
  const shifted = answers.map(
    (answer, at) => answer - curve.at(places[at] as number) + dot(rows[at] as number[], weights),
  );
  const next = ridgeRegression(
    rows,
    shifted,
    weights.map((_, other) => (other === axis ? 1 : ridge)),
  );
  return next.map((value, other) => (other === axis ? 1 : limit(value)));
}

/** Aims whose indices are the wanted ones; where bounds forbid that, each axis makes up for the others as far as it can. */
function solveWithin({
  wanted,
  leakage,
  bounds: { low, high },
  fixed,
}: {
  readonly wanted: readonly number[];
  readonly leakage: ResponseModel['leakage'];
  readonly bounds: AimBounds;
  readonly fixed: readonly (number | undefined)[];
}): number[] {
  const span = high - low;
  const between = (value: number, slack: number): number =>
    Math.min(high - 0.5 + slack, Math.max(low - 0.5 - slack, value));
  // What can never be reached would otherwise be infinite.
  const targets = wanted.map((value) => between(value, span));
  const aims = wanted.map((_, axis) => (fixed[axis] ?? 0.5) - 0.5);
  for (let sweep = 0; sweep < 30; sweep += 1) {
    leakage.forEach((weights, axis) => {
      if (fixed[axis] !== undefined) return;
      const leaked = dot(weights, aims) - (aims[axis] as number);
      aims[axis] = between((targets[axis] as number) - leaked, 0);
    });
  }
  return aims.map((aim) => aim + 0.5);
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] as number), 0);
const limit = (weight: number): number => Math.min(MOST_LEAKAGE, Math.max(-MOST_LEAKAGE, weight));
const clamp = (value: number): number => Math.min(1, Math.max(0, value));
