import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { largestEmptyBalls } from '../persona/measuring/index.js';
import { share, signed } from './format.js';
import { headed, paragraph, table } from './persona-blocks.js';
import { interval, orNone } from './persona-figures.js';
import { placesOf, responsesOf, type PlacedPerson } from './persona-places.js';
import type { PersonaReport } from './persona-report.js';
import type { Block, Section } from './section.js';

/** Pairs of axes that are drawn; of six axes there are 15. */
const MOST_PAIRS = 15;

/** People who are drawn. */
const MOST_PEOPLE = 250;

/** Empty balls that are drawn. */
const BALLS = 3;

/** How everybody's intended place and answers are told: drawn for pairs of axes, or listed in a table. */
export type PlacesForm = 'drawn' | 'listed';

/** From the intended place to the answers: in numbers for each axis, then for everybody. */
export function fidelitySection({ measurement, loop }: PersonaReport, places: PlacesForm): Section {
  const { fidelity } = measurement.measures;
  const blocks: readonly Block[] = [
    ...headed(measurement),
    ...(fidelity === null
      ? [paragraph('Nobody of this population has an intended place, so there is nothing to hold the answers against.')]
      : fidelityTables(measurement)),
    ...(places === 'drawn' ? placeFigures(measurement) : [placesTable(measurement)]),
    ...responseFigure(measurement, loop),
  ];
  return { id: 'fidelity', title: 'From the intended place to the answers', blocks };
}

function fidelityTables({ measures }: PersonaMeasurement): readonly Block[] {
  const rows = measures.fidelity ?? [];
  const halves = new Map(measures.axes.map(({ axis, splitHalf }) => [axis, splitHalf]));
  return [
    table(
      'Answers against intended places, with 95 % intervals over people. Slope: what is left of an intended difference. Bias: answers minus intended places.',
      ['axis', 'slope', 'Spearman', 'bias', 'sd ratio', 'mean absolute error'],
      rows.map((row) => [
        row.axis,
        interval(row.slope),
        interval(row.spearman),
        interval(row.bias, (value) => orNone(value, signed)),
        interval(row.sdRatio),
        interval(row.meanAbsoluteError),
      ]),
    ),
    table(
      'The same without the noise of the answers, which is not the writer’s: the rank correlation over, and the ratio of standard deviations times, the root of the split-half reliability. Noise leaves the slope as it is.',
      ['axis', 'split-half reliability', 'Spearman, without noise', 'sd ratio, without noise'],
      rows.map((row) => [
        row.axis,
        orNone(halves.get(row.axis)),
        orNone(row.disattenuatedSpearman),
        orNone(row.disattenuatedSdRatio),
      ]),
    ),
  ];
}

function placeFigures(measurement: PersonaMeasurement): readonly Block[] {
  const { axes } = measurement.responses;
  const all = placesOf(measurement).filter(({ realised }) => realised !== null);
  const people = evenly(all, MOST_PEOPLE);
  const drawn = people.length < all.length ? ` Of ${all.length} people ${people.length} are drawn.` : '';
  const ring = 'Rings: intended places; dots: answers';
  if (axes.length === 1) return [strip(axes[0] as string, all, people, drawn)];
  if (axes.length === 2) {
    const caption = `${ring}; dashed: the largest empty balls, where somebody is missed most.${drawn}`;
    return [arrows(axes, [0, 1], { people, caption, balls: ballsOf(all) })];
  }
  const pairs = axes.flatMap((_, one) => axes.slice(one + 1).map((_other, at) => [one, one + 1 + at] as const));
  return [
    paragraph(`${ring}, for every pair of axes.${drawn}`),
    ...pairs
      .slice(0, MOST_PAIRS)
      .map((pair) =>
        arrows(axes, pair, { people, caption: `${axes[pair[0]]} and ${axes[pair[1]]}`, balls: [], small: true }),
      ),
    ballsTable(axes, all),
  ];
}

