import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { LoopReport, PersonaMeasurement } from '../../src/persona/index.js';
import { Population } from '../../src/spec/index.js';
import { mesocosm } from '../support/command-line.js';
import { sectionOf } from './_internals/documents.js';
import { document, exampleOf, filesIn } from './_internals/formats-page.js';
import { EvaluationFile, EvaluationLine, PersonProvenance, PopulationProvenance } from './_internals/persona-lines.js';

const folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
const people = join(folder, 'people.json');
const report = join(folder, 'people.report');
const evaluation = join(folder, 'evaluation');

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const lines = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
/** Different cells of a column, the head left out; no cell before it holds a comma. */
const cells = (path: string, column: number): readonly string[] => [
  ...new Set(
    lines(path)
      .slice(1)
      .map((row) => row.split(',')[column] as string),
  ),
];
/** Files that a section lists: names of fields have no dot. */
const listed = (section: string): readonly string[] =>
  [...new Set(filesIn(section).filter((name) => name.includes('.')))].sort();

beforeAll(async () => {
  const without = ['--model', 'none', '-n', '5'];
  const looped = ['--loop', '--rounds', '1', '--answerer', 'psychometric:slope=0.25', '--out', people];
  await mesocosm(['personas', 'generate', 'lofoten-cod-quota', ...without, ...looped]);
  const compared = ['--generators', 'first-person', '--contexts', '1', '--out', evaluation];
  await mesocosm(['personas', 'evaluate', ...without, ...compared]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the folders of populations on the page about formats', () => {
  it('should have the files that are left', () => {
    expect(readdirSync(report).sort()).toEqual(listed('Population report folder'));
    expect(readdirSync(evaluation).sort()).toEqual(listed('Evaluation folder'));
  });

  it('should have no field in a file that its schema, and so the page, lacks', () => {
    const files: readonly (readonly [z.ZodType, unknown])[] = [
      [PersonaMeasurement, json(join(report, 'measurement.json'))],
      [PersonaMeasurement, json(join(report, 'open-loop.json'))],
      [LoopReport, json(join(report, 'loop.json'))],
      [EvaluationFile, json(join(evaluation, 'evaluation.json'))],
      [EvaluationLine, JSON.parse(lines(join(evaluation, 'rows.jsonl'))[0] as string)],
    ];

    // A schema leaves out what it does not know.
    for (const [schema, value] of files) expect(schema.parse(value)).toEqual(value);
  });

  it('should have the columns of the tables', () => {
    for (const name of ['people.csv', 'fidelity.csv', 'items.csv']) {
      expect(exampleOf(name)[0]).toBe(lines(join(report, name))[0]);
    }
    expect(exampleOf('population metrics.csv')[0]).toBe(lines(join(report, 'metrics.csv'))[0]);
    expect(exampleOf('table.csv')[0]).toBe(lines(join(evaluation, 'table.csv'))[0]);
  });

  it('should have as many cells in a row as there are columns', () => {
    for (const name of ['people.csv', 'population metrics.csv', 'fidelity.csv', 'items.csv', 'table.csv']) {
      const [head = '', ...rows] = exampleOf(name);

      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map((row) => row.split(',').length)).toEqual(rows.map(() => head.split(',').length));
    }
  });

  it('should name the metrics and measures of the tables', () => {
    const tables = sectionOf(document, 'Population report folder');
    const compared = sectionOf(document, 'table.csv') + sectionOf(document, 'Measures');
    const unnamed = (names: readonly string[], text: string): readonly string[] =>
      names.filter((name) => !text.includes(`\`${name}\``));
    const [metrics, fidelity, measures] = [
      cells(join(report, 'metrics.csv'), 1),
      cells(join(report, 'fidelity.csv'), 2),
      cells(join(evaluation, 'table.csv'), 2),
    ] as const;

    expect([metrics.length, fidelity.length, measures.length]).toEqual([10, 8, 21]);
    expect(unnamed([...metrics, ...fidelity], tables)).toEqual([]);
    expect(unnamed(measures, compared)).toEqual([]);
  });

  it('should have what generators note', () => {
    const { provenance, personas } = Population.parse(json(people));

    expect(PopulationProvenance.parse(provenance)).toMatchObject({ planned: 5, loop: { rounds: 2 } });
    expect(personas).toHaveLength(5);
    for (const person of personas)
      expect(PersonProvenance.safeParse(person.provenance).error?.issues ?? []).toEqual([]);
  });
});
