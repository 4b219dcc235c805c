import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import type { MetricRow, PopulationMeasures } from '../persona/measuring/index.js';
import { count, number, plural, share, signed } from './format.js';
import { headed, paragraph, table, warning } from './persona-blocks.js';
import { divergence, interval, orNone } from './persona-figures.js';
import { personaFinding } from './persona-finding.js';
import type { PersonaReport } from './persona-report.js';
import type { Block, Section } from './section.js';

/** Combinations of ends that are shown. */
const MOST_CORNERS = 8;

/** The metrics beside what they must be held against, before and after a loop where there was one. */
export function diversitySection({ measurement, openLoop }: PersonaReport): Section {
  const { measures } = measurement;
  const { gate, passed } = personaFinding({ measurement });
  const blocks: readonly Block[] = [
    ...headed(measurement),
    passed ? paragraph(gate) : warning(gate),
    metricsTable(measures, openLoop?.measures),
    paragraph(
      `Corrected coverage, (coverage − copies) / (ideal − copies): ${interval(measures.correctedCoverage)}` +
        `${openLoop === undefined ? '' : `; before the loop ${interval(openLoop.measures.correctedCoverage)}`}. ` +
        'It is 0 for what copies of one neutral persona reach by the noise of their answers, and 1 for an ideal population.',
    ),
  ];
  return { id: 'diversity', title: 'Diversity of the answers', blocks };
}

function metricsTable(measures: PopulationMeasures, before: PopulationMeasures | undefined): Block {
  const earlier = new Map(before?.metrics.map((row) => [row.metric, row]));
  return table(
    `${count(measures.size)} people on ${plural(measures.axes.length, 'axis', 'axes')}. ` +
      `Ideal: the mean of ${plural(measures.idealDraws, 'evenly spread population')} on the same axes, on the grid of answers where answers are drawn. ` +
      `Copies: ${copiesInWords(measures)}. ` +
      'Without noise: of the positions without the unreliable part of their spread.',
    [
      'metric',
      'more diverse is',
      'value',
      ...(before === undefined ? [] : ['before the loop']),
      'ideal',
      'copies',
      'without noise',
    ],
    measures.metrics.map((row) => [
      row.title,
      row.better,
      metricValue(row),
      ...(before === undefined ? [] : [metricValue(earlier.get(row.metric))]),
      orNone(row.ideal, showOf(row.metric)),
      orNone(row.clones, showOf(row.metric)),
      orNone(row.reliable, showOf(row.metric)),
    ]),
  );
}

function copiesInWords({ cloneDraws, metrics }: PopulationMeasures): string {
  if (cloneDraws === 0) return 'not asked';
  const sd = metrics.find(({ metric }) => metric === 'coverage')?.clonesSd ?? null;
  const spread = sd === null ? '' : ` (standard deviation of their coverage ${share(sd)})`;
  return `the mean of ${plural(cloneDraws, 'population')} of as many copies of one neutral persona, which have no diversity${spread}`;
}

function metricValue(row: MetricRow | undefined): string {
  if (row === undefined) return 'none';
  const show = showOf(row.metric);
  const bound = row.errorBound !== null && row.errorBound >= 0.0005 ? `, within ${number(row.errorBound)}` : '';
  return `${interval(row, (value) => orNone(value, show))}${bound}`;
}

function showOf(metric: MetricRow['metric']): (value: number) => string {
  return metric.endsWith('kl') ? divergence : share;
}

/** Each axis for itself, and how axes hang together. */
export function axesSection(measurement: PersonaMeasurement): Section {
  const { measures, questionnaire } = measurement;
  const described = new Map(questionnaire.axes.map((axis) => [axis.name, axis]));
  const blocks: readonly Block[] = [
    ...headed(measurement),
    table(
      'Answers on each axis, from 0 (low pole) to 1 (high pole). Reliability: the share of the differences between people that is no noise of the answers, by analysis of variance and by halves of the items.',
      ['axis', 'from … to', 'items', 'range', 'mean', 'sd', 'reliability', 'split halves'],
      measures.axes.map((row) => {
        const axis = described.get(row.axis);
        return [
          row.axis,
          axis === undefined ? '' : `${axis.low.label} … ${axis.high.label}`,
          count(row.items),
          `${share(row.range)} (${share(row.min)} to ${share(row.max)})`,
          share(row.mean),
          share(row.standardDeviation),
          orNone(row.reliability),
          orNone(row.splitHalf),
        ];
      }),
    ),
    ...(measures.correlations.length === 0 ? [] : [correlationTable(measures)]),
  ];
  return { id: 'axes', title: 'Axes', blocks };
}

function correlationTable({ correlations }: PopulationMeasures): Block {
  return table(
    'Correlation of answers on pairs of axes; of an ideal population it is near 0.',
    ['axis', 'other axis', 'correlation'],
    correlations.map(({ one, other, correlation }) => [one, other, orNone(correlation, signed)]),
  );
}

/** Joint ends of axes against what independent axes would give; nothing of one axis. */
export function combinationsSection({ measures }: PersonaMeasurement): readonly Section[] {
  const { occupancy, axes } = measures;
  const { tail, corners, inCorners, inCornersIndependent, cornersOccupied, cornersOccupiedIndependent } = occupancy;
  if (axes.length < 2) return [];
  const emptiest = corners.toSorted((one, other) => one.share - one.independent - (other.share - other.independent));
  const shown = corners.length <= MOST_CORNERS ? corners : emptiest.slice(0, MOST_CORNERS);
  const which =
    shown.length < corners.length ? ` The ${MOST_CORNERS} of ${corners.length} with fewest people against that.` : '';
  const blocks: readonly Block[] = [
    paragraph(
      `${share(inCorners)} of the people stand in a joint corner, that is up to ${share(tail)} or from ${share(1 - tail)} on every axis; ` +
        `independent axes with the same tails would give ${share(inCornersIndependent)}. ` +
        `${count(cornersOccupied)} of ${count(corners.length)} corners hold somebody, against ${number(cornersOccupiedIndependent)}. ` +
        `Over pairs of axes, joint tails hold ${interval(occupancy.jointTailExcess, (value) => orNone(value, signed))} more of the people than independent axes would give.`,
    ),
    table(
      `People at the ends of all axes at once, with Wilson's 95 % intervals, against the product of the shares at each end.${which}`,
      [...axes.map(({ axis }) => axis), 'people', 'share', 'independent axes'],
      shown.map(({ ends, people, share: held, shareInterval, independent }) => [
        ...axes.map((_, at) => ends.find(({ axis }) => axis === at)?.end ?? 'any'),
        count(people),
        interval({ value: held, low: shareInterval.low, high: shareInterval.high }),
        share(independent),
      ]),
    ),
  ];
  return [{ id: 'combinations', title: 'Rare combinations', blocks }];
}