function arrows(
  axes: readonly string[],
  [one, other]: readonly [number, number],
  how: {
    readonly people: readonly PlacedPerson[];
    readonly caption: string;
    readonly balls: readonly { readonly centre: readonly [number, number]; readonly radius: number }[];
    readonly small?: true;
  },
): Block {
  const { people, caption, balls, small } = how;
  const at = (place: readonly number[]): readonly [number, number] => [place[one] as number, place[other] as number];
  return {
    kind: 'figure',
    caption,
    ...(small === undefined ? {} : { small }),
    chart: {
      kind: 'arrows',
      x: axes[one] as string,
      y: axes[other] as string,
      people: people.flatMap(({ name, target, realised }) =>
        realised === null ? [] : [{ name, from: target === null ? null : at(target), to: at(realised) }],
      ),
      balls,
      ...(small === undefined ? {} : { small }),
    },
  };
}

function strip(axis: string, all: readonly PlacedPerson[], people: readonly PlacedPerson[], drawn: string): Block {
  const gaps = emptyBalls(all).map(({ centre, radius }) => ({ centre: centre[0] as number, radius }));
  return {
    kind: 'figure',
    caption: `Above: intended places; below: answers; thick: the largest gaps.${drawn}`,
    chart: {
      kind: 'strip',
      axis,
      people: people.flatMap(({ name, target, realised }) =>
        realised === null ? [] : [{ name, from: target?.[0] ?? null, to: realised[0] as number }],
      ),
      gaps,
    },
  };
}

/** Balls of more than two axes cannot be drawn on pairs of them. */
function ballsTable(axes: readonly string[], people: readonly PlacedPerson[]): Block {
  return table(
    'The largest empty balls, where somebody is missed most: radius, and where the middle is on each axis.',
    ['radius', ...axes],
    emptyBalls(people).map(({ radius, centre }) => [share(radius), ...centre.map((at) => share(at))]),
  );
}

function ballsOf(people: readonly PlacedPerson[]) {
  return emptyBalls(people).map(({ centre, radius }) => ({
    centre: [centre[0] as number, centre[1] as number] as const,
    radius,
  }));
}

function emptyBalls(people: readonly PlacedPerson[]) {
  const places = people.flatMap(({ realised }) => (realised === null ? [] : [realised]));
  // Good to half a pixel.
  return places.length === 0 ? [] : largestEmptyBalls(places, { count: BALLS, tolerance: 1e-3 });
}

function responseFigure(measurement: PersonaMeasurement, loop: PersonaReport['loop']): readonly Block[] {
  const axes = responsesOf(measurement, loop);
  if (axes.length === 0) return [];
  const aims = loop === undefined ? 'the intended place' : 'where the last text was aimed, which the loop moved';
  return [
    {
      kind: 'figure',
      caption: `Answers by aim (${aims}). Line: the response that was fitted, which never falls, with the aims on other axes in the middle; dashed: answers where the aim is.`,
      chart: {
        kind: 'responses',
        axes: axes.map(({ axis, points, fit }) => ({ name: axis, points: evenly(points, MOST_PEOPLE), fit })),
      },
    },
  ];
}

function placesTable(measurement: PersonaMeasurement): Block {
  const { axes } = measurement.responses;
  const all = placesOf(measurement);
  const shown = evenly(all, MOST_PEOPLE);
  const some = shown.length < all.length ? ` ${shown.length} of ${all.length} people.` : '';
  return table(
    `Intended place → answers, for each axis.${some}`,
    ['person', ...axes],
    shown.map(({ name, target, realised, excluded }) => [
      excluded === null ? name : `${name} (left out)`,
      ...axes.map((_, at) => `${orNone(target?.[at])} → ${orNone(realised?.[at], share)}`),
    ]),
  );
}

function evenly<Value>(all: readonly Value[], most: number): readonly Value[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as Value);
}
