import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudySummary, type ScenarioEntry } from '../../../src/spec/index.js';
import { readStudyFile } from '../../../src/study/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { jsonOf, mesocosm, type Ran } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

const PROTOCOL = {
  formatVersion: 1,
  name: 'minority',
  scenario: 'naming-game',
  policy: 'claude-3.5-sonnet:all',
  parameters: { agents: 4, horizon: 30, stopRule: false },
  factors: { committed: [1, 2], incumbent: ['Q', 'M'] },
  arms: ['interacting'],
  runs: 2,
};

function written(change: object = {}, where = folder()): { readonly file: string; readonly root: string } {
  const file = join(where, 'protocol.json');
  writeFileSync(file, JSON.stringify({ ...PROTOCOL, ...change }));
  return { file, root: join(where, 'studies') };
}

function study(
  { file, root }: { readonly file: string; readonly root: string },
  ...more: readonly string[]
): Promise<Ran> {
  return mesocosm(['study', file, '--folder', root, ...more]);
}

/** Rows of the log, by key. */
function rowsIn(root: string): readonly string[] {
  return readFileSync(join(onlyStudyIn(root), 'runs.jsonl'), 'utf8')
    .trim()
    .split('\n');
}

describe('study', () => {
  it('should run every combination of the levels, and say which are which', async () => {
    const protocol = written();
    const ran = await study(protocol, '--json');
    const summary = StudySummary.parse(jsonOf(ran).data);
    const { design } = await readStudyFile(onlyStudyIn(protocol.root));

    expect(ran.code).toBe(0);
    expect(summary.conditions.map(({ name }) => name)).toEqual([
      'committed=1+incumbent=Q',
      'committed=1+incumbent=M',
      'committed=2+incumbent=Q',
      'committed=2+incumbent=M',
    ]);
    expect(design.conditions[3]).toMatchObject({ levels: { committed: 2, incumbent: 'M' }, arms: ['interacting'] });
    expect(rowsIn(protocol.root)).toHaveLength(8);
  });

  it('should ask the question of the file, before it begins and in what it found', async () => {
    const question = 'How many turn it over?';
    const protocol = written({ question });
    const ran = await mesocosm(['study', protocol.file, '--folder', protocol.root], { columns: 100 });
    const folderOf = onlyStudyIn(protocol.root);
    const text = (file: string): string => readFileSync(join(folderOf, file), 'utf8');

    expect(ran.err).toContain(`Naming game: ${question}`);
    expect(StudySummary.parse(JSON.parse(text('summary.json'))).scenario.question).toBe(question);
    expect(text('report.md')).toContain(`# ${question}`);
    expect((await readStudyFile(folderOf)).design.question).toBe(question);
  });

  it('should say before it begins that a mind of the scenario decides', async () => {
    const given = { scenario: 'conflict', policy: undefined, mind: 'scripted', parameters: {}, factors: {}, runs: 1 };
    const protocol = written(given);
    const ran = await mesocosm(['study', protocol.file, '--folder', protocol.root], { columns: 100 });

    expect(ran.err).toContain('Decided by the mind "scripted" of the scenario.');
    expect(ran.err).not.toContain('SmolLM2');
  });

  it('should say how much there is to do with --forecast, and do nothing', async () => {
    const protocol = written();
    const { code, out } = await study(protocol, '--forecast');

    expect(code).toBe(0);
    expect(out).toMatch(
      /^4 conditions, 8 runs, about [1-9]\d+ decisions and [1-9]\d* questions at the ends of runs\.\n/,
    );
    expect(out).toContain('No model is asked.');
    expect(readdirSync(join(protocol.root, '..'))).toEqual(['protocol.json']);
  });

  it('should do one thing in place of running it, and not pass over another', async () => {
    const protocol = written();
    const { code, err } = await mesocosm(['study', protocol.file, '--forecast', '--preregister', 'plan.md']);

    expect(code).toBe(2);
    expect(err).toContain('--forecast and --preregister do not go together');
    expect(existsSync('plan.md')).toBe(false);
  });

  it('should add runs, conditions and arms with --extend, and keep every row that is there', async () => {
    const protocol = written();
    await study(protocol);
    const before = rowsIn(protocol.root);
    const first = await readStudyFile(onlyStudyIn(protocol.root));
    written({ factors: { committed: [1, 2, 3], incumbent: ['Q', 'M'] } }, join(protocol.file, '..'));
    const { code, out } = await study(protocol, '--runs', '3', '--extend');
    const after = await readStudyFile(onlyStudyIn(protocol.root));

    expect([code, after.status]).toEqual([0, 'finished']);
    expect(rowsIn(protocol.root).slice(0, before.length)).toEqual(before);
    expect(rowsIn(protocol.root)).toHaveLength(18);
    expect(after.hash).not.toBe(first.hash);
    expect(after.deviations).toEqual([
      'extended after its end: runs of every arm: 2, then 3; conditions added: committed=3+incumbent=Q, committed=3+incumbent=M',
    ]);
    expect(out).toContain('3 runs of every arm');
    expect(readFileSync(join(onlyStudyIn(protocol.root), 'report.md'), 'utf8')).toContain('extended after its end');
  });

  it('should give the rows that the larger study would have given from the beginning', async () => {
    const [extended, whole] = [written(), written({ runs: 3 })];
    await study(extended);
    await study(extended, '--runs', '3', '--extend');
    await study(whole);
    const table = (root: string): string => readFileSync(join(onlyStudyIn(root), 'runs.csv'), 'utf8');

    expect(table(extended.root)).toBe(table(whole.root));
  });

  it('should say that another study could be extended, and begin a new one', async () => {
    const protocol = written();
    await study(protocol);
    const { err } = await study(protocol, '--runs', '3');

    expect(err).toContain('holds a part of these runs: --extend');
    expect(readdirSync(protocol.root)).toHaveLength(2);
  });

  it('should refuse to extend what is another study, saying how it differs', async () => {
    const protocol = written();
    await study(protocol);
    const { code, err } = await study(protocol, '--seed', '7', '--extend');

    expect(code).toBe(2);
    expect(err).toContain('there is no study that this design extends');
    expect(err).toContain('another seed');
  });

  it('should go on where it was interrupted, with the same command, doing only what is missing', async () => {
    const protocol = written({ runs: 4 });
    const stop = new AbortController();
    const { code, err } = await mesocosm(['study', protocol.file, '--folder', protocol.root], {
      scenarios: stoppingAt(400, stop),
      signal: stop.signal,
    });
    const before = rowsIn(protocol.root);
    const { code: then } = await study(protocol);

    expect([code, then]).toEqual([130, 0]);
    expect(err).toContain('mesocosm resume');
    expect(before.length).toBeGreaterThan(2);
    expect(rowsIn(protocol.root).slice(0, before.length)).toEqual(before);
    expect(rowsIn(protocol.root)).toHaveLength(16);
  });

  it.each([
    [{ scenario: 'nowhere' }, 'there is no scenario "nowhere"'],
    [{ factors: { comitted: [1] } }, 'Did you mean "committed"?'],
    [{ runs: 0 }, '$.runs'],
    [{ extra: true }, 'Unrecognized key: "extra"'],
    [{ arms: ['nobody'] }, 'has no arm "nobody"'],
    [{ mind: 'scripted' }, '--policy does not go with --mind scripted'],
  ])('should say what is wrong with %j', async (change, message) => {
    const { code, err } = await study(written(change));

    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  it('should say so where there is no such file', async () => {
    const { code, err } = await mesocosm(['study', join(folder(), 'none.json')]);

    expect(code).toBe(2);
    expect(err).toContain('none.json');
  });
});

/** The scenarios, which press Ctrl-C when so many activations were applied in a run. */
function stoppingAt(activations: number, stop: AbortController): readonly ScenarioEntry[] {
  let left = activations;
  return scenarios.map((entry) => ({
    ...entry,
    create(parameters) {
      const scenario = entry.create(parameters);
      const apply: typeof scenario.world.apply = (...of) => {
        left -= 1;
        if (left === 0) stop.abort();
        return scenario.world.apply(...of);
      };
      return { ...scenario, world: { ...scenario.world, apply } };
    },
  }));
}
