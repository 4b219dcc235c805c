import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const made = (seed: number, runs = 8) => namingStudy(folder(), { arms: ['interacting'], runs, seed });

describe('compare', () => {
  it('should say what differs in design, and what is open', async () => {
    const [a, b] = [await made(1), await made(2)];
    const { code, out } = await mesocosm(['compare', a.folder, b.folder]);

    expect(code).toBe(0);
    expect(out).toContain('seed: 1, then 2');
    expect(out).toMatch(/Open, neither different nor alike: interacting/);
  });

  it('should find a study and its repetition alike', async () => {
    const [a, b] = [await made(1), await made(1)];
    const { out } = await mesocosm(['compare', a.folder, b.folder]);

    expect(out).toContain('They were designed alike.');
    expect(out).toContain('No difference is sure in');
    expect(out).toMatch(/Alike within 0\.05: .*winner_Q/s);
  });

  it('should print one object with --json', async () => {
    const [a, b] = [await made(1), await made(2)];
    const ran = await mesocosm(['compare', a.folder, b.folder, '--json']);

    expect(jsonOf(ran)).toMatchObject({ status: 'done', data: { margin: 0.05 } });
  });

  it('should fit into 40 columns', async () => {
    const [a, b] = [await made(1), await made(2)];
    const { out } = await mesocosm(['compare', a.folder, b.folder], { columns: 40 });
    const words = out.split('\n').filter((line) => !line.includes('/') && !line.includes('_'));

    expect(Math.max(...words.map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  it('should refuse a run, and what is no study', async () => {
    const a = await made(1);
    const run = await a.run('interacting', 0).keep();
    const { code, err } = await mesocosm(['compare', a.folder, run]);

    expect(code).toBe(2);
    expect(err).toContain('this is the folder of a run, and studies are compared');
    expect((await mesocosm(['compare', a.folder, join(folder(), 'none')])).code).toBe(2);
  });
});
