import type { NetworkChart } from './chart-specs.js';
import { COLOURS, MARK, PAPER } from './colours.js';
import { shortened } from './persona-figures.js';

type PlotModule = typeof import('@observablehq/plot');
type PlotOptions = NonNullable<Parameters<PlotModule['plot']>[0]>;

/** Edges that are drawn, the heaviest: more are a blot. */
const MOST_EDGES = 150;

/** Nodes whose names have room around the circle, and letters of each. */
const NAMES = { most: 40, letters: 12 } as const;

/** Options of Observable Plot for arrows between points on a circle; wider and darker ones are heavier. */
export function network(Plot: PlotModule, { nodes, edges, groups }: NetworkChart): PlotOptions {
  const placed = nodes.map(({ name, group }, index) => {
    const angle = Math.PI / 2 - (2 * Math.PI * index) / Math.max(1, nodes.length);
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return { name: shortened(name, NAMES.letters), group, x, y, nameX: 1.13 * x, nameY: 1.13 * y };
  });
  const heaviest = Math.max(1e-9, ...edges.map(({ weight }) => weight));
  const arrows = heavy(edges, MOST_EDGES).map(({ from, to, weight }) => {
    const [one, other] = [placed[from], placed[to]] as [(typeof placed)[number], (typeof placed)[number]];
    return { x1: one.x, y1: one.y, x2: other.x, y2: other.y, share: weight / heaviest };
  });
  const legend = groups.map((name, index) => ({ name: shortened(name, 24), index, x: -1.5, y: 1.3 - index * 0.13 }));
  return {
    width: 560,
    height: 470,
    margin: 10,
    x: { axis: null, domain: [-1.55, 1.55] },
    y: { axis: null, domain: [-1.3, 1.36] },
    marks: [
      Plot.arrow(arrows, {
        x1: 'x1',
        y1: 'y1',
        x2: 'x2',
        y2: 'y2',
        bend: 12,
        inset: 9,
        stroke: MARK,
        strokeWidth: ({ share }: { share: number }) => 0.5 + 2.5 * share,
        strokeOpacity: ({ share }: { share: number }) => 0.25 + 0.65 * share,
        headLength: 6,
      }),
      Plot.dot(placed, {
        x: 'x',
        y: 'y',
        r: 6,
        fill: ({ group }: (typeof placed)[number]) => colourOf(group),
        stroke: 'currentColor',
        strokeWidth: 1,
      }),
      ...(nodes.length > NAMES.most
        ? []
        : [Plot.text(placed, { x: 'nameX', y: 'nameY', text: 'name', fill: 'currentColor' })]),
      Plot.dot(legend, {
        x: 'x',
        y: 'y',
        r: 5,
        fill: ({ index }: (typeof legend)[number]) => colourOf(index),
        stroke: 'currentColor',
      }),
      Plot.text(legend, { x: 'x', y: 'y', text: 'name', dx: 12, textAnchor: 'start', fill: 'currentColor' }),
    ],
  };
}

/** The heaviest edges, those of the same weight in the order in which they are given. */
export function heavy(edges: NetworkChart['edges'], most: number): NetworkChart['edges'] {
  return edges.toSorted((one, other) => other.weight - one.weight).slice(0, most);
}

function colourOf(group: number | null): string {
  return group === null ? PAPER : (COLOURS[group % COLOURS.length] as string);
}
