import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { killAtRandom, PROGRAMS, startAnswering, type AnsweringServer } from '../support/killed-runs.js';
import { KILLED_WORLDS } from '../support/killed-worlds.js';
import { forkPlaza, outcomeOf, replayed, twiceIn, uninterrupted } from '../support/plaza-proof.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';
import { transpilePrograms } from '../support/transpiled-source.js';

const folder = temporaryFolders();
const programs = folderForAll();
const started: { server?: AnsweringServer; programAt?: (file: string) => string } = {};

beforeAll(async () => {
  const programAt = transpilePrograms(programs, PROGRAMS);
  started.programAt = programAt;
  started.server = await startAnswering(programAt('answering-process.js'), 'reduced');
});
afterAll(() => started.server?.close());

/** The server, and a run of a regime in a new folder. */
function given(regime: string, sitting: string) {
  const { server, programAt } = started;
  if (server === undefined || programAt === undefined) throw new Error('the server is not there');
  const run = { folder: folder(), regime, baseUrl: server.baseUrl, sitting: `${regime}/${sitting}` };
  return { server, program: programAt('plaza-run-process.js'), run };
}

describe.each(KILLED_WORLDS)('a run that is killed, under %s', (regime) => {
  it('should come to the bytes of the uninterrupted one, and ask for no recorded answer again', async () => {
    const { server, program, run } = given(regime, 'whole');
    const expected = await uninterrupted(run);
    const requests = server.asked(run.sitting).length;
    const chance = chancesFrom('moments of death')(regime);

    const killed = await killAtRandom({ program, server, regime, kills: 1, requests, chance, folder });

    expect(killed).toMatchObject({ kills: 1, askedAgain: [], unknown: [], orphans: [] });
    expect(killed.folders.map(outcomeOf)).toEqual(killed.folders.map(() => expected));
    expect(killed.folders.flatMap(twiceIn)).toEqual([]);
    const events = expected['events.jsonl']?.trimEnd().split('\n').length;
    expect(await replayed(killed.folders.at(-1) as string, regime)).toBe(events);
  });
});

describe('runs of one seed', () => {
  it.each(['attention', 'poisson-clocks', 'narrated under attention'])(
    'should be the same bytes after any latencies, under %s',
    async (regime) => {
      const one = await uninterrupted(given(regime, 'one').run);
      const two = await uninterrupted(given(regime, 'two').run);

      expect(two).toEqual(one);
    },
  );

  it('should be the same bytes in a fork that changes nothing, and in two forks with the same change', async () => {
    const { run, server } = given('attention', 'parent');
    const expected = await uninterrupted(run);
    const [same, one, two] = ['same', 'one fork', 'two forks'].map((sitting) => given('attention', sitting).run);
    if (same === undefined || one === undefined || two === undefined) throw new Error('there are no runs');

    const fork = await forkPlaza(run.folder, same, []);
    expect(fork.identical).toBe(true);
    expect(outcomeOf(same.folder)).toEqual(expected);
    expect(server.asked(same.sitting)).toEqual([]);

    const parting = await forkPlaza(run.folder, one, [{ do: 'commit', agent: 'ben', option: 'milk' }]);
    await forkPlaza(run.folder, two, [{ do: 'commit', agent: 'ben', option: 'milk' }]);
    expect(parting.identical).toBe(false);
    expect(outcomeOf(two.folder)).toEqual(outcomeOf(one.folder));
  });
});
