import type { FitChart } from './chart-specs.js';
import { COLOURS } from './colours.js';

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;

/** Options of Observable Plot: dots with intervals, fitted curves, and below them where each passes one half. */
export function fit(Plot: PlotModule, { x, y, share, curves }: FitChart): PlotOptions {
  const coloured = curves.map((curve, index) => ({ ...curve, colour: COLOURS[index % COLOURS.length] as string }));
  const points = coloured.flatMap(({ points: own, colour }) => own.map((point) => ({ ...point, colour })));
  const lines = coloured.flatMap(({ line, name, colour }) => line.map((point) => ({ ...point, name, colour })));
  const xs = points.map((point) => point.x);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const bands = lines.filter(({ low, high }) => low !== undefined && high !== undefined);
  const found = coloured.flatMap(({ found: place, colour, name }) =>
    place === null ? [] : [{ ...place, low: place.low ?? least, high: place.high ?? most, colour, name }],
  );
  const names = coloured.flatMap(({ line, points: own, name, colour }) => {
    const last = line.at(-1) ?? own.at(-1);
    return last === undefined ? [] : [{ x: last.x, y: last.y, name, colour }];
  });
  return {
    height: 330,
    marginRight: 130,
    marginBottom: 46,
    x: { label: x, labelOffset: 40, grid: true },
    y: { label: y, grid: true, ...(share ? { domain: [0, 1] } : {}) },
    marks: [
      ...(found.length === 0 ? [] : [Plot.ruleY([0.5], { stroke: '#888', strokeDasharray: '4 3' })]),
      Plot.rect(found, { x1: 'low', x2: 'high', y1: () => 0, y2: () => 1, fill: 'colour', fillOpacity: 0.13 }),
      Plot.ruleX(found, { x: 'value', stroke: 'colour', strokeWidth: 1.5, strokeDasharray: '2 3' }),
      ...(bands.length === 0
        ? []
        : [Plot.areaY(bands, { x: 'x', y1: 'low', y2: 'high', z: 'name', fill: 'colour', fillOpacity: 0.15 })]),
      Plot.line(lines, { x: 'x', y: 'y', z: 'name', stroke: 'colour', strokeWidth: 1.8 }),
      Plot.ruleX(points, { x: 'x', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'x', y: 'y', r: 4, fill: 'colour' }),
      Plot.text(apart(names), { x: 'x', y: 'y', text: 'name', fill: 'colour', textAnchor: 'start', dx: 8 }),
    ],
  };
}

/** Moves names that would cover each other apart. */
function apart<Row extends { readonly y: number }>(rows: readonly Row[]): readonly Row[] {
  const heights = rows.map(({ y }) => y);
  const step = Math.max((Math.max(...heights, 1) - Math.min(...heights, 0)) * 0.06, 1e-9);
  const sorted = rows.map((row) => ({ ...row })).toSorted((one, other) => other.y - one.y);
  for (let index = 1; index < sorted.length; index += 1) {
    const [above, row] = [sorted[index - 1] as Row, sorted[index] as Row];
    if (above.y - row.y < step) sorted[index] = { ...row, y: above.y - step };
  }
  return sorted;
}
