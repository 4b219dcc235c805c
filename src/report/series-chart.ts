import type { SeriesChart, SeriesPoint } from './chart-specs.js';
import { COLOURS, DASHES, MARK } from './colours.js';
import { shortened } from './persona-figures.js';

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;
type Line = SeriesChart['lines'][number];

/** More lines than this hide each other. */
const IN_ONE_PANEL = 4;

/** Panels beside each other, pixels that one is high, and letters that its heading has room for. */
const PANELS = { across: 3, height: 150, letters: 26 } as const;

/** Letters that a name at the end of its line has room for, and pixels that one takes. */
const NAME = { letters: 26, pixels: 6.6 } as const;

/** Options of Observable Plot for lines with bands: together, or each beside the one that it is held against. */
export function series(Plot: PlotModule, chart: SeriesChart): PlotOptions {
  const lines = chart.lines.filter(({ points }) => points.length > 0);
  const reference = lines.find(({ name }) => name === chart.beside);
  if (reference === undefined || !inPanels(chart)) return together(Plot, { ...chart, lines });
  return panels(Plot, { ...chart, lines: lines.filter((line) => line !== reference) }, reference);
}

/** Whether each line has a panel of its own, as a caption must say. */
export function inPanels({ lines, beside }: SeriesChart): boolean {
  const drawn = lines.filter(({ points }) => points.length > 0);
  return drawn.length > IN_ONE_PANEL && drawn.some(({ name }) => name === beside);
}

function together(Plot: PlotModule, { lines, x, y }: SeriesChart): PlotOptions {
  const domain = domainOf(lines);
  const named = lines.length > 1;
  const rows = lines.flatMap((line, index) => rowsOf(line, index));
  const last = apart(
    lines.map(({ name, points }, index) => ({
      ...(points.at(-1) as SeriesPoint),
      name: shortened(name, NAME.letters),
      colour: colourOf(index),
    })),
    domain,
  );
  const longest = Math.max(0, ...last.map(({ name }) => name.length));
  return {
    height: 330,
    marginTop: 28,
    marginRight: named ? 34 + longest * NAME.pixels : 24,
    marginBottom: 46,
    x: { label: x, labelOffset: 40, grid: true },
    y: { label: y, grid: true, domain: [...domain] },
    marks: [
      Plot.areaY(rows, { x: 'time', y1: 'low', y2: 'high', z: 'name', fill: 'colour', fillOpacity: 0.16 }),
      ...lines.map((line, index) =>
        Plot.line(rowsOf(line, index), {
          x: 'time',
          y: 'mean',
          stroke: colourOf(index),
          strokeWidth: 2,
          strokeDasharray: DASHES[index % DASHES.length],
        }),
      ),
      // A line of one point is none.
      Plot.dot(
        rows.filter(({ alone }) => alone),
        { x: 'time', y: 'mean', r: 3, fill: 'colour' },
      ),
      ...(named
        ? [
            Plot.dot(last, { x: 'time', y: 'at', r: 3.5, fill: 'colour', dx: 10 }),
            Plot.text(last, { x: 'time', y: 'at', text: 'name', fill: 'currentColor', textAnchor: 'start', dx: 18 }),
          ]
        : []),
    ],
  };
}

function panels(Plot: PlotModule, { lines, x, y }: SeriesChart, reference: Line): PlotOptions {
  const placed = lines.map((line, index) => ({
    ...line,
    fx: index % PANELS.across,
    fy: Math.floor(index / PANELS.across),
  }));
  const rows = placed.flatMap(({ fx, fy, ...line }, index) => rowsOf(line, index).map((row) => ({ ...row, fx, fy })));
  const again = placed.flatMap(({ fx, fy }) => reference.points.map((point) => ({ ...point, fx, fy })));
  const down = Math.ceil(lines.length / PANELS.across);
  const domain = domainOf([reference, ...lines]);
  return {
    height: 90 + down * PANELS.height,
    marginTop: 40,
    marginBottom: 46,
    x: { label: x, labelOffset: 40, grid: true, ticks: 3 },
    y: { label: y, grid: true, ticks: 4, domain: [...domain] },
    fx: { axis: null, padding: 0.08 },
    fy: { axis: null, padding: 0.24 },
    marks: [
      Plot.frame({ stroke: MARK, strokeOpacity: 0.4 }),
      Plot.text(placed, {
        fx: 'fx',
        fy: 'fy',
        text: ({ name }: Line) => shortened(name, PANELS.letters),
        frameAnchor: 'top-left',
        dy: -14,
        fontWeight: 600,
        fill: 'currentColor',
      }),
      Plot.areaY(rows, { x: 'time', y1: 'low', y2: 'high', fx: 'fx', fy: 'fy', fill: COLOURS[0], fillOpacity: 0.22 }),
      Plot.line(again, {
        x: 'time',
        y: 'mean',
        fx: 'fx',
        fy: 'fy',
        stroke: COLOURS[1],
        strokeWidth: 1.5,
        strokeDasharray: DASHES[1],
      }),
      Plot.line(rows, { x: 'time', y: 'mean', fx: 'fx', fy: 'fy', stroke: COLOURS[0], strokeWidth: 2 }),
    ],
  };
}

function rowsOf(
  { name, points }: Line,
  index: number,
): readonly (SeriesPoint & { readonly name: string; readonly colour: string; readonly alone: boolean })[] {
  return points.map((point) => ({ ...point, name, colour: colourOf(index), alone: points.length === 1 }));
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] as string;
}

/** What is drawn, and a little room where it does not vary. */
function domainOf(lines: readonly Line[]): readonly [number, number] {
  const values = lines.flatMap(({ points }) => points.flatMap(({ low, mean, high }) => [low, mean, high]));
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? [least - 0.5, most + 0.5] : [least, most];
}

/** Moves names at the ends of lines apart, so that none covers another, and none leaves the frame while there is room. */
function apart<Row extends { readonly mean: number }>(
  rows: readonly Row[],
  [least, most]: readonly [number, number],
): (Row & { readonly at: number })[] {
  const step = (most - least) * 0.055;
  const sorted = rows.map((row) => ({ ...row, at: row.mean })).sort((a, b) => a.at - b.at);
  sorted.forEach((row, index) => {
    const below = sorted[index - 1];
    if (below !== undefined) row.at = Math.max(row.at, below.at + step);
  });
  sorted.toReversed().forEach((row, index, down) => {
    const above = down[index - 1];
    row.at = Math.min(row.at, above === undefined ? most : above.at - step);
  });
  return sorted;
}
