import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/foundation/storage/index.js';
import { preregister, preregistrationOf, readStudyFile, runStudy } from '../../../src/study/index.js';
import { countingModel } from '../../../src/testing/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';
import { conformist, namingStudy, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const options = { scenario: smallNamingGame(), runs: 3, seed: 7, policy: 'claude-3.5-sonnet' };

/** The design that a page tells as JSON. */
function designIn(markdown: string): object {
  const [, text = ''] = /```\n(\{[\s\S]*?\n\})\n```/.exec(markdown) ?? [];
  return JSON.parse(text) as object;
}

describe('preregister', () => {
  it('should give the hash that the study will have, and make no folder', async () => {
    const where = folder();
    const before = await preregister({ ...options, folder: where });
    const left = readdirSync(where);
    const study = await runStudy({ ...options, folder: where });

    expect(left).toEqual([]);
    expect(before.hash).toBe(study.summary.design.hash);
    expect(before.markdown).toContain(`its hash is ${before.hash}`);
  });

  it('should tell the whole design, so that its hash can be computed from the page', async () => {
    const { hash, markdown } = await preregister(options);
    const { budget, maxFailures, ...design } = designIn(markdown) as { budget: object; maxFailures: number };

    expect(contentHash(design)).toBe(hash);
    expect(budget).toEqual({ calls: null, tokens: null, usd: null });
    expect(maxFailures).toBe(0.05);
  });

  it('should say what is varied, how much, and what counts as found', async () => {
    const conditions = { few: namingGame({ agents: 4, horizon: 40 }), more: namingGame({ agents: 6, horizon: 40 }) };
    const { markdown } = await preregister({
      conditions,
      runs: 3,
      seed: 7,
      policy: 'claude-3.5-sonnet',
      arms: ['isolated', 'memoryless'],
      maxFailures: 0.1,
    });

    expect(markdown).toContain('| few | 4 |');
    expect(markdown).toContain('| more | 6 |');
    expect(markdown).toContain('| memoryless | empties the memory before every decision | every |');
    expect(markdown).not.toContain('| rule |');
    expect(markdown).toContain('at most 3 runs of every arm, 18 runs in all');
    expect(markdown).toContain('where more than .10 of all fail');
    expect(markdown).toContain('| name that wins | which of Q, M wins | .50 | .05 |');
    expect(markdown).toContain('two one-sided tests at 5 %');
  });

  it('should be a page that loads nothing', async () => {
    const { html } = await preregister(options);

    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
    expect(html).toContain('<pre><code>{');
  });

  it('should ask a model nothing', async () => {
    const model = countingModel(conformist());
    await preregister({ scenario: smallMajorityOpinion(), runs: 3, model });

    expect(model.calls).toHaveLength(0);
  });

  it('should refuse what could not be run', async () => {
    await expect(preregister({ ...options, arms: ['nobody'] })).rejects.toThrow('has no arm "nobody"');
  });
});

describe('preregistrationOf', () => {
  it('should tell the frozen design of a study that was begun, with what changed since', async () => {
    const where = folder();
    await namingStudy(where);
    const more = await namingStudy(where, { runs: 5, extend: true });
    const scenarioOf = (): ReturnType<typeof smallNamingGame> => smallNamingGame();
    const told = await preregistrationOf(more.folder, scenarioOf);

    expect(told.hash).toBe((await readStudyFile(more.folder)).hash);
    expect(told.markdown).toMatch(/Changed since it was frozen: extended after its end/);
    expect((await preregister({ ...options, seed: 1 })).markdown).not.toContain('Changed since');
  });

  it('should refuse a folder that is no study', async () => {
    const scenarioOf = (): ReturnType<typeof smallNamingGame> => smallNamingGame();

    await expect(preregistrationOf(join(folder(), 'none'), scenarioOf)).rejects.toThrow('there is no such folder');
  });
});
