import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicyFile, scriptedMind } from '../../../src/agent/index.js';
import { openAnswers } from '../../../src/model/index.js';
import { readManifest, RUN_FILES } from '../../../src/run/folder.js';
import { mindSource, policySource } from '../../../src/run/mind-source.js';
import { recordedSource } from '../../../src/run/recorded-source.js';
import { keep } from '../../support/kept-runs.js';
import { namingAfter, opinionOf } from '../../support/situations.js';
import { smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const context = { agent: 'agent-1', occasion: 0, stream: 'test' };

async function openedSource(run: string): ReturnType<typeof recordedSource> {
  const { mind } = await readManifest(run);
  return recordedSource(run, mind, await openAnswers(join(run, RUN_FILES.answers), { readOnly: true }));
}

async function byTable(run: string): Promise<void> {
  const scenario = smallNamingGame();
  const file = parsePolicyFile(await scenario.policies?.['llama-3-70b']?.());
  const source = policySource({ file, table: 'llama-3-70b:all', fallback: 'uniform', why: '' });
  await keep(run, { scenario, source });
}

describe('recordedSource', () => {
  it('should say again what a model said, and nothing else', async () => {
    const run = folder();
    await keep(run);
    const source = await openedSource(run);
    const { mind } = source.open(smallMajorityOpinion());

    expect(source).toMatchObject({ kind: 'language-model', name: 'conformist', fingerprint: 'scripted:conformist' });
    expect(await mind.judge(opinionOf(1, 3, smallMajorityOpinion()), context)).toMatchObject({ kind: 'distribution' });
    expect(await mind.judge(opinionOf(1, 7), context)).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not in its record') as string,
    });
  });

  it('should ask as it was asked then', async () => {
    const run = folder();
    await keep(run);
    const { mind } = await readManifest(run);
    const source = await openedSource(run);

    expect(source.settings(smallMajorityOpinion())).toEqual(mind.settings);
  });

  it('should look choices up in the table that was kept', async () => {
    const run = folder();
    await byTable(run);
    const source = await openedSource(run);
    const judgement = await source.open(smallNamingGame()).mind.judge(namingAfter([]), context);

    expect(source).toMatchObject({ kind: 'policy-table', name: 'policy:llama-3-70b:all' });
    expect(source.settings(smallNamingGame())).toEqual({ table: 'llama-3-70b:all', fallback: 'uniform' });
    expect(judgement).toMatchObject({ kind: 'distribution' });
  });

  it("should refuse a mind of the user's own, and a table that is gone", async () => {
    const [own, table] = [folder(), folder()];
    await keep(own, {
      scenario: smallNamingGame(),
      source: mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' })),
    });
    await byTable(table);
    rmSync(join(table, RUN_FILES.policy));

    await expect(openedSource(own)).rejects.toThrow('"stubborn" decided here, a mind of the user\'s own');
    // Not a mind of the user's own: a file that is missing.
    await expect(openedSource(table)).rejects.toThrow(/policy\.json/);
  });

  it('should name the file where the table is broken', async () => {
    const run = folder();
    await byTable(run);
    writeFileSync(join(run, RUN_FILES.policy), '{"source": 1}');

    await expect(openedSource(run)).rejects.toThrow(/policy\.json: \$\.source/);
  });
});
