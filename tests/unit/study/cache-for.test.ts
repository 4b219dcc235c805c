import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { mindSource } from '../../../src/run/index.js';
import { cacheFor } from '../../../src/study/cache-for.js';
import { countingModel } from '../../../src/testing/index.js';
import { conformist, majorityStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const silent = (): void => undefined;
const known = (choosing: 'exact' | 'sampled' = 'exact') =>
  countingModel({ ...conformist({ choosing }), fingerprint: 'a'.repeat(64) });

describe('cacheFor', () => {
  it('should be for models that a hash tells apart', () => {
    expect(cacheFor({ model: known() }, silent)).toBeDefined();
    expect(cacheFor({ model: conformist() }, silent)).toBeUndefined();
    expect(cacheFor(mindSource(scriptedMind({ choose: () => 'Q' })), silent)).toBeUndefined();
  });
});

describe('a study of a model that was asked before', () => {
  it('should take its answers from the cache, and find the same', async () => {
    const first = await majorityStudy(folder(), { model: known() });
    const model = known();
    const second = await majorityStudy(folder(), { model });

    expect(model.calls).toEqual([]);
    expect(second.summary.cost).toMatchObject({ calls: 0, fromCache: first.summary.cost.calls });
    expect(first.summary.cost).toMatchObject({ fromCache: 0 });
    expect(second.records).toEqual(first.records);
  });

  it('should ask anew with `cache: false`, and keep nothing', async () => {
    await majorityStudy(folder(), { model: known(), cache: false });
    const model = known();
    const { summary } = await majorityStudy(folder(), { model, cache: false });
    const after = await majorityStudy(folder(), { model: known() });

    expect(model.calls.length).toBeGreaterThan(0);
    expect([summary.cost.fromCache, after.summary.cost.fromCache]).toEqual([0, 0]);
  });

  it('should share no sample between studies with different seeds', async () => {
    const small = { runs: 1, arms: ['isolated'], elicitation: { samples: 2 } } as const;
    await majorityStudy(folder(), { ...small, model: known('sampled'), seed: 1 });
    const [other, same] = [known('sampled'), known('sampled')];

    const differs = await majorityStudy(folder(), { ...small, model: other, seed: 2 });
    await majorityStudy(folder(), { ...small, model: same, seed: 1 });

    const inRuns = other.calls.filter(({ context }) => context.purpose === 'decision');
    expect(inRuns.length).toBeGreaterThan(0);
    expect(other.calls.some(({ context }) => context.purpose === 'prior')).toBe(true);
    expect(same.calls).toEqual([]);
    // The examination is the model's, whatever the study.
    expect(differs.summary.cost.fromCache).toBeLessThan(differs.summary.cost.calls);
  });
});
