import { COLOURS } from './colours.js';
import { shortened } from './persona-figures.js';

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
  /** One of several that stand side by side. */
  readonly small?: true;
}

/** Where people were meant to stand and where their answers put them, on the only axis. */
export interface StripChart {
  readonly kind: 'strip';
  readonly axis: string;
  readonly people: readonly {
    readonly name: string;
    /** `null` where no place was intended. */
    readonly from: number | null;
    readonly to: number;
  }[];
  /** Largest stretches without anybody: `radius` to either side of the centre. */
  readonly gaps: readonly { readonly centre: number; readonly radius: number }[];
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

/** Characters that a label has room for. */
const LABEL = { arrows: 60, small: 30, responses: 80 } as const;

/** Options of Observable Plot for arrows from target to realised place, in a square. */
export function arrows(Plot: PlotModule, { people, balls, x, y, small }: ArrowsChart): PlotOptions {
  const moved = people.flatMap(({ name, from, to }) =>
    from === null ? [] : [{ name, x1: from[0], y1: from[1], x2: to[0], y2: to[1] }],
  );
  const circles = balls.flatMap((ball, index) => circle(ball).map(([cx, cy]) => ({ cx, cy, index })));
  const [size, dot, room] = small === true ? [250, 2.4, LABEL.small] : [480, 3.5, LABEL.arrows];
  const ticks = small === true ? { ticks: 3 } : {};
  return {
    width: size,
    height: size,
    marginLeft: small === true ? 32 : 50,
    marginBottom: small === true ? 40 : 46,
    x: {
      label: shortened(x, room),
      labelOffset: small === true ? 34 : 40,
      domain: [...FRAME],
      grid: true,
      nice: false,
      ...ticks,
    },
    y: { label: shortened(y, room), domain: [...FRAME], grid: true, nice: false, ...ticks },
    marks: [
      Plot.frame({ stroke: '#888' }),
      Plot.line(circles, { x: 'cx', y: 'cy', z: 'index', stroke: COLOURS[4], strokeDasharray: '4 3' }),
      Plot.arrow(moved, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: '#999', strokeWidth: 1, headLength: 6 }),
      Plot.dot(moved, { x: 'x1', y: 'y1', r: dot - 1, stroke: '#888', fill: '#ffffff' }),
      Plot.dot([...people], {
        x: (person: ArrowsChart['people'][number]) => person.to[0],
        y: (person: ArrowsChart['people'][number]) => person.to[1],
        r: dot,
        fill: COLOURS[0],
      }),
    ],
  };
}

/** Options of Observable Plot for one axis: intended places above, answers below. */
export function strip(Plot: PlotModule, { axis, people, gaps }: StripChart): PlotOptions {
  const [meant, answered] = ['intended', 'answers'];
  const links = people.flatMap(({ from, to }) => (from === null ? [] : [{ from, to }]));
  const stretches = gaps.map(({ centre, radius }) => ({
    low: inFrame(centre - radius),
    high: inFrame(centre + radius),
  }));
  return {
    height: 190,
    marginLeft: 70,
    marginBottom: 46,
    x: { label: shortened(axis, LABEL.responses), labelOffset: 40, domain: [...FRAME], grid: true },
    y: { label: null, type: 'point', domain: [meant, answered], padding: 0.3 },
    marks: [
      Plot.ruleY(stretches, { y: () => answered, x1: 'low', x2: 'high', stroke: COLOURS[4], strokeWidth: 7 }),
      Plot.link(links, { x1: 'from', x2: 'to', y1: () => meant, y2: () => answered, stroke: '#999' }),
      Plot.dot(links, { x: 'from', y: () => meant, r: 3, stroke: '#888', fill: '#ffffff' }),
      Plot.dot([...people], { x: 'to', y: () => answered, r: 3.5, fill: COLOURS[0] }),
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
    height: 100 + 150 * axes.length,
    marginLeft: 50,
    marginBottom: 46,
    x: { label: 'aim', labelOffset: 40, domain, grid: true },
    y: { label: 'answer', domain: [...FRAME], grid: true, ticks: 3 },
    fy: { axis: null, domain: axes.map(({ name }) => name), padding: 0.22 },
    marks: [
      Plot.frame({ stroke: '#bbb' }),
      Plot.text(
        axes.map(({ name }) => ({ name, label: shortened(name, LABEL.responses) })),
        { fy: 'name', text: 'label', frameAnchor: 'top-right', dy: -15, fontWeight: 600 },
      ),
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
