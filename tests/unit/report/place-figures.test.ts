import { beforeAll, describe, expect, it } from 'vitest';
import type { PopulationPlaces } from '../../../src/persona/generating/population-places.js';
import { drawChart } from '../../../src/report/charts.js';
import type { ArrowsChart } from '../../../src/report/chart-specs.js';
import { personaSections } from '../../../src/report/persona-sections.js';
import { picturesOf, placesChart, placesLegend, responsesChart } from '../../../src/report/place-figures.js';
import type { Section } from '../../../src/report/section.js';
import { htmlProblems } from '../../support/html.js';
import { inUnits, pathsOf } from '../../support/drawn-chart.js';
import { personaReport } from '../../support/persona-report.js';

const places: PopulationPlaces = {
  axes: ['trust', 'thrift', 'haste'],
  people: [
    { name: 'Ada', target: [0.1, 0.9, 0.4], realised: [0.3, 0.6, 0.5] },
    { name: 'Bram', target: [0.8, 0.2, 0.6], realised: [0.6, 0.4, 0.5] },
    { name: 'Cleo', target: null, realised: [0.5, 0.5, 0.1] },
  ],
  balls: [
    { centre: [0.4, 0.6, 1], radius: 0.3 },
    { centre: [0.9, 0.9, 0], radius: 0.25 },
  ],
  responses: [
    {
      axis: 'trust',
      points: [
        [0.1, 0.3],
        [0.8, 0.6],
      ],
      fit: [],
    },
  ],
};

/** Distances of the points of drawn circles from a place, in units of the axes. */
async function distances(chart: ArrowsChart, from: readonly [number, number]): Promise<readonly number[][]> {
  const svg = await drawChart(chart);
  return pathsOf(svg, 'line').map((path) => inUnits(svg, path).map(([x, y]) => Math.hypot(x - from[0], y - from[1])));
}

function arrowsOf(of: PopulationPlaces, pair: readonly [number, number]): ArrowsChart {
  const chart = placesChart(of, pair);
  if (chart.kind !== 'arrows') throw new Error('another chart');
  return chart;
}

describe('picturesOf', () => {
  it('should be the only axis, both of two, and every pair of more', () => {
    expect(picturesOf({ axes: ['a'] })).toEqual([[0]]);
    expect(picturesOf({ axes: ['a', 'b'] })).toEqual([[0, 1]]);
    expect(picturesOf({ axes: ['a', 'b', 'c', 'd'] })).toEqual([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]); // prettier-ignore
  });
});

describe('placesChart of more than two axes', () => {
  it('should put balls where they are on the two axes, with the radius that they have, and number them', () => {
    const chart = arrowsOf(places, [0, 2]);

    expect([chart.x, chart.y]).toEqual(['trust', 'haste']);
    expect(chart.balls).toEqual([
      { centre: [0.4, 1], radius: 0.3, label: '1' },
      { centre: [0.9, 0], radius: 0.25, label: '2' },
    ]);
    expect(placesLegend(3)).toContain('a circle of the same radius');
    expect(placesLegend(3)).toContain('although the ball is empty');
  });

  it('should draw a circle with the centre and the radius of the ball in units of the axes', async () => {
    const [one, ...others] = await distances({ ...arrowsOf(places, [0, 1]), balls: arrowsOf(places, [0, 1]).balls.slice(0, 1) }, [0.4, 0.6]); // prettier-ignore

    expect(others).toEqual([]);
    expect(one!.length).toBeGreaterThan(40);
    for (const distance of one!) expect(distance).toBeCloseTo(0.3, 3);
  });

  it('should draw of a circle what is in the frame', async () => {
    const svg = await drawChart({ ...arrowsOf(places, [0, 1]), balls: [{ centre: [0.9, 0.9], radius: 0.25 }] });
    const points = pathsOf(svg, 'line').flatMap((path) => inUnits(svg, path));

    expect(points.length).toBeGreaterThan(5);
    for (const [x, y] of points) {
      expect(Math.hypot(x - 0.9, y - 0.9)).toBeCloseTo(0.25, 3);
      expect(Math.max(x, y)).toBeLessThanOrEqual(1.0005);
    }
  });

  it('should draw an arrow for everybody who was meant to stand somewhere, from there to the answers', async () => {
    const svg = await drawChart(arrowsOf(places, [0, 1]));
    const arrows = pathsOf(svg, 'arrow').map((path) => inUnits(svg, path.slice(0, 4)));

    expect(arrows).toHaveLength(2);
    const [[from, to]] = arrows as [[readonly [number, number], readonly [number, number]]];
    [0.1, 0.9].forEach((at, axis) => expect(from[axis]).toBeCloseTo(at, 3));
    [0.3, 0.6].forEach((at, axis) => expect(to[axis]).toBeCloseTo(at, 3));
    expect(svg.match(/<circle/g)).toHaveLength(2 + 3);
  });

  it('should write numbers of balls as one where they would cover each other', async () => {
    const balls = [1, 2].map((number) => ({ centre: [0, 0.01 * number] as const, radius: 0.2, label: `${number}` }));
    const svg = await drawChart({ ...arrowsOf(places, [0, 1]), balls });

    expect(svg).toContain('>1, 2</text>');
    expect(htmlProblems(svg)).toEqual([]);
  });
});

describe('placesChart of one axis', () => {
  it('should show the largest gaps, and two axes their balls without numbers', () => {
    const one = { ...places, axes: ['trust'] };

    expect(placesChart(one, [0], true)).toMatchObject({
      kind: 'strip',
      people: [
        { from: 0.1, to: 0.3 },
        { from: 0.8, to: 0.6 },
        { from: null, to: 0.5 },
      ],
      gaps: [
        { centre: 0.4, radius: 0.3 },
        { centre: 0.9, radius: 0.25 },
      ],
      small: true,
    });
    expect(arrowsOf({ ...places, axes: ['trust', 'thrift'] }, [0, 1]).balls[0]).not.toHaveProperty('label');
  });
});

describe('responsesChart', () => {
  it('should have a curve an axis, and be none where nobody has an aim', () => {
    expect(responsesChart(places)?.axes).toEqual([
      {
        name: 'trust',
        points: [
          { aim: 0.1, answer: 0.3 },
          { aim: 0.8, answer: 0.6 },
        ],
        fit: [],
      },
    ]);
    expect(responsesChart({ ...places, responses: [] })).toBeUndefined();
  });
});

describe('the report of a population on three axes', () => {
  let fidelity: Section;

  beforeAll(async () => {
    const report = await personaReport({ axes: 3, parameters: { slope: 0.6, noise: 0.3 } });
    fidelity = personaSections(report).find(({ id }) => id === 'fidelity') as Section;
  });

  it('should draw the balls of the table on every pair of axes', () => {
    const charts = fidelity.blocks.flatMap((block) =>
      block.kind === 'figure' && block.chart.kind === 'arrows' ? [block.chart] : [],
    );
    const table = fidelity.blocks.findLast((block) => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('there is no table');

    expect(charts).toHaveLength(3);
    expect(table.head.slice(0, 2)).toEqual(['ball', 'radius']);
    for (const { balls, x, y } of charts) {
      expect(balls.map(({ label }) => label)).toEqual(table.rows.map(([number]) => number));
      balls.forEach(({ centre, radius }, row) => {
        const cell = (of: string): number => Number(table.rows[row]![table.head.indexOf(of)]);
        expect(radius).toBeCloseTo(cell('radius'), 2);
        expect(centre[0]).toBeCloseTo(cell(x), 2);
        expect(centre[1]).toBeCloseTo(cell(y), 2);
      });
    }
  });
});
