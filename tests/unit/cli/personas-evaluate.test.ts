import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

function evaluate(out: string, ...more: readonly string[]): readonly string[] {
  const small = ['--generators', 'first-person,name-only', '--contexts', '2', '-n', '10', '--model', 'none'];
  return ['personas', 'evaluate', ...small, '--out', out, ...more];
}

describe('personas evaluate', () => {
  it('should compare generators over contexts, and write table and report', async () => {
    const out = join(folder(), 'evaluation');
    const ran = await mesocosm(evaluate(out, '--json'));
    const { data } = jsonOf(ran);
    const rows = data['rows'] as { generator: string; context: string; measures: { size: number } | null }[];

    expect(ran.code).toBe(0);
    expect(rows.map(({ generator }) => generator)).toEqual(['first-person', 'name-only', 'first-person', 'name-only']);
    expect(new Set(rows.map(({ context }) => context)).size).toBe(2);
    expect(rows.every(({ measures }) => measures?.size === 10)).toBe(true);
    expect(readdirSync(out).sort().join()).toBe('evaluation.json,modes.csv,report.html,report.md,rows.jsonl,table.csv');
  });

  it('should make nothing again that the folder has, and give the same table', async () => {
    const out = join(folder(), 'evaluation');
    await mesocosm(evaluate(out));
    const [rows, table] = ['rows.jsonl', 'table.csv'].map((name) => readFileSync(join(out, name), 'utf8')) as [
      string,
      string,
    ];
    const [first] = rows.split('\n') as [string];
    writeFileSync(join(out, 'rows.jsonl'), `${first}\n`);
    const again = await mesocosm(evaluate(out));

    expect(again.code).toBe(0);
    expect(readFileSync(join(out, 'rows.jsonl'), 'utf8')).toBe(rows);
    expect(readFileSync(join(out, 'table.csv'), 'utf8')).toBe(table);
  });

  it('should find diversity where texts are steered and none where they are not', async () => {
    const out = join(folder(), 'evaluation');
    const ran = await mesocosm(evaluate(out), { columns: 110 });

    expect(ran.out).toMatch(/first-person .*1\.00/);
    expect(ran.out).toMatch(/name-only .*\.00/);
    expect(ran.out).toContain('validation');
  });

  it('should keep the test split closed', async () => {
    const out = join(folder(), 'evaluation');
    const ran = await mesocosm(evaluate(out, '--split', 'test'));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--open-test-split');
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    [['--generators', 'first-persons'], 'Did you mean "first-person"?'],
    [['--open-test-split', 'why not'], '--open-test-split has nothing to do with --split validation'],
    [['--rounds', '2'], '--rounds has nothing to do without --loop'],
    [['--answerer', 'model'], '--model is none'],
    [['--max-usd', '1'], '--max-usd does not go with --model none'],
    [['--modes', 'single,likelihood'], '--modes likelihood needs a language model'],
    [['--split', 'tests'], "argument 'tests' is invalid"],
  ])('should refuse %j in one sentence, and leave nothing', async (more, says) => {
    const where = folder();
    const ran = await mesocosm(evaluate(join(where, 'evaluation'), ...more));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
    expect(readdirSync(where)).toEqual([]);
  });
});

describe('personas measure', () => {
  it('should measure the file that generate wrote, and find the same', async () => {
    const out = join(folder(), 'people.jsonl');
    const how = ['--model', 'none', '--answerer', 'psychometric:slope=0.6'];
    await mesocosm(['personas', 'generate', 'lofoten-cod-quota', '-n', '10', '--out', out, ...how]);
    const ran = await mesocosm(['personas', 'measure', out, ...how]);
    const [made, measured] = ['report', 'measured'].map(
      (name) =>
        JSON.parse(readFileSync(join(out.replace('.jsonl', `.${name}`), 'measurement.json'), 'utf8')) as {
          measures: unknown;
        },
    );

    expect(ran.code).toBe(0);
    expect(measured?.measures).toEqual(made?.measures);
  });

  it.each([
    [['neighbours'], 'holds no questionnaire'],
    [['neighbours', '--context', 'nowhere'], 'there is no context "nowhere"'],
    [['neighbours', '--modes', 'singel'], 'Did you mean "single"?'],
    [['nobody.jsonl'], 'nobody.jsonl'],
  ])('should refuse %j', async (more, says) => {
    const ran = await mesocosm(['personas', 'measure', ...more, '--model', 'none']);

    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
  });
});

describe('personas list', () => {
  it('should list generators, placements and contexts, but not those of the closed split', async () => {
    const ran = await mesocosm(['personas', 'list']);
    const { data } = jsonOf(await mesocosm(['personas', 'list', '--json']));

    for (const name of ['first-person', 'sobol', 'lofoten-cod-quota', 'wellington-suffrage-1893']) {
      expect(ran.out).toContain(name);
    }
    expect(ran.out).not.toContain('adulis-fleet-524');
    expect(data['testContexts']).toBe(10);
  });
});
