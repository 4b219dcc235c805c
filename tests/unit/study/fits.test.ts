import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyFitInput } from '../../../src/spec/index.js';
import { readStudyFile, runStudy, type StudyOptions } from '../../../src/study/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const mass = { kind: 'critical-mass', factor: 'committed', outcome: 'flipped_60' } as const;

/** Eight agents, two directions, three minorities. */
function scan(more: Partial<StudyOptions> = {}): StudyOptions {
  const cells = ['M', 'Q'].flatMap((incumbent) => [1, 3, 5].map((committed) => ({ committed, incumbent })));
  const named = cells.map((levels) => [`committed=${levels.committed}+incumbent=${levels.incumbent}`, levels] as const);
  const shared = { agents: 8, stopRule: false, horizon: 60, checkpoints: [60] };
  return {
    conditions: Object.fromEntries(named.map(([name, levels]) => [name, namingGame({ ...shared, ...levels })])),
    levels: Object.fromEntries(named),
    policy: 'claude-3.5-sonnet:all',
    arms: ['interacting'],
    runs: 6,
    folder: folder(),
    clock: fakeClock(),
    ...more,
  };
}

const refused = async (fit: StudyFitInput, more: Partial<StudyOptions> = {}): Promise<string> => {
  const options = scan({ fits: [fit], ...more });
  const message = await runStudy(options).then(
    () => 'it ran',
    (error: unknown) => (error as Error).message,
  );
  expect(existsSync(join(options.folder as string, 'study.json'))).toBe(false);
  return message;
};

describe('fits of a study', () => {
  it('should be frozen with the design, and stand in the summary, the table and the report', async () => {
    const { folder: where, summary } = await runStudy(scan({ fits: [{ ...mass, between: 'incumbent' }] }));
    const { design, hash } = await readStudyFile(where);
    const without = await runStudy(scan());

    expect(design.fits).toEqual([{ ...mass, arm: 'interacting', between: 'incumbent' }]);
    expect(hash).not.toBe(without.summary.design.hash);
    expect(without.summary.fits).toBeUndefined();
    expect(existsSync(join(without.folder, 'fits.csv'))).toBe(false);
    expect(summary.fits?.[0]?.curves.map(({ name }) => name)).toEqual(['incumbent M', 'incumbent Q']);
    expect(summary.fits?.[0]?.horizon).toEqual({ time: 60, unit: 'interactions' });
    const table = readFileSync(join(where, 'fits.csv'), 'utf8').trim().split('\n');
    expect(table).toHaveLength(4);
    expect(table[3]).toContain('incumbent M less incumbent Q');
    expect(readFileSync(join(where, 'report.md'), 'utf8')).toContain('## What was fitted');
    expect(readFileSync(join(where, 'report.html'), 'utf8')).toContain('What was fitted');
  });

  it('should leave every run as it is without', async () => {
    const [fitted, plain] = [await runStudy(scan({ fits: [mass] })), await runStudy(scan())];

    expect(readFileSync(join(fitted.folder, 'runs.csv'))).toEqual(readFileSync(join(plain.folder, 'runs.csv')));
  });

  it('should refuse what could not be fitted before anything runs', async () => {
    expect(await refused({ ...mass, factor: 'comitted' })).toContain('no factor "comitted"');
    expect(await refused({ ...mass, factor: 'incumbent' })).toContain('"incumbent" cannot be scanned');
    expect(await refused({ ...mass, outcome: 'flipped_720' })).toContain('no measure "flipped_720"');
    expect(await refused({ ...mass, outcome: 'convention' })).toContain('has no horizon');
    expect(await refused({ ...mass, outcome: 'adoption_60' })).toContain('is not what happens in a run or does not');
    expect(await refused({ ...mass, arm: 'rule' })).toContain('the arm "rule" does not run');
    expect(await refused({ ...mass, between: 'committed' })).toContain('does not make two directions');
    expect(await refused({ kind: 'tanh', factor: 'committed', outcome: 'consensus_time' })).toContain('is no share');
    expect(await refused({ ...mass, kind: 'linear' } as never)).toContain('fit 1 of the study');
  });

  it('should refuse a critical mass over a factor that commits nobody', async () => {
    const cells = [1, 2].map((memory) => [`memory=${memory}`, { memory }] as const);
    const shared = { agents: 8, stopRule: false, horizon: 60, checkpoints: [60], committed: 2, incumbent: 'M' };
    const message = await refused(
      { ...mass, factor: 'memory' },
      {
        conditions: Object.fromEntries(cells.map(([name, own]) => [name, namingGame({ ...shared, ...own })])),
        levels: Object.fromEntries(cells),
      },
    );

    expect(message).toContain('does not change how many agents are committed');
  });

  it('should be a recorded deviation where they are changed in an extension', async () => {
    const where = folder();
    await runStudy(scan({ folder: where }));
    const { summary } = await runStudy(scan({ folder: where, fits: [mass], extend: true }));

    expect(summary.design.deviations.join()).toContain('the curves that are fitted were changed');
  });
});
