import { designEffect } from './_internals/design-effect.js';
import { chiSquareTail, tCdf } from './distributions.js';
import type { Interval } from './intervals.js';

/** Runs at one level of what is varied. */
export interface LevelOfRuns {
  readonly x: number;
  /** Runs in which it happened; a tie counts half. */
  readonly happened: number;
  readonly runs: number;
}

/** Where a rising logistic curve passes one half. */
export interface LogisticCrossing {
  readonly intercept: number;
  /** Rise of the log-odds a unit of `x`. Not positive where the curve does not rise; then there is no interval. */
  readonly slope: number;
  /** The `x` at which half of the runs have it. */
  readonly value: number;
  /** Of `value`; an end is infinite where the runs do not bound it within `reach` of the levels. */
  readonly interval: Interval;
}

/** How the interval is made. */
export interface CrossingOptions {
  /** Default .95. */
  readonly level?: number;
  /**
   * The same runs by what they share, for example a seed: of each cluster its runs at each level, one list a cluster. Default
   * every run is independent of every other.
   */
  readonly clusters?: readonly (readonly LevelOfRuns[])[];
}

/** The curve's place on an axis on which the levels span one unit. */
interface Line {
  readonly crossing: number;
  readonly slope: number;
}

const MOST_STEPS = 100;
const LONGEST_STEP = 5;
/** Steepest slope that is searched, a span of the levels. */
const STEEPEST = 1_000;
/** How far beyond the levels an end of the interval is looked for, in spans of the levels. */
const REACH = 4;

/**
 * Logistic curve over the levels of one number with Jeffreys' prior as a penalty (Firth 1993, Biometrika 80:27), which is
 * finite too where every level has it always or never, and the level at which it passes one half. The interval holds the
 * levels whose profile of the penalised likelihood is not refuted (Heinze and Schemper 2002, Statistics in Medicine 21:2409).
 *
 * Where runs come in clusters, twice the fall of the likelihood is divided by the design effect (Rao and Scott 1984, Annals of
 * Statistics 12:46): the variance of the crossing that is robust to clusters (Liang and Zeger 1986, Biometrika 73:13, times
 * G / (G - 1)) over that of independent runs, and at least 1. It is then held against the square of t with G - 1 degrees of
 * freedom.
 *
 * @param levels At least two different ones.
 */
export function logisticCrossing(
  levels: readonly LevelOfRuns[],
  { level = 0.95, clusters }: CrossingOptions = {},
): LogisticCrossing {
  const xs = levels.map(({ x }) => x);
  const [least, span] = [Math.min(...xs), Math.max(...xs) - Math.min(...xs)];
  const placed = levels.map((one) => ({ ...one, x: (one.x - least) / span }));
  const { intercept, slope } = climb(placed);
  const line = { crossing: -intercept / slope, slope };
  const back = (place: number): number => least + place * span;
  const whole = { intercept: intercept - (slope / span) * least, slope: slope / span, value: back(line.crossing) };
  if (!(slope > 0)) return { ...whole, interval: { low: -Infinity, high: Infinity } };
  const tailOf = clusters === undefined ? independently : withClusters(levels, whole, clusters);
  const { low, high } = notRefuted(placed, line, (fall) => tailOf(fall) < 1 - level);
  return { ...whole, interval: { low: back(low), high: back(high) } };
}

/** Chance of a fall of twice the log-likelihood as large as this. */
type Tail = (fall: number) => number;

const independently: Tail = (fall) => chiSquareTail(fall, 1);

function withClusters(
  levels: readonly LevelOfRuns[],
  curve: Pick<LogisticCrossing, 'intercept' | 'slope' | 'value'>,
  clusters: readonly (readonly LevelOfRuns[])[],
): Tail {
  const effect = Math.max(1, designEffect(levels, curve, clusters));
  return (fall) => 2 * tCdf(-Math.sqrt(fall / effect), clusters.length - 1);
}

/** Newton's steps with Fisher's information, halved as long as they lead down. */
function climb(levels: readonly LevelOfRuns[]): { readonly intercept: number; readonly slope: number } {
  let [intercept, slope] = [0, 0];
  let height = heightAt(levels, intercept, slope);
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = stepFrom(levels, intercept, slope);
    const longest = Math.max(Math.abs(step[0]), Math.abs(step[1]));
    if (longest < 1e-10) break;
    let share = Math.min(1, LONGEST_STEP / longest);
    let next = heightAt(levels, intercept + share * step[0], slope + share * step[1]);
    while (!(next >= height - 1e-12 * Math.abs(height)) && share > 1e-9) {
      share /= 2;
      next = heightAt(levels, intercept + share * step[0], slope + share * step[1]);
    }
    if (share <= 1e-9) break;
    [intercept, slope, height] = [intercept + share * step[0], slope + share * step[1], next];
  }
  return { intercept, slope };
}

