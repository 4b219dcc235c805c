import type { ArrowsChart, ResponsesChart, StripChart } from './chart-specs.js';
import { COLOURS, MARK, PAPER } from './colours.js';
import { shortened } from './persona-figures.js';

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;

const FRAME = [0, 1] as const;

/** Characters that a label has room for. */
const LABEL = { arrows: 60, small: 30, responses: 80 } as const;

/** Pixels that one of several side by side is wide. */
const SMALL = 250;

/** Options of Observable Plot for arrows from target to realised place, in a square. */
export function arrows(Plot: PlotModule, { people, balls, x, y, small }: ArrowsChart): PlotOptions {
  const moved = people.flatMap(({ name, from, to }) =>
    from === null ? [] : [{ name, x1: from[0], y1: from[1], x2: to[0], y2: to[1] }],
  );
  const circles = balls
    .flatMap((ball) => arcs(ball))
    .flatMap((arc, index) => arc.map(([cx, cy]) => ({ cx, cy, index })));
  const [size, dot, room] = small === true ? [SMALL, 2.4, LABEL.small] : [480, 3.5, LABEL.arrows];
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
      Plot.frame({ stroke: MARK }),
      Plot.line(circles, { x: 'cx', y: 'cy', z: 'index', stroke: COLOURS[4], strokeDasharray: '4 3' }),
      Plot.arrow(moved, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: MARK, strokeWidth: 1, headLength: 6 }),
      Plot.dot(moved, { x: 'x1', y: 'y1', r: dot - 1, stroke: MARK, fill: PAPER }),
      Plot.dot([...people], {
        x: (person: ArrowsChart['people'][number]) => person.to[0],
        y: (person: ArrowsChart['people'][number]) => person.to[1],
        r: dot,
        fill: COLOURS[0],
      }),
      Plot.text(ballLabels(balls), {
        x: 'x',
        y: 'y',
        text: 'label',
        fontWeight: 600,
        fill: 'currentColor',
        stroke: PAPER,
        strokeWidth: 3,
      }),
    ],
  };
}

/** Options of Observable Plot for one axis: intended places above, answers below. */
export function strip(Plot: PlotModule, { axis, people, gaps, small }: StripChart): PlotOptions {
  const [meant, answered] = ['intended', 'answers'];
  const links = people.flatMap(({ from, to }) => (from === null ? [] : [{ from, to }]));
  const stretches = gaps.map(({ centre, radius }) => ({
    low: inFrame(centre - radius),
    high: inFrame(centre + radius),
  }));
  return {
    ...(small === true ? { width: SMALL } : {}),
    height: small === true ? 150 : 190,
    marginLeft: 70,
    marginBottom: 46,
    x: {
      label: shortened(axis, small === true ? LABEL.small : LABEL.responses),
      labelOffset: 40,
      domain: [...FRAME],
      grid: true,
      ...(small === true ? { ticks: 3 } : {}),
    },
    y: { label: null, type: 'point', domain: [meant, answered], padding: 0.3 },
    marks: [
      Plot.ruleY(stretches, { y: () => answered, x1: 'low', x2: 'high', stroke: COLOURS[4], strokeWidth: 7 }),
      Plot.link(links, { x1: 'from', x2: 'to', y1: () => meant, y2: () => answered, stroke: MARK }),
      Plot.dot(links, { x: 'from', y: () => meant, r: 3, stroke: MARK, fill: PAPER }),
      Plot.dot([...people], { x: 'to', y: () => answered, r: 3.5, fill: COLOURS[0] }),
    ],
  };
}

/** Options of Observable Plot for one curve an axis. */
export function responses(Plot: PlotModule, { axes, small }: ResponsesChart): PlotOptions {
  const points = axes.flatMap(({ name, points: all }) => all.map((point) => ({ ...point, name })));
  const fits = axes.flatMap(({ name, fit }) => fit.map((point) => ({ ...point, name })));
  const aims = [...points, ...fits].map(({ aim }) => aim);
  const domain = [Math.min(0, ...aims), Math.max(1, ...aims)];
  const [each, room] = small === true ? [95, LABEL.small] : [150, LABEL.responses];
  return {
    ...(small === true ? { width: SMALL } : {}),
    height: 100 + each * axes.length,
    marginLeft: small === true ? 32 : 50,
    marginBottom: 46,
    x: { label: 'aim', labelOffset: 40, domain, grid: true, ...(small === true ? { ticks: 3 } : {}) },
    y: { label: small === true ? null : 'answer', domain: [...FRAME], grid: true, ticks: 3 },
    fy: { axis: null, domain: axes.map(({ name }) => name), padding: 0.22 },
    marks: [
      Plot.frame({ stroke: MARK }),
      Plot.text(
        axes.map(({ name }) => ({ name, label: shortened(name, room) })),
        { fy: 'name', text: 'label', frameAnchor: 'top-right', dy: -15, fontWeight: 600 },
      ),
      Plot.line(
        axes.flatMap(({ name }) => FRAME.map((at) => ({ aim: at, answer: at, name }))),
        { x: 'aim', y: 'answer', fy: 'name', stroke: MARK, strokeDasharray: '4 3' },
      ),
      Plot.line(fits, { x: 'aim', y: 'answer', fy: 'name', stroke: COLOURS[1], strokeWidth: 1.8 }),
      Plot.dot(points, { x: 'aim', y: 'answer', fy: 'name', r: 2.5, fill: COLOURS[0], fillOpacity: 0.7 }),
    ],
  };
}

/** Room that a label needs, and each further letter of it, in units of the axes. */
const LABEL_ROOM = { first: 0.06, further: 0.02 } as const;

/** Labels of balls within the frame; those that would cover each other are written as one. */
function ballLabels(
  balls: ArrowsChart['balls'],
): readonly { readonly x: number; readonly y: number; readonly label: string }[] {
  const within = (at: number, room: number): number => Math.min(1 - room, Math.max(room, at));
  const labels: { x: number; y: number; label: string }[] = [];
  for (const { centre, label } of balls) {
    if (label === undefined) continue;
    const [x, y] = [within(centre[0], LABEL_ROOM.first), within(centre[1], LABEL_ROOM.first)];
    const near = labels.find((other) => Math.hypot(other.x - x, other.y - y) < LABEL_ROOM.first);
    if (near === undefined) labels.push({ x, y, label });
    else near.label += `, ${label}`;
  }
  return labels.map(({ x, y, label }) => {
    return { x: within(x, LABEL_ROOM.first + LABEL_ROOM.further * (label.length - 1)), y, label };
  });
}

/** Points of a whole circle that are tried, and every how many of them is drawn. */
const CIRCLE = { points: 720, drawn: 15 } as const;

/** The arcs of a circle that are in the frame: a clip would bear a number that differs from chart to chart. */
function arcs({ centre, radius }: ArrowsChart['balls'][number]): readonly (readonly (readonly [number, number])[])[] {
  const at = (step: number): readonly [number, number] => {
    const angle = (step / CIRCLE.points) * 2 * Math.PI;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  };
  const inside = (step: number): boolean => at(step).every((value) => value === inFrame(value));
  const steps = Array.from({ length: CIRCLE.points + 1 }, (_, step) => step).filter(inside);
  const starts = steps.filter((step) => step === 0 || !inside(step - 1));
  return starts.map((start) => {
    const along = steps.filter((step, index) => step >= start && step - start === index - steps.indexOf(start));
    return along.filter((step, index) => index === along.length - 1 || (step - start) % CIRCLE.drawn === 0).map(at);
  });
}

function inFrame(value: number): number {
  return Math.min(FRAME[1], Math.max(FRAME[0], value));
}
