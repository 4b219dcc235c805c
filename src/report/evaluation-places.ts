import type { PopulationPlaces } from '../persona/generating/population-places.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
import { evaluationSummary } from './evaluation-summary.js';
import { plural, share } from './format.js';
import { paragraph, warning } from './persona-blocks.js';
import { listed } from './persona-figures.js';
import {
  MOST_PEOPLE,
  picturesOf,
  placesChart,
  placesLegend,
  responsesChart,
  RESPONSES_LEGEND,
  type AxisPair,
} from './place-figures.js';
import type { Block, Section } from './section.js';

/** Pairs of axes that are drawn; of five axes there are 10. */
const MOST_PAIRS = 10;

/** A population that can be drawn. */
interface Drawn {
  readonly row: EvaluatedPopulation;
  readonly places: PopulationPlaces;
}

/** Each context, folded: for every generator from the intended places to the answers, and the answers by aim. */
export function placesSection(report: EvaluationReport): Section {
  const { contexts, heading } = evaluationSummary(report);
  const blocks: readonly Block[] = [
    ...(heading === null ? [] : [warning(heading)]),
    ...contexts.map((context): Block => {
      const rows = report.rows.filter((row) => row.context === context);
      return { kind: 'details', ...contextFigures(context, rows), open: contexts.length === 1 };
    }),
  ];
  return { id: 'places', title: 'From the intended places to the answers, in each context', blocks };
}

function contextFigures(
  context: string,
  rows: readonly EvaluatedPopulation[],
): { readonly summary: string; readonly blocks: readonly Block[] } {
  const drawn = rows.flatMap((row): readonly Drawn[] => (row.places ? [{ row, places: row.places }] : []));
  const missing = rows.filter(({ places }) => !places);
  const [first] = drawn;
  const axes = first === undefined ? '' : `: ${plural(first.places.axes.length, 'axis', 'axes')}`;
  return {
    summary: `${context}${axes}, ${drawn.length} of ${plural(rows.length, 'population')} drawn`,
    blocks: [
      ...instrumentNote(rows),
      ...(missing.length === 0 ? [] : [paragraph(`Not drawn: ${missing.map(whyNot).join('; ')}.`)]),
      ...(first === undefined ? [] : [...placeBlocks(first.places, drawn), ...responseBlocks(drawn)]),
    ],
  };
}

function instrumentNote(rows: readonly EvaluatedPopulation[]): readonly Block[] {
  const failed = [...new Set(rows.flatMap(({ instrumentFailed }) => instrumentFailed))];
  if (failed.length === 0) return [];
  return [warning(`The instrument fails on ${listed(failed, 12)}: where answers stand there tells nothing of people.`)];
}

function whyNot({ generator, failed, places }: EvaluatedPopulation): string {
  if (failed !== null) return `${generator} (${failed})`;
  if (places === null) return `${generator} (nobody was asked)`;
  return `${generator} (its row was recorded by a version that kept no places; an evaluation into another folder has them)`;
}

function placeBlocks({ axes }: PopulationPlaces, drawn: readonly Drawn[]): readonly Block[] {
  const all = picturesOf({ axes });
  const pictures = all.slice(0, MOST_PAIRS);
  const some = pictures.length < all.length ? ` ${pictures.length} of ${all.length} pairs of axes are drawn.` : '';
  const crowd = drawn.some(({ places }) => places.people.length > MOST_PEOPLE)
    ? ` At most ${MOST_PEOPLE} people are drawn of each population.`
    : '';
  return [
    paragraph(`${placesLegend(axes.length)}${some}${crowd}`),
    ...pictures.flatMap((picture) => [
      ...(axes.length > 2 ? [paragraph(`${picture.map((at) => axes[at]).join(' and ')}:`)] : []),
      ...drawn.map((one) => placeFigure(one, picture)),
    ]),
  ];
}

function placeFigure({ row, places }: Drawn, picture: AxisPair): Block {
  const [largest] = places.balls;
  const widest =
    largest === undefined ? '' : `, largest ${picture.length === 1 ? 'gap' : 'ball'} ${share(largest.radius)}`;
  return {
    kind: 'figure',
    caption: `${row.generator}${widest}`,
    chart: placesChart(places, picture, true),
    small: true,
  };
}

function responseBlocks(drawn: readonly Drawn[]): readonly Block[] {
  const figures = drawn.flatMap(({ row, places }): readonly Block[] => {
    const chart = responsesChart(places, true);
    return chart === undefined ? [] : [{ kind: 'figure', caption: row.generator, chart, small: true }];
  });
  return figures.length === 0
    ? []
    : [paragraph(`Answers (upwards) by aim (across), on each axis. ${RESPONSES_LEGEND}`), ...figures];
}
