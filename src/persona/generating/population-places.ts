import { z } from 'zod';
import type { LoopReport } from '../loop/index.js';
import { largestEmptyBalls } from '../measuring/index.js';
import { AxisResponse, responsesOf } from './axis-responses.js';
import type { PersonaMeasurement } from './measure-personas.js';
import { placesOf } from './placed-people.js';

const place = z.array(z.number());

/** What a picture of a measured population is drawn from. Places have an entry for each axis, in the order of `axes`. */
export const PopulationPlaces = z.object({
  axes: z.array(z.string()),
  /** Everybody who answered on every axis. */
  people: z.array(
    z.object({
      name: z.string(),
      /** Where the person was meant to stand; `null` where no place was intended. */
      target: place.nullable(),
      /** Where the answers put the person. */
      realised: place,
    }),
  ),
  /** The largest empty balls, each with somebody put into the middle of those before it; radii in units of the axes. */
  balls: z.array(z.object({ centre: place, radius: z.number() })),
  /** How answers follow aims; empty where nobody has an aim. */
  responses: z.array(AxisResponse),
});
export type PopulationPlaces = z.infer<typeof PopulationPlaces>;

/** Empty balls that are looked for. */
const BALLS = 3;

/** Good to half a pixel. */
const TOLERANCE = 1e-3;

/** Where a measured population stands, was meant to stand, and leaves places empty. Pure. */
export function populationPlaces(measurement: PersonaMeasurement, loop?: LoopReport): PopulationPlaces {
  const people = placesOf(measurement).flatMap(({ name, target, realised }) =>
    realised === null ? [] : [{ name, target: target === null ? null : [...target], realised: [...realised] }],
  );
  const stands = people.map(({ realised }) => realised);
  const balls = stands.length === 0 ? [] : largestEmptyBalls(stands, { count: BALLS, tolerance: TOLERANCE });
  return {
    axes: [...measurement.responses.axes],
    people,
    balls: balls.map(({ centre, radius }) => ({ centre: [...centre], radius })),
    responses: [...responsesOf(measurement, loop)],
  };
}

/** The same with three decimals, which is less than a pixel. */
export function roundedPlaces({ axes, people, balls, responses }: PopulationPlaces): PopulationPlaces {
  return {
    axes,
    people: people.map(({ name, target, realised }) => ({
      name,
      target: target === null ? null : target.map(rounded),
      realised: realised.map(rounded),
    })),
    balls: balls.map(({ centre, radius }) => ({ centre: centre.map(rounded), radius: rounded(radius) })),
    responses: responses.map(({ axis, points, fit }) => ({
      axis,
      points: points.map(([aim, answer]) => [rounded(aim), rounded(answer)]),
      fit: fit.map(([aim, answer]) => [rounded(aim), rounded(answer)]),
    })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
