import { COLOURS } from './colours.js';

/** Where people were meant to stand and where their answers put them, on two axes. */
export interface ArrowsChart {
  readonly kind: 'arrows';
  readonly x: string;
  readonly y: string;
  readonly people: readonly {
    readonly name: string;
    /** `null` where no place was intended. */
    readonly from: readonly [number, number] | null;
    readonly to: readonly [number, number];
  }[];
  /** Largest empty balls; only where the chart shows all axes. */
  readonly balls: readonly { readonly centre: readonly [number, number]; readonly radius: number }[];
}

/** How answers follow the aim on each axis, with the fitted monotone response. */
export interface ResponsesChart {
  readonly kind: 'responses';
  readonly axes: readonly {
    readonly name: string;
    readonly points: readonly { readonly aim: number; readonly answer: number }[];
    readonly fit: readonly { readonly aim: number; readonly answer: number }[];
  }[];
}

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;

const FRAME = [0, 1] as const;

/** Options of Observable Plot for arrows from target to realised place, in a square. */
export function arrows(Plot: PlotModule, { people, balls, x, y }: ArrowsChart): PlotOptions {
  const moved = people.flatMap(({ name, from, to }) =>
    from === null ? [] : [{ name, x1: from[0], y1: from[1], x2: to[0], y2: to[1] }],
  );
  const circles = balls.flatMap((ball, index) => circle(ball).map(([cx, cy]) => ({ cx, cy, index })));
  return {
    width: 480,
    height: 480,
    marginLeft: 50,
    marginBottom: 46,
    x: { label: x, labelOffset: 40, domain: [...FRAME], grid: true, nice: false },
    y: { label: y, domain: [...FRAME], grid: true, nice: false },
    marks: [
      Plot.frame({ stroke: '#888' }),
      Plot.line(circles, { x: 'cx', y: 'cy', z: 'index', stroke: COLOURS[4], strokeDasharray: '4 3' }),
      Plot.arrow(moved, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: '#999', strokeWidth: 1, headLength: 6 }),
      Plot.dot(moved, { x: 'x1', y: 'y1', r: 2.5, stroke: '#888', fill: '#ffffff' }),
      Plot.dot([...people], {
        x: (person: ArrowsChart['people'][number]) => person.to[0],
        y: (person: ArrowsChart['people'][number]) => person.to[1],
        r: 3.5,
        fill: COLOURS[0],
      }),
    ],
  };
}

/** Options of Observable Plot for one curve an axis. */
export function responses(Plot: PlotModule, { axes }: ResponsesChart): PlotOptions {
  const points = axes.flatMap(({ name, points: all }) => all.map((point) => ({ ...point, name })));
  const fits = axes.flatMap(({ name, fit }) => fit.map((point) => ({ ...point, name })));
  const aims = [...points, ...fits].map(({ aim }) => aim);
  const domain = [Math.min(0, ...aims), Math.max(1, ...aims)];
  return {
    height: 120 + 150 * axes.length,
    marginLeft: 50,
    marginRight: 140,
    marginBottom: 46,
    x: { label: 'aim', labelOffset: 40, domain, grid: true },
    y: { label: 'answer', domain: [...FRAME], grid: true, ticks: 3 },
    fy: { label: null, domain: axes.map(({ name }) => name) },
    marks: [
      Plot.frame({ stroke: '#bbb' }),
      Plot.line(
        axes.flatMap(({ name }) => FRAME.map((at) => ({ aim: at, answer: at, name }))),
        { x: 'aim', y: 'answer', fy: 'name', stroke: '#bbb', strokeDasharray: '4 3' },
      ),
      Plot.line(fits, { x: 'aim', y: 'answer', fy: 'name', stroke: COLOURS[1], strokeWidth: 1.8 }),
      Plot.dot(points, { x: 'aim', y: 'answer', fy: 'name', r: 2.5, fill: COLOURS[0], fillOpacity: 0.7 }),
    ],
  };
}

/** A circle as a line that stays in the frame: a clip would bear a number that differs from chart to chart. */
function circle({ centre, radius }: ArrowsChart['balls'][number]): readonly (readonly [number, number])[] {
  return Array.from({ length: 49 }, (_, step) => {
    const angle = (step / 48) * 2 * Math.PI;
    return [inFrame(centre[0] + radius * Math.cos(angle)), inFrame(centre[1] + radius * Math.sin(angle))] as const;
  });
}

function inFrame(value: number): number {
  return Math.min(FRAME[1], Math.max(FRAME[0], value));
}