/** What each level weighs in Fisher's information of intercept and slope. */
function weightsAt(levels: readonly LevelOfRuns[], intercept: number, slope: number): readonly number[] {
  return levels.map(({ x, runs }) => runs * spreadAt(intercept + slope * x));
}

/** Determinant of that information, as a sum over pairs of levels: a difference of products would be lost in rounding. */
function determinantOf(levels: readonly LevelOfRuns[], weights: readonly number[]): number {
  let sum = 0;
  for (const [one, { x }] of levels.entries()) {
    for (let other = 0; other < one; other += 1) {
      sum += (weights[one] as number) * (weights[other] as number) * (x - (levels[other] as LevelOfRuns).x) ** 2;
    }
  }
  return sum;
}

/** p (1 - p) at these log-odds, precise where p is near 0 or 1. */
function spreadAt(odds: number): number {
  const tail = Math.exp(-Math.abs(odds));
  return tail / (1 + tail) ** 2;
}

/** The penalised log-likelihood. */
function heightAt(levels: readonly LevelOfRuns[], intercept: number, slope: number): number {
  let likelihood = 0;
  for (const { x, happened, runs } of levels) {
    const odds = intercept + slope * x;
    const log = odds > 0 ? -Math.log1p(Math.exp(-odds)) : odds - Math.log1p(Math.exp(odds));
    likelihood += runs * log - (runs - happened) * odds;
  }
  return likelihood + Math.log(determinantOf(levels, weightsAt(levels, intercept, slope))) / 2;
}

function stepFrom(levels: readonly LevelOfRuns[], intercept: number, slope: number): readonly [number, number] {
  const weights = weightsAt(levels, intercept, slope);
  const determinant = determinantOf(levels, weights);
  /** Σ w (x_j - x) to a power. */
  const around = (x: number, power: number): number =>
    levels.reduce((sum, level, at) => sum + (weights[at] as number) * (level.x - x) ** power, 0);
  let [first, second] = [0, 0];
  for (const { x, happened, runs } of levels) {
    const odds = intercept + slope * x;
    const share = 1 / (1 + Math.exp(-odds));
    const leverage = (spreadAt(odds) * around(x, 2)) / determinant;
    const pull = happened - runs * share + runs * leverage * (0.5 - share);
    first += pull;
    second += pull * x;
  }
  const [s0, s1, s2] = [around(0, 0), around(0, 1), around(0, 2)];
  return [(s2 * first - s1 * second) / determinant, (s0 * second - s1 * first) / determinant];
}

/** Places at which the curve may pass one half: those that the profile of the penalised likelihood does not refute. */
function notRefuted(levels: readonly LevelOfRuns[], best: Line, isRare: (fall: number) => boolean): Interval {
  const top = heightAt(levels, -best.crossing * best.slope, best.slope);
  const refuted = (place: number): boolean => isRare(Math.max(0, 2 * (top - heldAt(levels, place))));
  const end = (side: 1 | -1): number => {
    let [inside, outside] = [
      best.crossing,
      side > 0 ? Math.max(1, best.crossing) + REACH : Math.min(0, best.crossing) - REACH,
    ];
    if (!refuted(outside)) return side * Infinity;
    while (Math.abs(outside - inside) > 1e-7) {
      const middle = (inside + outside) / 2;
      if (refuted(middle)) outside = middle;
      else inside = middle;
    }
    return (inside + outside) / 2;
  };
  return { low: end(-1), high: end(1) };
}

/** The highest penalised likelihood of a rising curve that passes one half at a place, by golden sections. */
function heldAt(levels: readonly LevelOfRuns[], place: number): number {
  const height = (slope: number): number => heightAt(levels, -slope * place, slope);
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, STEEPEST];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [height(left), height(right)];
  while (high - low > 1e-6 * (1 + high)) {
    // Far out both are minus infinity: the way is back.
    if (atRight > atLeft) {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = height(right);
    } else {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = height(left);
    }
  }
  return height((low + high) / 2);
}
