import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../src/report/csv-text.js';
import type { PersonaReport } from '../../../src/report/persona-report.js';
import { personaTables } from '../../../src/report/persona-tables.js';
import { personaReport } from '../../support/persona-report.js';

let report: PersonaReport;
let tables: ReturnType<typeof personaTables>;

beforeAll(async () => {
  report = await personaReport({ parameters: { slope: 0, noise: 1.2 }, refused: (item) => item < 4 });
  tables = personaTables(report);
});

function rows(name: keyof typeof tables, from = tables): Record<string, string>[] {
  return parse(from[name], { columns: true });
}

describe('personaTables', () => {
  it('should have a row for each person and axis, with who is left out and why', () => {
    const people = rows('people.csv');
    const [first] = people;

    expect(people).toHaveLength(25 * 2);
    expect(first).toMatchObject({ items_asked: '5', items_missing: '2', answer: '' });
    expect(first!['excluded']).not.toBe('');
    const noisy = people.filter((row) => row['noisy'] === 'true').map((row) => row['persona']);
    expect(new Set(noisy)).toEqual(new Set(report.measurement.measures.noisyPersonas.map(({ persona }) => persona)));
  });

  it('should put answers where the measures have them: their mean is that of the axis', () => {
    const [axis] = report.measurement.measures.axes;
    const answers = rows('people.csv').filter((row) => row['axis'] === axis!.axis && row['answer'] !== '');
    const mean = answers.reduce((sum, row) => sum + Number(row['answer']), 0) / answers.length;

    expect(answers).toHaveLength(24);
    expect(mean).toBeCloseTo(axis!.mean, 10);
  });

  it('should have metrics with what they are held against, and the gate', () => {
    const metrics = new Map(rows('metrics.csv').map((row) => [row['metric'], row]));
    const coverage = report.measurement.measures.metrics[0]!;

    expect(Number(metrics.get('coverage')!['value'])).toBe(coverage.value);
    expect(Number(metrics.get('coverage')!['clones'])).toBe(coverage.clones);
    expect(Number(metrics.get('noise_gate_p_value')!['value'])).toBe(report.measurement.measures.gate.pValue);
    expect(metrics.get('minimum_distance')!['low']).toBe('');
  });

  it('should have eight measures of fidelity for each axis', () => {
    const fidelity = rows('fidelity.csv');

    expect(fidelity).toHaveLength(2 * 8);
    expect(Number(fidelity.find((row) => row['measure'] === 'slope')!['value'])).toBe(
      report.measurement.measures.fidelity![0]!.slope.value,
    );
  });

  it('should have every answer, and for a missing one the reason and no score', () => {
    const items = rows('items.csv');

    expect(items).toHaveLength(25 * 10);
    expect(items.filter((row) => row['missing'] === 'refused')).toHaveLength(4);
    for (const row of items) expect(row['score'] === '').toBe(row['missing'] !== '');
  });

  it('should tell the people before a loop from those after it', () => {
    const both = personaTables({ ...report, openLoop: report.measurement });
    const stages = rows('metrics.csv', both).map((row) => row['stage']);

    expect(stages.filter((stage) => stage === 'open-loop')).toHaveLength(10);
    expect(stages.filter((stage) => stage === 'final')).toHaveLength(10);
  });
});

describe('csvText', () => {
  it('should leave out what is no number, and quote what needs it', () => {
    expect(
      csvText([
        ['a', 'b', 'c'],
        [Number.NaN, null, true],
        [Infinity, 'x, "y"', 0.5],
      ]),
    ).toBe('a,b,c\n,,true\n,"x, ""y""",0.5\n');
  });
});
