import { beforeAll, describe, expect, it } from 'vitest';
import { drawChart } from '../../../src/report/charts.js';
import type { ComparisonChart } from '../../../src/report/chart-specs.js';
import { overviewSection } from '../../../src/report/evaluation-overview.js';
import { placesSection } from '../../../src/report/evaluation-places.js';
import type { EvaluationReport } from '../../../src/report/evaluation-report.js';
import { EVALUATION_MEASURES, evaluationSummary } from '../../../src/report/evaluation-summary.js';
import { renderEvaluation } from '../../../src/report/render-evaluation.js';
import type { Block, Section } from '../../../src/report/section.js';
import { pathsOf } from '../../support/drawn-chart.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';
import { evaluationReport } from '../../support/persona-report.js';

let report: EvaluationReport;

beforeAll(async () => {
  report = await evaluationReport();
});

type Figure = Extract<Block, { kind: 'figure' }>;
type Details = Extract<Block, { kind: 'details' }>;

function figures(blocks: readonly Block[]): readonly Figure[] {
  return blocks.filter((block) => block.kind === 'figure');
}

function details({ blocks }: Section): readonly Details[] {
  return blocks.filter((block) => block.kind === 'details');
}

function texts(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'warning' ? [block.text] : [])).join('\n'); // prettier-ignore
}

function comparisons(of: EvaluationReport): readonly (ComparisonChart & { readonly caption: string })[] {
  return figures(overviewSection(of).blocks).map(({ chart, caption }) => {
    if (chart.kind !== 'comparison') throw new Error('another chart');
    return { ...chart, caption };
  });
}

/** With hulls of this volume everywhere. */
function withHull(volume: number): EvaluationReport {
  const rows = report.rows.map((row) => {
    if (row.measures === null) return row;
    const metrics = row.measures.metrics.map((metric) =>
      metric.metric === 'hull_volume' ? { ...metric, value: volume } : metric,
    );
    return { ...row, measures: { ...row.measures, metrics } };
  });
  return { ...report, rows };
}

describe('overviewSection', () => {
  it('should have a chart a measure, with value and interval of every generator', () => {
    const charts = comparisons(report);
    const { generators } = evaluationSummary(report);

    expect(charts.map(({ label }) => label)).toEqual(EVALUATION_MEASURES.map(({ title }) => title));
    EVALUATION_MEASURES.forEach(({ name }, at) => {
      const rows = charts[at]!.rows.map(({ value, low, high }) => ({ value, low, high }));
      expect(rows).toEqual(generators.map(({ values }) => values[name]));
    });
  });

  it('should set generators apart that do not steer, and mark those where the instrument fails', () => {
    const [coverage] = comparisons(report);

    expect(coverage!.rows.map(({ name, apart }) => [name, apart])).toEqual([
      ['first-person *', false],
      ['name-only *', true],
      ['demographic', true],
    ]);
  });

  it('should draw copies and the ideal as lines, and say where a line lies that is far off', () => {
    const { clones, ideal } = evaluationSummary(report).references;
    const [coverage] = comparisons(report);
    const hull = comparisons(withHull(0.01))[1]!;
    const flat = comparisons(withHull(0))[1]!;

    expect(coverage!.lines.map(({ value, dashed }) => [value, dashed])).toEqual([
      [clones['coverage'], true],
      [ideal['coverage'], false],
    ]);
    expect(hull.lines.filter(({ dashed }) => !dashed)).toEqual([]);
    expect(hull.caption).toMatch(/; the ideal, at \.\d+, not on the scale$/);
    expect(flat.lines.map(({ value }) => value)).toContain(ideal['hull_volume']);
  });

  it('should say of a generator that was not measured that it has no value, and draw nothing for it', async () => {
    const rows = report.rows.map((row) =>
      row.generator === 'demographic' ? { ...row, measures: null, places: null, failed: 'nobody answered' } : row,
    );
    const [coverage] = comparisons({ ...report, rows });
    const svg = await drawChart(coverage!);

    expect(coverage!.rows.at(-1)).toMatchObject({ value: null, low: null, high: null });
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/>none<\/text>/g)).toHaveLength(1);
  });

  it('should begin with the heading of the tables where there is one', () => {
    expect(overviewSection(report).blocks[0]).toEqual({ kind: 'warning', text: evaluationSummary(report).heading });
  });
});

