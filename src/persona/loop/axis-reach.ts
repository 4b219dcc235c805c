import { chancesFrom } from '../../foundation/random/index.js';
import { quantile } from '../../foundation/statistics/index.js';
import type { AxisReach } from './loop-report.js';
import { fitResponses, type Observation, type ResponseModel } from './response-model.js';

/** The ends of an axis' reach, and their intervals. */
type Reach = Pick<AxisReach, 'from' | 'to' | 'width'>;

/**
 * The range of each axis beyond which no wording moved the answers: the least and the largest answer that the response
 * fitted to all texts expects at any aim that was tried. A single text that went further by luck does not count, and
 * nothing is claimed of aims that nobody tried. Intervals are percentiles of refits to resampled texts (Efron 1979).
 *
 * @param how.resamples Default 200. Keyed by the seed.
 */
export function axisReach(how: {
  readonly observations: readonly Observation[];
  readonly axes: number;
  readonly seed: number | string;
  readonly resamples?: number;
}): readonly Reach[] {
  const { observations, axes, seed, resamples = 200 } = how;
  const tried = distinctAims(observations);
  const whole = fitResponses(observations, axes);
  const ends = (model: ResponseModel): { from: number; to: number }[] => {
    const expected = tried.map(model.predict);
    return Array.from({ length: axes }, (_, axis) => {
      const values = expected.map((value) => value[axis] as number);
      return { from: Math.min(...values), to: Math.max(...values) };
    });
  };
  const found = ends(whole);
  const chances = chancesFrom(seed);
  const draws = Array.from({ length: resamples }, (_, draw) => {
    const chance = chances('loop', 'reach', draw);
    const sample = observations.map(() => observations[chance.integer(observations.length)] as Observation);
    return ends(fitResponses(sample, axes));
  });
  return found.map((own, axis) => {
    const bound = (of: (end: { from: number; to: number }) => number): Reach['from'] => {
      const values = draws.map((draw) => of(draw[axis] as { from: number; to: number }));
      const [low, high] = values.length === 0 ? [of(own), of(own)] : [quantile(values, 0.025), quantile(values, 0.975)];
      return { value: of(own), low, high };
    };
    return { from: bound(({ from }) => from), to: bound(({ to }) => to), width: bound(({ from, to }) => to - from) };
  });
}

function distinctAims(observations: readonly Observation[]): (readonly number[])[] {
  return [...new Map(observations.map(({ aim }) => [aim.join(), aim])).values()];
}
