import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { startAnswering } from '../support/killed-runs.js';
import { askedOfBoth, killStudy, STUDY_PROGRAMS, type TwoServers } from '../support/killed-studies.js';
import { mixedStudy } from '../support/mixed-study.js';
import { onlyStudyIn, pictureOf } from '../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../support/temporary-folder.js';
import { transpilePrograms, transpileScenarios } from '../support/transpiled-source.js';

const folder = temporaryFolders();
const programs = folderForAll();
const started: { servers?: TwoServers; program?: string } = {};

beforeAll(async () => {
  const programAt = transpilePrograms(programs, STUDY_PROGRAMS);
  transpileScenarios(programs);
  const answering = (seed: string) => startAnswering(programAt('answering-process.js'), seed);
  started.program = programAt('mixed-study-process.js');
  started.servers = { left: await answering('left'), right: await answering('right') };
});
afterAll(() => {
  started.servers?.left.close();
  started.servers?.right.close();
});

function given(): { readonly servers: TwoServers; readonly program: string } {
  const { servers, program } = started;
  if (servers === undefined || program === undefined) throw new Error('the servers are not there');
  return { servers, program };
}

/** A study that nothing interrupts, and how much it asked. */
async function whole(sitting: string): Promise<{ readonly picture: object; readonly requests: number }> {
  const { servers } = given();
  const { left, right } = servers;
  const { folder: at } = await mixedStudy({ root: folder(), sitting, left: left.baseUrl, right: right.baseUrl });
  return { picture: pictureOf(at), requests: askedOfBoth(servers, sitting).length };
}

describe('a study of two models whose process is killed', () => {
  it('should come to the bytes of the uninterrupted one, and ask no model again for a recorded answer', async () => {
    const { servers, program } = given();
    const { picture, requests } = await whole('whole');
    const root = folder();
    const chance = chancesFrom('moments of death')('two models');

    const killed = await killStudy({ program, servers, root, kills: 2, requests, chance });

    expect(killed).toMatchObject({ kills: 2, codes: [0], askedAgain: [] });
    expect(killed.recorded).toBeGreaterThan(0);
    expect(pictureOf(onlyStudyIn(root))).toEqual(picture);
  });

  it('should be the same bytes after any latencies and faults', async () => {
    expect((await whole('second')).picture).toEqual((await whole('third')).picture);
  });
});
