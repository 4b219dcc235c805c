import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { placesOf } from '../persona/generating/placed-people.js';
import { populationPlaces, type PopulationPlaces } from '../persona/generating/population-places.js';
import { share, signed } from './format.js';
import { headed, paragraph, table } from './persona-blocks.js';
import { interval, orNone } from './persona-figures.js';
import type { PersonaReport } from './persona-report.js';
import {
  evenly,
  MOST_PEOPLE,
  picturesOf,
  placesChart,
  placesLegend,
  responsesChart,
  RESPONSES_LEGEND,
} from './place-figures.js';
import type { Block, Section } from './section.js';

/** Pairs of axes that are drawn; of six axes there are 15. */
const MOST_PAIRS = 15;

/** How everybody's intended place and answers are told: drawn for pairs of axes, or listed in a table. */
export type PlacesForm = 'drawn' | 'listed';

/** From the intended place to the answers: in numbers for each axis, then for everybody. */
export function fidelitySection({ measurement, loop }: PersonaReport, places: PlacesForm): Section {
  const { fidelity } = measurement.measures;
  const found = populationPlaces(measurement, loop);
  const blocks: readonly Block[] = [
    ...headed(measurement),
    ...(fidelity === null
      ? [paragraph('Nobody of this population has an intended place, so there is nothing to hold the answers against.')]
      : fidelityTables(measurement)),
    ...(places === 'drawn' ? placeFigures(found) : [placesTable(measurement)]),
    ...responseFigure(found, loop),
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

function placeFigures(places: PopulationPlaces): readonly Block[] {
  const { axes, people } = places;
  const drawn = people.length > MOST_PEOPLE ? ` Of ${people.length} people ${MOST_PEOPLE} are drawn.` : '';
  const caption = `${placesLegend(axes.length)}${drawn}`;
  const pictures = picturesOf(places);
  if (axes.length <= 2) {
    return pictures.map((picture) => ({ kind: 'figure', caption, chart: placesChart(places, picture) }));
  }
  return [
    paragraph(caption),
    ...pictures.slice(0, MOST_PAIRS).map((picture): Block => ({
      kind: 'figure',
      caption: picture.map((at) => axes[at]).join(' and '),
      chart: placesChart(places, picture, true),
      small: true,
    })),
    ballsTable(places),
  ];
}

function ballsTable({ axes, balls }: PopulationPlaces): Block {
  return table(
    'The largest empty balls, where somebody is missed most: radius, and where the middle is on each axis.',
    ['ball', 'radius', ...axes],
    balls.map(({ radius, centre }, index) => [`${index + 1}`, share(radius), ...centre.map((at) => share(at))]),
  );
}

function responseFigure(places: PopulationPlaces, loop: PersonaReport['loop']): readonly Block[] {
  const chart = responsesChart(places);
  if (chart === undefined) return [];
  const aims = loop === undefined ? 'the intended place' : 'where the last text was aimed, which the loop moved';
  return [{ kind: 'figure', caption: `Answers by aim (${aims}). ${RESPONSES_LEGEND}`, chart }];
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
