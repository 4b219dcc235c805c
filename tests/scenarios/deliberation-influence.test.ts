import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest, runStudy, type Study } from 'mesocosm';
import { influenceByForks } from 'mesocosm/scenarios';
import { deliberation, majorityOpinion, scriptedDeliberator } from '../../scenarios/index.js';
import { planOf } from '../support/deliberations.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const SMALL = { agents: 3, rounds: 1, turnTaking: 'random' } as const;

/** A study of three small deliberations, of which one is kept. */
function study(): Promise<Study> {
  return runStudy({
    scenario: deliberation(SMALL),
    parametersGiven: { default: SMALL },
    mind: 'scripted',
    runs: 3,
    arms: ['interacting'],
    folder: folder(),
  });
}

describe('influenceByForks of runs that were held', () => {
  it('should find in a kept run what it finds in its plan', async () => {
    const { folder: held, records } = await study();
    const run = join(held, 'runs', readdirSync(join(held, 'runs'))[0] as string);
    const { seed } = await readManifest(run);
    const plan = { ...planOf(SMALL, scriptedDeliberator(), { seed }), condition: 'default' };
    const found = await influenceByForks({ runs: [run] });

    expect(records).toHaveLength(3);
    expect(Object.values(found[0]?.listeners ?? {}).some(({ distance }) => distance > 0)).toBe(true);
    expect(found).toEqual(await influenceByForks(plan));
  });

  it('should be the mean over all runs of a study, kept or not', async () => {
    const held = await study();
    const [whole] = await influenceByForks({ study: held.folder }, ['agent-2']);
    const runs = [0, 1, 2].map((run) => held.run('interacting', run).keep());
    const each = await Promise.all(runs.map(async (run) => influenceByForks({ runs: [await run] }, ['agent-2'])));
    const distances = each.map(([one]) => one?.listeners['agent-1']?.distance ?? NaN);

    expect(whole).toMatchObject({ speaker: 'agent-2', runs: 3 });
    expect(whole?.listeners['agent-1']?.distance).toBeCloseTo(distances.reduce((sum, one) => sum + one, 0) / 3, 12);
    expect(new Set(distances).size).toBeGreaterThan(1);
  });

  it('should refuse strangers, and runs of another scenario', async () => {
    const held = await study();
    const other = await runStudy({
      scenario: majorityOpinion({ agents: 4 }),
      policy: undefined,
      mind: { name: 'even', judge: () => ({ kind: 'distribution', probabilities: [0.5, 0.5] }) },
      runs: 1,
      arms: ['interacting'],
      folder: folder(),
    });

    await expect(influenceByForks({ study: held.folder }, ['agent-9'])).rejects.toThrow('is called "agent-9"');
    await expect(influenceByForks({ study: other.folder })).rejects.toThrow('these are runs of "majority-opinion"');
  });
});