describe('placesSection', () => {
  it('should fold a context, with places and responses of every population that was measured', () => {
    const [first, second] = details(placesSection(report));

    expect(first).toMatchObject({ summary: 'bell-diver-town: 2 axes, 3 of 3 populations drawn', open: false });
    expect(second!.summary).toBe('andean-lithium-salt-flat: 2 axes, 2 of 3 populations drawn');
    expect(figures(first!.blocks).map(({ chart }) => chart.kind)).toEqual([
      'arrows',
      'arrows',
      'arrows',
      'responses',
      'responses',
      'responses',
    ]);
    expect(figures(first!.blocks).map(({ caption }) => caption.split(',')[0])).toEqual([
      'first-person',
      'name-only',
      'demographic',
      'first-person',
      'name-only',
      'demographic',
    ]);
  });

  it('should draw an arrow for each person, and the balls of the row', async () => {
    const [first] = details(placesSection(report));
    const [{ chart, caption }] = figures(first!.blocks) as [Figure];
    if (chart.kind !== 'arrows') throw new Error('another chart');
    const { balls } = report.rows[0]!.places!;

    expect(pathsOf(await drawChart(chart), 'arrow')).toHaveLength(25);
    expect(chart.balls).toEqual(balls.map(({ centre, radius }) => ({ centre, radius })));
    expect(caption).toBe(`first-person, largest ball ${balls[0]!.radius.toFixed(2).replace(/^0/, '')}`);
  });

  it('should say of what cannot be drawn why', () => {
    const [, second] = details(placesSection(report));
    const older = report.rows.map((row) => ({ ...row, places: undefined }));
    const [without] = details(placesSection({ ...report, rows: older }));

    expect(texts(second!.blocks)).toContain('Not drawn: demographic (1 of 25 people could be written).');
    expect(texts(second!.blocks)).toMatch(/^The instrument fails on /);
    expect(texts(without!.blocks)).toContain('first-person (its row was recorded by a version that kept no places');
    expect(figures(without!.blocks)).toEqual([]);
  });

  it('should draw pairs of three axes, each for all generators, under the names of the axes', () => {
    const [row] = report.rows;
    const third = <Value>(values: readonly Value[], value: Value): Value[] => [...values, value];
    const places = {
      axes: third(row!.places!.axes, 'haste'),
      people: row!.places!.people.map(({ name, realised }) => ({ name, target: null, realised: third(realised, 0.5) })),
      balls: row!.places!.balls.map(({ centre, radius }) => ({ centre: third(centre, 0.5), radius })),
      responses: [],
    };
    const rows = ['one', 'other'].map((generator) => ({ ...row!, generator, places }));
    const [only] = details(placesSection({ ...report, rows }));

    expect(only!.open).toBe(true);
    expect(figures(only!.blocks)).toHaveLength(6);
    expect(texts(only!.blocks)).toContain(`${places.axes[1]} and haste:`);
    expect(texts(only!.blocks)).toContain('as a circle of the same radius');
  });
});

describe('renderEvaluation', () => {
  it('should fold every context in HTML, and refer to it in Markdown, which has no chart', async () => {
    const { html, markdown } = await renderEvaluation(report, 'charts.html');

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
    expect(html.match(/<details>/g)).toHaveLength(2);
    expect(html.indexOf('id="overview"')).toBeLessThan(html.indexOf('id="contexts"'));
    expect(markdown).toContain('[charts.html](charts.html)');
    expect(markdown).not.toContain('Answers (upwards)');
    for (const text of [html, markdown]) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('should stay below 5 MB for eight generators in ten contexts of three axes', async () => {
    const [first] = details(placesSection(report));
    const sizes = await Promise.all(
      figures(first!.blocks).map(async ({ chart }) => [chart.kind, (await drawChart(chart)).length] as const),
    );
    const most = (kind: string): number => Math.max(...sizes.flatMap(([of, size]) => (of === kind ? [size] : [])));

    expect(8 * 10 * (3 * most('arrows') + 1.5 * most('responses'))).toBeLessThan(5e6);
  });
});
