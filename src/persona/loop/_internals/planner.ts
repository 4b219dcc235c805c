import type { InPieces } from '../../../foundation/pieces.js';
import { chancesFrom } from '../../../foundation/random/index.js';
import type { Axis } from '../../../spec/index.js';
import {
  calibratedRadius,
  coverage,
  dispersionInPieces,
  hullVolumeInPieces,
  referencePoints,
} from '../../measuring/index.js';
import { axisReach } from '../axis-reach.js';
import type { LoopOptions, Named } from '../loop-options.js';
import type { AxisReach, LoopRound, LoopScores, RoundKind } from '../loop-report.js';
import { fitResponses, type ResponseModel } from '../response-model.js';
import { isAllowed } from '../../placement/index.js';
import type { LoopState } from './loop-state.js';
import { calibrationMoves, emptyBallMoves, type AimAt, type Move } from './moves.js';

/** What is to be done in a round. */
export interface Planned {
  readonly kind: RoundKind;
  readonly moves: readonly Move[];
}

/** Knows what to do next, and how things stand. */
export interface Planner {
  readonly radius: number;
  scores(half: 'steering' | 'heldOut'): InPieces<LoopScores>;
  /** `undefined` where nothing is left to do. */
  next(rounds: readonly LoopRound[], plateau: boolean): InPieces<Planned | undefined>;
  reach(): AxisReach[];
}

/** Reference points for who is redundant: .02 of these is 40, and that is as fine as it need be. */
const FEWER_POINTS = 2_000;
/** Resamples that decide whether a reach is known well enough; those of the report are more. */
const FEWER_RESAMPLES = 60;

/** Plans the rounds of a loop from its state. */
export function planner<Person extends Named>(options: LoopOptions<Person>, state: LoopState<Person>): Planner {
  const { questionnaire, targets, seed, aims: bounds = { low: -2, high: 3 } } = options;
  const { axes, constraints = [] } = questionnaire;
  const settings = {
    calibrations: 2,
    moves: Math.ceil(targets.length / 5),
    tolerance: 0.04,
    reachRounds: 2,
    reachError: 0.1,
    resamples: 200,
    ...options.settings,
  };
  const size = { axes: axes.length, size: targets.length };
  const radius = options.radius ?? calibratedRadius(size).radius;
  const chances = chancesFrom(seed);
  const reference = referencePoints({ axes: axes.length, chance: chances('loop', 'reference') });
  const fewer = referencePoints({ axes: axes.length, count: FEWER_POINTS, chance: chances('loop', 'redundancy') });

  const calibrate = (model: ResponseModel, aimAt: AimAt): Planned | undefined =>
    planned('calibration', calibrationMoves(state.standing(), { model, aimAt, tolerance: settings.tolerance }));
  const fill = function* (model: ResponseModel, aimAt: AimAt): InPieces<Planned | undefined> {
    const place = (centre: readonly number[]): readonly number[] | undefined => {
      const there = centre.map((value, at) => onLevel(value, axes[at] as Axis));
      return isAllowed(state.named(there), constraints) ? there : undefined;
    };
    const how = { model, aimAt, radius, reference: fewer, most: settings.moves, place };
    return planned('empty-balls', yield* emptyBallMoves(state.standing(), how));
  };
  const probe = (model: ResponseModel, aimAt: AimAt): Planned | undefined => {
    const short = shortAxes(model, aimAt);
    if (short.every(({ beyond }) => beyond.length === 0)) return undefined;
    const reaches = axisReach({
      observations: state.history,
      axes: axes.length,
      seed,
      resamples: FEWER_RESAMPLES,
    });
    const unsure = short.filter(({ axis, beyond }) => {
      const { value, low, high } = (reaches[axis] as (typeof reaches)[number]).width;
      return beyond.length > 0 && (high - low) / 2 > settings.reachError * value;
    });
    const who = new Set(unsure.flatMap(({ beyond }) => beyond));
    return planned(
      'reach',
      state.standing().filter(({ index }) => who.has(index)),
    );
  };
  /** Who has a place, on each axis, that words do not reach. */
  const shortAxes = (model: ResponseModel, aimAt: AimAt): { axis: number; beyond: number[] }[] =>
    axes.map((_, axis) => ({
      axis,
      beyond: state.standing().flatMap(({ index, target }) => {
        const expected = model.predict(aimAt(target))[axis] as number;
        return Math.abs(expected - (target[axis] as number)) > settings.tolerance ? [index] : [];
      }),
    }));
  const aimWith =
    (model: ResponseModel): AimAt =>
    (target) =>
      model.invert(target, bounds, fixedAims(axes, target));

  /** Texts when the reach was last looked at. */
  let seen = 0;
  return {
    radius,
    scores: (half) => scoresOf(state.positions(half), radius, reference),
    *next(rounds, plateau) {
      if (state.history.length === 0) return undefined;
      const model = fitResponses(state.history, axes.length);
      const aimAt = aimWith(model);
      const kinds = rounds.map(({ kind }) => kind);
      const done = (kind: RoundKind): number => kinds.filter((each) => each === kind).length;
      const calibrated = done('calibration') >= settings.calibrations;
      const move =
        (calibrated ? undefined : calibrate(model, aimAt)) ?? (plateau ? undefined : yield* fill(model, aimAt));
      if (move !== undefined && done('reach') === 0) return move;
      const nothingNew = kinds.at(-1) === 'reach' && state.history.length === seen;
      seen = state.history.length;
      return done('reach') < settings.reachRounds && !nothingNew ? probe(model, aimAt) : undefined;
    },
    reach() {
      const observations = state.wholeHistory;
      if (observations.length === 0) return [];
      const model = fitResponses(state.history, axes.length);
      const short = shortAxes(model, aimWith(model));
      const { resamples } = settings;
      return axisReach({ observations, axes: axes.length, seed, resamples }).map((reach, axis) => {
        const tried = observations.map(({ aim }) => aim[axis] as number);
        return {
          axis: (axes[axis] as Axis).name,
          ...reach,
          tried: { low: Math.min(...tried), high: Math.max(...tried) },
          beyond: (short[axis]?.beyond.length ?? 0) / targets.length,
          texts: observations.length,
        };
      });
    },
  };
}

const planned = (kind: RoundKind, moves: readonly Move[]): Planned | undefined =>
  moves.length === 0 ? undefined : { kind, moves };

function* scoresOf(
  positions: readonly (readonly number[])[],
  radius: number,
  reference: ReturnType<typeof referencePoints>,
): InPieces<LoopScores> {
  if (positions.length === 0) return null;
  return {
    people: positions.length,
    coverage: coverage(positions, { radius, reference }),
    hull: (yield* hullVolumeInPieces(positions)).volume,
    dispersion: (yield* dispersionInPieces(positions, { tolerance: 0.001 })).radius,
  };
}

/** Levels are named and not graded: no stronger words for them. */
function fixedAims(axes: readonly Axis[], target: readonly number[]): (number | undefined)[] {
  return axes.map((axis, at) => (axis.kind === 'continuous' ? undefined : onLevel(target[at] as number, axis)));
}

function onLevel(value: number, axis: Axis): number {
  if (axis.kind === 'continuous') return value;
  const steps = axis.levels.length - 1;
  return Math.round(value * steps) / steps;
}
