import { COLOURS, MARK, PAPER } from './colours.js';
import { comparison } from './comparison-chart.js';
import type {
  ArrowsChart,
  ComparisonChart,
  FitChart,
  NetworkChart,
  ResponsesChart,
  SeriesChart,
  StripChart,
} from './chart-specs.js';
import { fit } from './fit-chart.js';
import { network } from './network-chart.js';
import { arrows, responses, strip } from './persona-charts.js';
import { series } from './series-chart.js';

/** A chart as data; drawn for HTML, told as a table in Markdown. */
export type ChartSpec =
  | {
      readonly kind: 'intervals';
      readonly label: string;
      readonly neutral: number;
      readonly domain: readonly [number, number] | null;
      readonly points: readonly IntervalPoint[];
    }
  | {
      readonly kind: 'curve';
      readonly x: string;
      readonly y: string;
      readonly points: readonly {
        readonly x: number;
        readonly p: number;
        readonly low: number;
        readonly high: number;
        readonly presentations: readonly number[];
      }[];
      readonly beta: number;
    }
  | SeriesChart
  | ArrowsChart
  | ComparisonChart
  | FitChart
  | NetworkChart
  | ResponsesChart
  | StripChart;

export interface IntervalPoint {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly role: 'reference' | 'run';
}

/**
 * Draws a chart as SVG, with the same bytes for the same data. Observable Plot and linkedom are loaded when first used.
 */
export async function drawChart(spec: ChartSpec): Promise<string> {
  const Plot = await import('@observablehq/plot');
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML('<html><body></body></html>');
  const common = { document: document as never, width: 680, style: { background: 'transparent' } };
  const drawn = optionsOf(Plot, spec);
  const svg = Plot.plot({ ...common, ...drawn }) as unknown as DrawnElement & { readonly outerHTML: string };
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  roundCoordinates(svg);
  return svg.outerHTML;
}

interface DrawnElement {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelectorAll(selector: string): Iterable<DrawnElement>;
}

/** Attributes that hold coordinates. */
const COORDINATES = ['d', 'transform', 'cx', 'cy', 'x1', 'x2', 'y1', 'y2'];

/** A tenth of a pixel is seen by nobody, and a page may hold hundreds of charts. */
function roundCoordinates(svg: DrawnElement): void {
  for (const attribute of COORDINATES) {
    for (const element of svg.querySelectorAll(`[${attribute}]`)) {
      const given = element.getAttribute(attribute) ?? '';
      element.setAttribute(
        attribute,
        given.replaceAll(/\d+\.\d{2,}/g, (digits) => `${Number(Number(digits).toFixed(1))}`),
      );
    }
  }
}

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;

function optionsOf(Plot: PlotModule, spec: ChartSpec): PlotOptions {
  switch (spec.kind) {
    case 'intervals':
      return intervals(Plot, spec);
    case 'curve':
      return curve(Plot, spec);
    case 'series':
      return series(Plot, spec);
    case 'arrows':
      return arrows(Plot, spec);
    case 'comparison':
      return comparison(Plot, spec);
    case 'fit':
      return fit(Plot, spec);
    case 'network':
      return network(Plot, spec);
    case 'responses':
      return responses(Plot, spec);
    case 'strip':
      return strip(Plot, spec);
  }
}

function intervals(
  Plot: PlotModule,
  { points, neutral, label, domain }: Extract<ChartSpec, { kind: 'intervals' }>,
): PlotOptions {
  const rows = [...points];
  return {
    height: 70 + rows.length * 28,
    marginLeft: 140,
    marginBottom: 46,
    x: { label, labelOffset: 40, ...(domain === null ? {} : { domain: [...domain] }), grid: true, nice: true },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [
      Plot.ruleX([neutral], { stroke: MARK, strokeDasharray: '4 3' }),
      Plot.ruleY(rows, { x1: 'low', x2: 'high', y: 'name', stroke: 'currentColor', strokeWidth: 1.5 }),
      Plot.dot(rows, {
        x: 'value',
        y: 'name',
        r: 4.5,
        fill: (row: IntervalPoint) => (row.role === 'run' ? COLOURS[0] : PAPER),
        stroke: (row: IntervalPoint) => (row.role === 'run' ? COLOURS[0] : MARK),
        strokeWidth: 1.5,
      }),
    ],
  };
}

function curve(Plot: PlotModule, { points, beta, x, y }: Extract<ChartSpec, { kind: 'curve' }>): PlotOptions {
  const largest = Math.max(...points.map((point) => point.x));
  const fitted = Array.from({ length: 101 }, (_, index) => {
    const at = (index / 100) * largest;
    return { x: at, p: (1 + Math.tanh(beta * ((2 * at) / largest - 1))) / 2 };
  });
  const single = points.flatMap((point) => point.presentations.map((p) => ({ x: point.x, p })));
  return {
    height: 370,
    marginBottom: 46,
    x: { label: x, labelOffset: 40, grid: true },
    y: { label: y, domain: [0, 1], grid: true },
    marks: [
      Plot.line(
        [
          { x: 0, p: 0 },
          { x: largest, p: 1 },
        ],
        { x: 'x', y: 'p', stroke: MARK },
      ),
      Plot.line(fitted, { x: 'x', y: 'p', stroke: COLOURS[1], strokeDasharray: '5 4' }),
      Plot.dot(single, { x: 'x', y: 'p', r: 1.8, fill: MARK, fillOpacity: 0.5 }),
      Plot.ruleX([...points], { x: 'x', y1: 'low', y2: 'high', stroke: COLOURS[0], strokeWidth: 2 }),
      Plot.line([...points], { x: 'x', y: 'p', stroke: COLOURS[0], strokeWidth: 1 }),
      Plot.dot([...points], { x: 'x', y: 'p', r: 4, fill: COLOURS[0] }),
    ],
  };
}
