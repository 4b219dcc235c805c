import { COLOURS, MARK, PAPER } from './colours.js';

/** Several things beside each other by one measure, each with its interval. */
export interface ComparisonChart {
  readonly kind: 'comparison';
  /** The measure, as it heads a table; the caption of a picture names it. */
  readonly label: string;
  readonly rows: readonly {
    readonly name: string;
    /** `null` is written as `none`, and never drawn at 0. */
    readonly value: number | null;
    /** `null` where there is no interval. */
    readonly low: number | null;
    readonly high: number | null;
    /** Stands apart from the others, with a hollow dot. */
    readonly apart: boolean;
  }[];
  /** Lines that all are held against. */
  readonly lines: readonly { readonly value: number; readonly dashed: boolean }[];
}

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
