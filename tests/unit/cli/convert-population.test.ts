import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPopulation } from '../../../src/persona/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { samplePopulation } from '../../support/sample-population.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

/** A folder with the sample as `people.json`. */
function folderWithPeople(): (name: string) => string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'people.json'), JSON.stringify(samplePopulation()));
  return (name) => join(folder, name);
}

describe('mesocosm personas convert', () => {
  it('should write another format, and say what that leaves out', async () => {
    const at = folderWithPeople();

    const table = await mesocosm(['personas', 'convert', at('people.json'), at('people.csv')]);
    const lines = await mesocosm(['personas', 'convert', at('people.json'), at('people.jsonl')]);

    expect(table).toEqual({
      code: 0,
      out: `${at('people.csv')}: 3 people as csv\n`,
      err: 'csv has no room for context, source, licence, questionnaire, provenance: left out\n',
    });
    expect(lines).toMatchObject({ code: 0, err: '' });
    expect(await loadPopulation(at('people.jsonl'))).toEqual(samplePopulation());
  });

  it('should take a population that ships, and a format that the name does not tell', async () => {
    const at = folderWithPeople();

    const { code } = await mesocosm(['personas', 'convert', 'neighbours', at('people.txt'), '--to', 'concordia']);

    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(at('people.txt'), 'utf8'))).toHaveProperty('0.characteristics.description');
  });

  it('should leave a file alone that is there, unless it is forced', async () => {
    const at = folderWithPeople();

    const refused = await mesocosm(['personas', 'convert', 'neighbours', at('people.json')]);
    const forced = await mesocosm(['personas', 'convert', 'neighbours', at('people.json'), '--force', '--json']);

    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('it is there already') });
    expect(jsonOf(forced)).toMatchObject({ status: 'done', data: { format: 'json', file: at('people.json') } });
  });

  it('should refuse a name that tells no format, and a population with a missing field', async () => {
    const at = folderWithPeople();
    writeFileSync(at('lame.jsonl'), '{"kind":"population","formatVersion":1,"name":"lame"}\n{"name":"Ada"}\n');

    const nameless = await mesocosm(['personas', 'convert', at('people.json'), at('people.xlsx')]);
    const lame = await mesocosm(['personas', 'convert', at('lame.jsonl'), at('lame.csv')]);

    expect(nameless).toMatchObject({ code: 2, err: expect.stringContaining('the name tells no format') });
    expect(lame).toMatchObject({
      code: 2,
      err: expect.stringContaining('lame.jsonl:2: $.text is missing; expected a text'),
    });
  });
});
