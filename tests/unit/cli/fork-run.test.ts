import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/run/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** The first kept run of a study by a mind that ships with its scenario. */
async function keptBy(mind: string, scenario: string): Promise<string> {
  const where = folder();
  const { code, err } = await mesocosm(['run', scenario, '--mind', mind, '--runs', '1', '--folder', where]);
  if (code !== 0) throw new Error(err);
  const runs = join(onlyStudyIn(where), 'runs');
  return join(runs, readdirSync(runs).find((run) => run.includes('interacting')) ?? '');
}

describe('fork', () => {
  it.each([
    ['deliberation', 'scripted'],
    ['deliberation', 'psychometric'],
    ['conflict', 'scripted'],
    ['system-under-test', 'scripted'],
  ])('should ask anew what a mind of %s has not said yet: %s', async (scenario, mind) => {
    const run = await keptBy(mind, scenario);
    const [, { id: agent } = { id: '' }] = (await readManifest(run)).agents;
    const change = JSON.stringify({ do: 'remove', agent });
    const same = await mesocosm(['fork', run, '--at', '3', '--json', '--out', join(folder(), 'same')]);
    const other = await mesocosm([
      'fork',
      run,
      '--at',
      '3',
      '--do',
      change,
      '--json',
      '--out',
      join(folder(), 'other'),
    ]);

    expect(jsonOf(same)).toMatchObject({ status: 'identical' });
    expect(other.err).toBe('');
    expect(jsonOf(other)).toMatchObject({ status: 'forked', data: { calls: 0 } });
  });
});
