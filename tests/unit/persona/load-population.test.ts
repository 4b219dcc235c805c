import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPopulation } from '../../../src/persona/index.js';

const two = {
  formatVersion: 1,
  name: 'pair',
  personas: [
    { name: 'Ada', text: 'I am Ada.' },
    { name: 'Ben', text: 'I am Ben.' },
  ],
};

describe('loadPopulation', () => {
  let folder: string;
  const written = async (name: string, content: unknown): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'population-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('should load a file', async () => {
    expect(await loadPopulation(await written('two.json', two))).toEqual(two);
  });

  it('should load a population that is shipped by its name', async () => {
    const { name, personas } = await loadPopulation('neighbours');

    expect(name).toBe('neighbours');
    expect(personas.length).toBeGreaterThanOrEqual(24);
  });

  it('should say what is shipped where there is neither file nor name, and suggest the nearest', async () => {
    await expect(loadPopulation('neighbors')).rejects.toThrow(
      /no population "neighbors": no file of that name, and those shipped are neighbours.*did you mean "neighbours"\?/i,
    );
    await expect(loadPopulation('quite-another-thing.json')).rejects.toThrow(/check the path/i);
  });

  it.each(['constructor', 'toString', '__proto__'])('should not take "%s" for a population', async (name) => {
    await expect(loadPopulation(name)).rejects.toThrow(`there is no population "${name}"`);
  });

  it('should name the file and the line of what is not JSON', async () => {
    const path = await written('broken.json', '{\n  "name": oops\n}');

    await expect(loadPopulation(path)).rejects.toThrow(`${path}: it is not JSON (line 2`);
  });

  it('should name the place of what is wrong', async () => {
    const nobody = await written('nobody.json', { ...two, personas: two.personas.slice(0, 1) });
    const silent = await written('silent.json', { ...two, personas: [{ name: 'Ada', text: '' }, two.personas[1]] });
    const odd = await written('odd.json', { ...two, personas: [{ ...two.personas[0], position: { trust: 2 } }, two.personas[1]] }); // prettier-ignore

    await expect(loadPopulation(nobody)).rejects.toThrow(`${nobody}: $.personas`);
    await expect(loadPopulation(silent)).rejects.toThrow('$.personas[0].text');
    await expect(loadPopulation(odd)).rejects.toThrow('$.personas[0].position.trust');
  });

  it('should refuse two people of one name, in words', async () => {
    const path = await written('twice.json', { ...two, personas: [two.personas[0], two.personas[0]] });

    await expect(loadPopulation(path)).rejects.toThrow(
      '$.personas[1].name is "Ada", as is that of $.personas[0]; expected a name of its own for everybody',
    );
  });

  it('should refuse another format version', async () => {
    await expect(loadPopulation(await written('new.json', { ...two, formatVersion: 2 }))).rejects.toThrow('$.formatVersion'); // prettier-ignore
  });

  it('should say that a folder cannot be read', async () => {
    const path = join(folder, 'folder.json');
    await mkdir(path);

    await expect(loadPopulation(path)).rejects.toThrow(`${path}: it cannot be read`);
  });
});
