import type { ComparisonChart } from './chart-specs.js';
import { COLOURS, MARK, PAPER } from './colours.js';

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;
type Row = ComparisonChart['rows'][number];

/** Characters that a name has room for. */
const LONGEST = 20;

/** Options of Observable Plot for one dot with its interval a row; the scale holds 0. */
export function comparison(Plot: PlotModule, { rows, lines }: ComparisonChart): PlotOptions {
  const measured = rows.filter(({ value }) => value !== null);
  const names = new Map(rows.map(({ name }) => [name, inMargin(name)]));
  const colour = ({ apart }: Row): string => (apart ? MARK : COLOURS[0]);
  return {
    width: 250,
    height: 38 + rows.length * 20,
    marginTop: 8,
    marginLeft: 140,
    marginRight: 12,
    marginBottom: 26,
    x: {
      label: null,
      ...(measured.length + lines.length === 0 ? { domain: [0, 1] } : { zero: true, nice: true }),
      grid: true,
      ticks: 2,
    },
    y: {
      label: null,
      domain: rows.map(({ name }) => name),
      tickFormat: (name: string) => names.get(name) ?? name,
      tickSize: 0,
    },
    marks: [
      Plot.ruleX(
        lines.filter(({ dashed }) => !dashed),
        { x: 'value', stroke: COLOURS[2], strokeWidth: 1.5 },
      ),
      Plot.ruleX(
        lines.filter(({ dashed }) => dashed),
        { x: 'value', stroke: COLOURS[1], strokeWidth: 1.5, strokeDasharray: '4 3' },
      ),
      Plot.ruleY(
        measured.filter(({ low, high }) => low !== null && high !== null),
        { x1: 'low', x2: 'high', y: 'name', stroke: 'currentColor', strokeWidth: 1.5 },
      ),
      Plot.dot(measured, {
        x: 'value',
        y: 'name',
        r: 3.5,
        fill: (row: Row) => (row.apart ? PAPER : COLOURS[0]),
        stroke: colour,
        strokeWidth: 1.5,
      }),
      Plot.text(
        rows.filter(({ value }) => value === null),
        { y: 'name', text: () => 'none', frameAnchor: 'left', dx: 4, fill: 'currentColor' },
      ),
    ],
  };
}

/** Names that are too long for the margin differ most at their ends. */
function inMargin(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 8)}…${name.slice(-7)}`;
}
