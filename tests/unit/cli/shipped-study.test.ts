import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protocolOf } from '../../../src/cli/protocol-of.js';
import { StudyProtocol, type ScenarioEntry } from '../../../src/spec/index.js';
import { forecastStudy, optionsOfProtocol } from '../../../src/study/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const shipped = scenarios.flatMap((entry) =>
  Object.entries(entry.studies ?? {}).map(([name, read]) => ({ entry, name, read })),
);

describe('studies that ship', () => {
  it.each(shipped)('should have a protocol that can be run: $name', async ({ entry, name, read }) => {
    const protocol = StudyProtocol.parse(await read());
    const options = await optionsOfProtocol(protocol, { entry: entry as ScenarioEntry, file: name });
    const { conditions, runs } = await forecastStudy({ ...options, runs: 1 });

    expect(protocol).toMatchObject({ name, scenario: entry.name });
    expect(protocol.question).toBeDefined();
    expect(conditions).toBeGreaterThan(1);
    expect(runs).toBeGreaterThanOrEqual(conditions);
  });

  it('should be found by name, with or without the end of a file name', async () => {
    const [bare, ended] = [
      await protocolOf('committed-minority', scenarios),
      await protocolOf('committed-minority.json', scenarios),
    ];

    expect(bare).toEqual(ended);
    expect(bare.fits?.[0]).toMatchObject({ kind: 'critical-mass', between: 'incumbent' });
  });

  it('should stand back for a file of that name, and not for a folder', async () => {
    const where = folder();
    const file = join(where, 'committed-minority.json');
    writeFileSync(file, JSON.stringify({ formatVersion: 1, scenario: 'majority-opinion' }));
    mkdirSync(join(where, 'nothing'));

    expect((await protocolOf(file, scenarios)).scenario).toBe('majority-opinion');
    await expect(protocolOf(join(where, 'nothing'), scenarios)).rejects.toThrow('there is no file');
  });

  it('should be listed where there is neither a file nor a study of that name', async () => {
    const ran = await mesocosm(['study', 'comitted-minority', '--folder', folder()]);

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('there is no file "comitted-minority", and no study of that name ships');
    expect(ran.err).toContain('committed-minority');
  });

  it('should be printed as a file that is the same study', async () => {
    const printed = await mesocosm(['study', 'committed-minority', '--print']);
    const file = join(folder(), 'own.json');
    writeFileSync(file, printed.out);

    expect(printed.code).toBe(0);
    expect(await protocolOf(file, scenarios)).toEqual(await protocolOf('committed-minority', scenarios));
    const { data } = jsonOf(await mesocosm(['study', 'committed-minority', '--print', '--json']));
    expect(data).toEqual(await protocolOf(file, scenarios));
  });

  it('should be named by `scenarios`', async () => {
    expect((await mesocosm(['scenarios', 'naming-game'])).out).toContain('Studies: committed-minority');
  });
});
