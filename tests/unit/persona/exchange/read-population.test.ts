import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPopulation, readPopulation, savePopulation } from '../../../../src/persona/index.js';
import { samplePopulation } from '../../../support/sample-population.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

/** Reads what is written to a file of that name. */
function read(name: string, content: string): Promise<unknown> {
  const path = join(emptyFolder(), name);
  writeFileSync(path, content);
  return readPopulation(path);
}

const header = JSON.stringify({ kind: 'population', formatVersion: 1, name: 'pair' });
const ada = JSON.stringify({ name: 'Ada', text: 'I am Ada.' });
const ben = JSON.stringify({ name: 'Ben', text: 'I am Ben.' });
const lines = (...of: readonly string[]): string => of.map((line) => `${line}\n`).join('');

describe('a population of one persona a line', () => {
  it('should be read as it was written, and leave no other file', async () => {
    const folder = emptyFolder();
    await savePopulation(join(folder, 'people.jsonl'), samplePopulation());

    expect(await readPopulation(join(folder, 'people.jsonl'))).toEqual(samplePopulation());
    expect(await loadPopulation(join(folder, 'people.jsonl'))).toEqual(samplePopulation());
    expect(readdirSync(folder)).toEqual(['people.jsonl']);
  });

  it('should have a header with the number of people, and a line for each', async () => {
    const path = join(emptyFolder(), 'people.jsonl');
    await savePopulation(path, samplePopulation());

    const written = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(written).toHaveLength(4);
    expect(JSON.parse(written[0] as string)).toMatchObject({
      kind: 'population',
      formatVersion: 1,
      name: 'villagers',
      size: 3,
    });
  });

  it.each([
    ['a torn last line', lines(header, ada) + ben.slice(0, 20), 'people.jsonl:3: the last line has no end'],
    ['a whole last line without its end', lines(header, ada) + ben, 'people.jsonl:3: the last line has no end'],
    ['lines that are missing', lines(header.replace('}', ',"size":3}'), ada, ben), 'its first line tells of 3 people, and 2 follow'],
    ['a missing field', lines(header, ada, '{"name":"Ben"}'), 'people.jsonl:3: $.text is missing; expected a text'],
    ['a position beyond the axis', lines(header, ada, '{"name":"Ben","text":"B","position":{"trust":1.5}}'), 'people.jsonl:3: $.position.trust is 1.5; expected at most 1'],
    ['a name that somebody has', lines(header, ada, ada), 'people.jsonl:3: $.name is "Ada", as is that of '],
    ['a line that is not JSON', lines(header, ada, '{"name":'), 'people.jsonl:3: it is not JSON'],
    ['a first line that is a persona', lines(ada, ben), 'people.jsonl:1: $.formatVersion is missing'],
    ['another version', lines(header.replace(':1', ':2'), ada, ben), 'people.jsonl:1: $.formatVersion is 2'],
    ['one person alone', lines(header, ada), '$.personas has one person in it; expected at least 2 people'],
    ['nothing', '', 'people.jsonl: it is empty'],
  ])('should be refused with %s, in a sentence that names the place and the remedy', async (_, content, said) => {
    await expect(read('people.jsonl', content)).rejects.toThrow(said);
    await expect(read('people.jsonl', content)).rejects.toMatchObject({ exitCode: 2, details: { remedy: expect.any(String) } });
  }); // prettier-ignore
});

describe('a population as a table', () => {
  it('should be read as it was written, but for what a table has no room for', async () => {
    const path = join(emptyFolder(), 'villagers.csv');
    await savePopulation(path, samplePopulation());

    const { name, personas } = samplePopulation();
    expect(await readPopulation(path)).toEqual({ formatVersion: 1, name, personas });
  });

  it('should have one column an axis, weights apart, and no cell that a spreadsheet computes', async () => {
    const path = join(emptyFolder(), 'people.csv');
    const { personas, ...rest } = samplePopulation();
    await savePopulation(path, {
      ...rest,
      personas: personas.map((one) => ({ ...one, provenance: { ...one.provenance, weight: 0.5 } })),
    });

    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')[0]).toBe(
      '"name","text","position.openness to strangers","position.trust in the council","weight","provenance"',
    );
    expect(text).toContain(`"'=HYPERLINK(""http://localhost"")",0.5,0,0.5,"{""region"":""south""}"`);
    expect(text).not.toMatch(/(^|[,\n])"?[=+@-]/);
    expect((await readPopulation(path)).personas[2]).toEqual({ ...personas[2], provenance: { weight: 0.5 } });
  });

  it('should take an axis that is called as what every object has', async () => {
    const path = join(emptyFolder(), 'people.csv');
    const personas = [
      { name: 'Ada', text: 'a', position: { toString: 0.5 } },
      { name: 'Ben', text: 'b' },
    ];
    await savePopulation(path, { formatVersion: 1, name: 'people', personas });

    expect((await readPopulation(path)).personas).toEqual(personas);
  });

  it('should be read as a spreadsheet writes it: byte order mark, CRLF, few quotes, empty lines', async () => {
    const text = '\uFEFFtext,name,position.trust\r\n"I am\r\nAda, the first",Ada,0.5\r\n\r\nI am Ben.,Ben,\r\n';

    expect(await read('people.csv', text)).toEqual({
      formatVersion: 1,
      name: 'people',
      personas: [
        { name: 'Ada', text: 'I am\r\nAda, the first', position: { trust: 0.5 } },
        { name: 'Ben', text: 'I am Ben.' },
      ],
    });
  });

  it.each([
    ['a column that is missing', 'name,words\nAda,a\nBen,b\n', 'people.csv:1: there is no column "text"; expected columns name and text'],
    ['a cell too many', 'name,text\nAda,a\nBen,b,c\n', 'people.csv:3: it has 3 cells, and there are 2 columns'],
    ['a position that is no number', 'name,text,position.trust\nAda,"a\nb",high\n', 'people.csv:2: column "position.trust" is "high"; expected a number'],
    ['a position beyond the axis', 'name,text,position.trust\nAda,a,2\n', 'people.csv:2: $.position.trust is 2; expected at most 1'],
    ['an empty text', 'name,text\nAda,"a\nb"\nBen,\n', 'people.csv:4: $.text is empty; expected a text'],
    ['a provenance that is no object', 'name,text,provenance\nAda,a,[1]\n', 'people.csv:2: column "provenance" is not a JSON object'],
    ['a quote that is never closed', 'name,text\nAda,"a\nBen,b\n', 'people.csv:3: a quote is opened and never closed'],
    ['letters after a quote', 'name,text\nAda,"a"b\n', 'people.csv:2: a quote stands where none can stand'],
  ])('should be refused with %s', async (_, content, said) => {
    await expect(read('people.csv', content)).rejects.toThrow(said);
  }); // prettier-ignore
});

describe('a file of people', () => {
  it('should say that it is not there', async () => {
    await expect(readPopulation('nowhere.jsonl')).rejects.toThrow('nowhere.jsonl: there is no such file');
    await expect(readPopulation('nowhere.json')).rejects.toThrow('nowhere.json: there is no such file');
  });

  it('should not be written under a name that tells no format', async () => {
    const folder = emptyFolder();

    await expect(savePopulation(join(folder, 'people.txt'), samplePopulation())).rejects.toThrow(
      'expected a name that ends in .json, .jsonl, .csv or .concordia.json',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
