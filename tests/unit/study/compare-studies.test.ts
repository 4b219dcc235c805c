import { describe, expect, it } from 'vitest';
import { compareStudies, runStudy, type Study } from '../../../src/study/index.js';
import { compareRuns } from '../../../src/study/_internals/compare-runs.js';
import { fakeClock } from '../../../src/testing/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { runRecord } from '../../support/run-records.js';
import { namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const arms = ['interacting'];

const about = { condition: 'default', arm: 'interacting', column: 'x', sameSeeds: true };
const rows = (values: readonly (number | null)[], from = 0) =>
  values.map((x, at) => runRecord({ seed: from + at, values: { x } }));

function study(change: Parameters<typeof namingStudy>[1] = {}): Promise<Study> {
  return namingStudy(folder(), { arms, runs: 12, ...change });
}

describe('compareStudies', () => {
  it('should find nothing between a study and itself made again', async () => {
    const [a, b] = [await study(), await study()];
    const { design, columns } = await compareStudies(a.folder, b.folder);

    expect(design).toEqual([]);
    expect(columns.length).toBeGreaterThan(3);
    expect(columns.every(({ paired, difference }) => paired && difference.value === 0)).toBe(true);
    expect(columns.some(({ verdict }) => verdict === 'differs')).toBe(false);
  });

  it('should name what was designed differently, and what follows', async () => {
    const a = await study();
    const other = { scenario: namingGame({ agents: 4, horizon: 40, committed: 2, alternative: 'Q' }), seed: 5 };
    const b = await runStudy({
      ...other,
      policy: 'claude-3.5-sonnet',
      runs: 14,
      arms,
      folder: folder(),
      clock: fakeClock(),
    });
    const { design, columns } = await compareStudies(a.folder, b.folder);

    expect(design).toContainEqual({ what: 'parameter committed of "default"', values: ['0', '2'] });
    expect(design).toContainEqual({ what: 'seed', values: ['1', '5'] });
    expect(design).toContainEqual({ what: 'runs', values: ['12', '14'] });
    expect(columns.every(({ paired }) => !paired)).toBe(true);
    expect(columns.map(({ probability }) => probability)).toEqual(
      columns.map(({ probability }) => probability).toSorted((x, y) => x - y),
    );
    const winner = columns.find(({ column }) => column === 'winner_Q');
    expect(winner).toMatchObject({ runs: [12, 14], condition: 'default', arm: 'interacting' });
    expect(winner?.means[1]).toBeGreaterThan(winner?.means[0] ?? 1);
  });

  it('should compare conditions of the same name, and say which are in one alone', async () => {
    const scenario = (agents: number) => namingGame({ agents, horizon: 20 });
    const made = (conditions: Parameters<typeof runStudy>[0]['conditions']) =>
      runStudy({ conditions, policy: 'claude-3.5-sonnet', runs: 2, arms, folder: folder(), clock: fakeClock() });
    const a = await made({ few: scenario(4), some: scenario(6) });
    const b = await made({ few: scenario(4), many: scenario(8) });
    const { design, columns } = await compareStudies(a.folder, b.folder);

    expect(new Set(columns.map(({ condition }) => condition))).toEqual(new Set(['few']));
    expect(design).toContainEqual({ what: 'condition "some"', values: ['is there', null] });
    expect(design).toContainEqual({ what: 'condition "many"', values: [null, 'is there'] });
  });
});

describe('compareRuns', () => {
  it('should compare pairs where every run has a twin, and two sets where one has none', () => {
    const [a, b] = [rows([1, 2, 3, 4, 5, 6]), rows([2, 3, 4, 5, 6, 7])];

    expect(compareRuns([a, b], about)).toMatchObject({
      paired: true,
      difference: { value: 1, low: 1, high: 1 },
      probability: 2 / 64,
    });
    expect(compareRuns([a, b.slice(1)], about)).toMatchObject({ paired: false, runs: [6, 5] });
    expect(compareRuns([a, b], { ...about, sameSeeds: false })).toMatchObject({ paired: false });
  });

  it('should count the runs that have the value, and be nothing where none has', () => {
    expect(compareRuns([rows([1, null, 3]), rows([1, 1, 1])], about)).toMatchObject({ runs: [2, 3], paired: false });
    expect(compareRuns([rows([null]), rows([1])], about)).toBeNull();
  });

  it('should give shares of independent runs the interval of Newcombe', () => {
    const [a, b] = [
      rows(Array.from({ length: 40 }, (_, at) => Number(at < 8))),
      rows(
        Array.from({ length: 40 }, () => 1),
        100,
      ),
    ];
    const found = compareRuns([a, b], about);

    expect(found).toMatchObject({ isShare: true, means: [0.2, 1] });
    expect(found?.difference.value).toBeCloseTo(0.8);
    expect(found?.difference.high).toBeGreaterThan(0.8);
    expect(found?.probability).toBeLessThan(0.001);
  });
});
