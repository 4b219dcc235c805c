import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { killAtRandom, PROGRAMS, startAnswering, type AnsweringServer } from '../support/killed-runs.js';
import { KILLED_WORLDS, killedWorld } from '../support/killed-worlds.js';
import { forkPlaza, outcomeOf, replayed, twiceIn, uninterrupted } from '../support/plaza-proof.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';
import { transpilePrograms } from '../support/transpiled-source.js';

const folder = temporaryFolders();
const programs = folderForAll();
const regimes = KILLED_WORLDS;
/** Over all regimes together. */
const KILLS = 100;
const KILLS_EACH = Math.ceil(KILLS / regimes.length);
const started: { server?: AnsweringServer; programAt?: (file: string) => string } = {};

beforeAll(async () => {
  const programAt = transpilePrograms(programs, PROGRAMS);
  started.programAt = programAt;
  started.server = await startAnswering(programAt('answering-process.js'), 'full');
});
afterAll(() => started.server?.close());

/** The server, and a run of a regime in a new folder. */
function given(regime: string, sitting: string) {
  const { server, programAt } = started;
  if (server === undefined || programAt === undefined) throw new Error('the server is not there');
  const run = { folder: folder(), regime, baseUrl: server.baseUrl, sitting: `${regime}/${sitting}` };
  return { server, program: programAt('plaza-run-process.js'), run };
}

describe.each(regimes)(`runs that are killed at ${KILLS_EACH} moments, under %s`, (regime) => {
  it('should come to the bytes of the uninterrupted one, and ask for no recorded answer again', async () => {
    const { server, program, run } = given(regime, 'whole');
    const expected = await uninterrupted(run);
    const requests = server.asked(run.sitting).length;
    const chance = chancesFrom('many moments of death')(regime);

    const killed = await killAtRandom({ program, server, regime, kills: KILLS_EACH, requests, chance, folder });

    expect(killed).toMatchObject({ kills: KILLS_EACH, askedAgain: [], unknown: [], orphans: [] });
    expect(killed.recorded).toBeGreaterThan(0);
    expect(killed.folders.map(outcomeOf)).toEqual(killed.folders.map(() => expected));
    expect(killed.folders.flatMap(twiceIn)).toEqual([]);
    const events = expected['events.jsonl']?.trimEnd().split('\n').length;
    for (const one of killed.folders) expect(await replayed(one, regime)).toBe(events);
  });

  it('should be the same bytes after any latencies', async () => {
    const expected = await uninterrupted(given(regime, 'first').run);

    for (const sitting of ['second', 'third', 'fourth']) {
      expect(await uninterrupted(given(regime, sitting).run)).toEqual(expected);
    }
  });

  it('should be the same bytes in a fork that changes nothing, and in two forks with the same change', async () => {
    const { run, server } = given(regime, 'parent');
    const expected = await uninterrupted(run);
    const forkIn = async (sitting: string, changes: Parameters<typeof forkPlaza>[2]) => {
      const { run: forked } = given(regime, sitting);
      await forkPlaza(run.folder, forked, changes);
      return outcomeOf(forked.folder);
    };

    expect(await forkIn('same', [])).toEqual(expected);
    expect(server.asked(`${regime}/same`)).toEqual([]);

    const one = await forkIn('one fork', [killedWorld(regime).change]);
    expect(one).not.toEqual(expected);
    expect(await forkIn('two forks', [killedWorld(regime).change])).toEqual(one);
  });
});
