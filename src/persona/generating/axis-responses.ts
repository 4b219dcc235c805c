import { z } from 'zod';
import { fitResponses, type LoopReport, type Observation } from '../loop/index.js';
import type { PersonaMeasurement } from './measure-personas.js';
import { placesOf } from './placed-people.js';

/** An aim, and the answer to it. */
const point = z.tuple([z.number(), z.number()]);

/** Where texts were aimed on an axis and what they answered, with the response that was fitted. */
export const AxisResponse = z.object({
  axis: z.string(),
  /** Aim and answer of each text. */
  points: z.array(point),
  /** Aim and expected answer, with the aims on all other axes in the middle; empty of fewer than three texts. */
  fit: z.array(point),
});
export type AxisResponse = z.infer<typeof AxisResponse>;

/** Steps of a fitted curve. */
const STEPS = 40;

/**
 * How answers follow aims, by the last text of everybody: where a loop was closed its aims, else the intended places.
 * Empty where nobody has an aim.
 */
export function responsesOf(measurement: PersonaMeasurement, loop?: LoopReport): readonly AxisResponse[] {
  const { axes } = measurement.responses;
  const places = placesOf(measurement);
  const last = loop === undefined ? [] : lastAims(loop);
  const aims = last.length === places.length ? last : places.map(({ target }) => target);
  const observations: Observation[] = places.flatMap(({ realised }, row) => {
    const aim = aims[row] ?? null;
    return aim === null || realised === null ? [] : [{ aim, answer: realised }];
  });
  if (observations.length === 0) return [];
  const { predict } = fitResponses(observations, axes.length);
  return axes.map((axis, at) => {
    const tried = observations.map(({ aim }) => aim[at] as number);
    const [low, high] = [Math.min(...tried), Math.max(...tried)];
    const fit = Array.from({ length: STEPS + 1 }, (_, step): [number, number] => {
      const aim = low + ((high - low) * step) / STEPS;
      return [aim, predict(axes.map((_other, other) => (other === at ? aim : 0.5)))[at] as number];
    });
    return {
      axis,
      points: observations.map(({ aim, answer }) => [aim[at] as number, answer[at] as number]),
      fit: observations.length < 3 ? [] : fit,
    };
  });
}

/** The aims of the texts that stand at the end, of everybody who was ever written, by place in the population. */
function lastAims({ rounds, axes }: LoopReport): readonly (readonly number[])[] {
  const aims = new Map<number, readonly number[]>();
  for (const { written, failed } of rounds) {
    const lost = new Set(failed);
    for (const { index, aim } of written) {
      if (!lost.has(index)) aims.set(index, axes.map((axis) => aim[axis] ?? 0.5)); // prettier-ignore
    }
  }
  return [...aims].sort(([one], [other]) => one - other).map(([, aim]) => aim);
}
