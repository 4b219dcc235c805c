import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let study: string;

beforeAll(async () => {
  await mesocosm(quickStudy(root, '--arms', 'isolated'));
  study = onlyStudyIn(root);
});

function text(...path: readonly string[]): string {
  return readFileSync(join(...path), 'utf8');
}

describe('export', () => {
  it('should write everything that a reader needs to a new folder', async () => {
    const to = join(folder(), 'new/results');
    const { code, out } = await mesocosm(['export', study, '--to', to]);
    const tables = ['runs.csv', 'metrics.csv', 'series.csv', 'information.csv', 'variance.csv', 'sociology.csv'];
    const files = ['study.json', ...tables, 'summary.json', 'report.html', 'report.md', 'probes.jsonl'];

    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual(files.map((file) => join(to, file)));
    expect(readdirSync(to).sort()).toEqual(files.toSorted());
    for (const file of files) expect(text(to, file)).toBe(text(study, file));
  });

  it.each(['variance.csv', 'sociology.csv'])(
    'should do without the %s that an earlier study lacks',
    async (lacking) => {
      const [old, to] = [join(folder(), 'old'), join(folder(), 'results')];
      cpSync(study, old, { recursive: true });
      rmSync(join(old, lacking));

      expect((await mesocosm(['export', old, '--to', to])).code).toBe(0);
      expect(readdirSync(to)).toContain('information.csv');
      expect(readdirSync(to)).not.toContain(lacking);
    },
  );

  it.each([
    ['table.csv', 'runs.csv'],
    ['all.json', 'summary.json'],
    ['for-you.html', 'report.html'],
    ['notes.md', 'report.md'],
    ['TABLE.CSV', 'runs.csv'],
  ])('should write to %s what stands in %s', async (to, file) => {
    const path = join(folder(), to);
    const { code, out } = await mesocosm(['export', '--folder', root, '--to', path]);

    expect([code, out]).toEqual([0, `${path}\n`]);
    expect(text(path)).toBe(text(study, file));
  });

  it('should write the rows of runs.csv, in their order, to a file that ends in .parquet', async () => {
    const old = join(folder(), 'tried-again');
    cpSync(study, old, { recursive: true });
    const lines = text(old, 'runs.jsonl').trimEnd().split('\n');
    const [first = ''] = lines;
    const { key, row } = JSON.parse(first) as { key: string; row: object };
    const stopped = JSON.stringify({
      key,
      row: { ...row, values: {}, ending: 'stopped', stopped: 'over the allotment' },
    });
    // A run that was stopped first and is played now, and runs that ended in another order.
    writeFileSync(join(old, 'runs.jsonl'), `${[stopped, ...lines.toReversed()].join('\n')}\n`);
    const to = join(folder(), 'new', 'runs.parquet');
    const { code, out } = await mesocosm(['export', old, '--to', to]);
    const rows = await parquetReadObjects({ file: new Uint8Array(readFileSync(to)).buffer });
    const [head = '', ...table] = text(study, 'runs.csv').trimEnd().split('\n');

    expect([code, out]).toEqual([0, `${to}\n`]);
    expect(readdirSync(join(to, '..'))).toEqual(['runs.parquet']);
    expect(Object.keys(rows[0] ?? {}).join()).toBe(head);
    expect(rows.map((one) => [one['condition'], one['arm'], one['seed'], one['activations']].join())).toEqual(
      table.map((line) => line.split(',').slice(0, 4).join()),
    );
    expect((await mesocosm(['export', old, '--to', to])).err).toContain('is there already');
  });

  it.each(['report.txt', 'all.xlsx', 'results.v2'])(
    'should refuse %s, of which it does not know the kind',
    async (name) => {
      const to = join(folder(), name);
      const { code, err } = await mesocosm(['export', study, '--to', to]);

      expect(code).toBe(2);
      expect(err).toMatch(
        /nothing is exported as \.\w+; expected a folder, or a file that ends in \.csv, \.json, \.html, \.md/,
      );
      expect(existsSync(to)).toBe(false);
    },
  );

  it('should take a name with a dot for a folder where it is one, or ends with a slash', async () => {
    const there = join(folder(), 'results.v2');
    mkdirSync(there);

    expect((await mesocosm(['export', study, '--to', there])).code).toBe(0);
    expect((await mesocosm(['export', study, '--to', `${there}.1/`])).code).toBe(0);
    expect(readdirSync(`${there}.1`)).toContain('report.html');
  });

  it('should write over nothing, unless it is told to', async () => {
    const path = join(folder(), 'runs.csv');
    writeFileSync(path, 'mine');
    const { code, err } = await mesocosm(['export', study, '--to', path]);

    expect([code, err]).toEqual([2, `${path} is there already. Use --force, or another path\n`]);
    expect(text(path)).toBe('mine');

    expect((await mesocosm(['export', study, '--to', path, '--force'])).code).toBe(0);
    expect(text(path)).toBe(text(study, 'runs.csv'));
  });

  it('should write nothing at all where one file of many is there', async () => {
    const to = folder();
    writeFileSync(join(to, 'report.md'), 'mine');
    const { code, err } = await mesocosm(['export', study, '--to', to]);

    expect(code).toBe(2);
    expect(err).toContain(`${join(to, 'report.md')} is there already`);
    expect(readdirSync(to)).toEqual(['report.md']);
  });

  it('should say what it wrote, with --json', async () => {
    const path = join(folder(), 'runs.csv');

    expect(jsonOf(await mesocosm(['export', study, '--to', path, '--json']))).toEqual({
      status: 'done',
      data: { written: [path] },
      warnings: [],
    });
  });

  it('should refuse a study that is not finished', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, '--arms', 'isolated'), { signal: AbortSignal.abort() });
    const to = join(folder(), 'results');
    const { code, err } = await mesocosm(['export', '--folder', where, '--to', to]);

    expect(code).toBe(2);
    expect(err).toContain('this study is not finished: it is marked "interrupted". `mesocosm resume ');
    expect(existsSync(to)).toBe(false);
  });

  it('should refuse to put a run into a folder', async () => {
    const { code, err } = await mesocosm([
      'export',
      join(study, 'runs/default.interacting.1000000'),
      '--to',
      join(folder(), 'x'),
    ]);

    expect(code).toBe(2);
    expect(err).toContain('a file that ends in .md or .html');
  });

  it.each(['a file in the way', 'a folder in the way'])('should say in one sentence that there is %s', async (what) => {
    const to = join(folder(), what.startsWith('a file') ? 'results' : 'runs.csv');
    if (what.startsWith('a file')) writeFileSync(to, 'mine');
    else mkdirSync(to);
    const { code, err } = await mesocosm(['export', study, '--to', to, '--force']);

    expect(code).toBe(2);
    expect(err).toContain(to);
    expect(err).not.toContain('error of Mesocosm itself');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
