import { userError } from '../../foundation/errors/index.js';
import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { calibrate } from './_internals/calibration.js';
import { radiusTable } from './_internals/radius-table.js';

/** Number of ideal draws of the published definition. */
export const CALIBRATION_DRAWS = 1_000;

/** The radius at which coverage is counted, and how sure it is. */
export interface CalibratedRadius {
  /** In units of the axes. */
  readonly radius: number;
  /** Standard deviation over the draws. The standard error of the radius is this over the root of the draws. */
  readonly standardDeviation: number;
  readonly draws: number;
  /** From the shipped table, from an earlier call or a store, or computed now. */
  readonly from: 'table' | 'memory' | 'store' | 'computed';
}

/** Keeps radii from one process to the next, under a text of lower-case letters, digits and hyphens. */
export interface RadiusStore {
  get(key: string): { readonly radius: number; readonly standardDeviation: number } | undefined;
  set(key: string, radius: { readonly radius: number; readonly standardDeviation: number }): void;
}

interface RadiusRequest {
  readonly size: number;
  readonly axes: number;
  readonly draws?: number;
  readonly store?: RadiusStore;
}

const known = new Map<string, { readonly radius: number; readonly standardDeviation: number }>();

/**
 * The radius κ for a number of people and axes: of a scrambled Sobol population the smallest radius that covers 99 % of
 * 10,000 uniform reference points, averaged over 1,000 such populations (Paglieri, Cross, Cunningham, Leibo, Vezhnevets
 * 2026, arXiv 2602.03545). For 25 people about .197 on two axes and .364 on three. Always the same for the same options.
 *
 * Common sizes are in a shipped table; others take seconds (25 people) to minutes (1,000), once a process or, with a
 * store, once. Fewer draws are quicker: the standard error is stated by `standardDeviation / √draws`.
 *
 * @param of.size From 1. @param of.axes From 1 to 21. @param of.draws Default 1,000.
 * @throws MesocosmError (usage) of a number that is out of range.
 */
export function calibratedRadius(of: RadiusRequest): CalibratedRadius {
  return atOnce(calibratedRadiusInPieces(of));
}

/** {@link calibratedRadius} in pieces, an ideal draw each. */
export function* calibratedRadiusInPieces(of: RadiusRequest): InPieces<CalibratedRadius> {
  const { size, axes, draws = CALIBRATION_DRAWS, store } = of;
  checkWhole(size, 'number of people', Infinity);
  checkWhole(axes, 'number of axes', 21);
  checkWhole(draws, 'number of draws', Infinity);
  const key = `radius-n${size}-k${axes}-draws${draws}`;
  const shipped = draws === CALIBRATION_DRAWS ? radiusTable[axes]?.[size] : undefined;
  if (shipped !== undefined) return { radius: shipped[0], standardDeviation: shipped[1], draws, from: 'table' };
  const remembered = known.get(key);
  if (remembered !== undefined) return { ...remembered, draws, from: 'memory' };
  const stored = store?.get(key);
  const found = stored ?? (yield* calibrate({ size, axes, draws }));
  known.set(key, found);
  if (stored === undefined) store?.set(key, found);
  return { ...found, draws, from: stored === undefined ? 'computed' : 'store' };
}

function checkWhole(value: number, what: string, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const expected = most === Infinity ? 'a whole number of at least 1' : `a whole number from 1 to ${most}`;
  throw userError({ kind: 'usage', what: `the ${what} is ${value}`, expected });
}
