import type { PopulationPlaces } from '../persona/generating/population-places.js';
import type { ArrowsChart, ResponsesChart, StripChart } from './chart-specs.js';

/** People who are drawn in one picture. */
export const MOST_PEOPLE = 250;

/** What a picture of places shows: the only axis, or two of them. */
export type AxisPair = readonly [number] | readonly [number, number];

/** The axes of each picture: both of two, every pair of more. */
export function picturesOf({ axes }: Pick<PopulationPlaces, 'axes'>): readonly AxisPair[] {
  if (axes.length === 1) return [[0]];
  return axes.flatMap((_, one) => axes.slice(one + 1).map((_other, at) => [one, one + 1 + at] as const));
}

/**
 * From everybody's intended place to the answers, on one axis or two. The largest empty balls of two axes are drawn as they
 * are; those of more axes are seen along the others, as circles of the same radius, and numbered.
 */
export function placesChart(places: PopulationPlaces, of: AxisPair, small?: true): ArrowsChart | StripChart {
  const [one, other] = of;
  const people = evenly(places.people, MOST_PEOPLE);
  const size = small === undefined ? {} : { small };
  if (other === undefined) {
    return {
      kind: 'strip',
      axis: places.axes[one] as string,
      people: people.map(({ name, target, realised }) => ({
        name,
        from: target?.[one] ?? null,
        to: realised[one] as number,
      })),
      gaps: places.balls.map(({ centre, radius }) => ({ centre: centre[one] as number, radius })),
      ...size,
    };
  }
  const at = (place: readonly number[]): readonly [number, number] => [place[one] as number, place[other] as number];
  return {
    kind: 'arrows',
    x: places.axes[one] as string,
    y: places.axes[other] as string,
    people: people.map(({ name, target, realised }) => ({
      name,
      from: target === null ? null : at(target),
      to: at(realised),
    })),
    balls: places.balls.map(({ centre, radius }, index) => ({
      centre: at(centre),
      radius,
      ...(places.axes.length > 2 ? { label: `${index + 1}` } : {}),
    })),
    ...size,
  };
}

/** How to read pictures of places on so many axes. */
export function placesLegend(axes: number): string {
  if (axes === 1) return 'Above: intended places; below: answers; thick: the largest gaps.';
  const rings = 'Rings: intended places; dots: answers; dashed: the largest empty balls, where somebody is missed most';
  if (axes === 2) return `${rings}.`;
  return (
    `${rings}, numbered from the largest. A ball on ${axes} axes is seen here along the other axes, as a circle of the same radius: ` +
    'it may hold people in the picture, who stand before or behind it, although the ball is empty.'
  );
}

/** Answers by aim, a curve an axis; `undefined` where nobody has an aim. */
export function responsesChart({ responses }: PopulationPlaces, small?: true): ResponsesChart | undefined {
  if (responses.length === 0) return undefined;
  const asPoint = ([aim, answer]: readonly [number, number]) => ({ aim, answer });
  return {
    kind: 'responses',
    axes: responses.map(({ axis, points, fit }) => ({
      name: axis,
      points: evenly(points, MOST_PEOPLE).map(asPoint),
      fit: fit.map(asPoint),
    })),
    ...(small === undefined ? {} : { small }),
  };
}

/** How to read curves of answers by aim. */
export const RESPONSES_LEGEND =
  'Line: the response that was fitted, which never falls, with the aims on other axes in the middle; dashed: answers where the aim is.';

/** At most so many of all, at even steps. */
export function evenly<Value>(all: readonly Value[], most: number): readonly Value[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as Value);
}
