import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPopulation, savePopulation } from '../../../../src/persona/index.js';
import { samplePopulation } from '../../../support/sample-population.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

/** As `generate_personas.py` of Concordia composes its output (commit 1b91790, 2026). */
const written = [
  {
    name: 'Maya',
    characteristics: {
      name: 'Maya',
      axis_position: { optimism: 'very low', trust: 0.75 },
      description: 'A glaciologist of forty.',
      initial_context: 'An arctic expedition.',
    },
    memories: ['When Maya was 5 years old, the ice broke.', ' She was alone. '],
    shared_memories: ['The ship left in May.'],
  },
  {
    name: 'Jon',
    characteristics: {
      name: 'Jon',
      axis_position: { optimism: 'high', trust: 2 },
      description: 'The cook.',
      initial_context: 'An arctic expedition.',
      mood: 'sunny',
    },
    memories: [],
    shared_memories: ['The ship left in May.'],
  },
];

function fileOf(content: unknown): string {
  const path = join(emptyFolder(), 'crew.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("Concordia's personas", () => {
  it('should become people: texts of description and memories, positions where they are numbers from 0 to 1', async () => {
    const { name, context, personas } = await readPopulation(fileOf(written));

    expect({ name, context }).toEqual({ name: 'crew', context: 'An arctic expedition.' });
    expect(personas[0]).toMatchObject({
      name: 'Maya',
      text: 'A glaciologist of forty.\n\nWhen Maya was 5 years old, the ice broke.\n\nShe was alone.\n\nThe ship left in May.',
      position: { trust: 0.75 },
    });
    expect(personas[1]).not.toHaveProperty('position');
  });

  it('should be given back as they were', async () => {
    const path = join(emptyFolder(), 'crew.concordia.json');
    await savePopulation(path, await readPopulation(fileOf(written)));

    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(written);
  });

  it('should be made of other people, and be the same people when they come back', async () => {
    const path = join(emptyFolder(), 'people.concordia.json');
    const { personas, context } = samplePopulation();
    await savePopulation(path, samplePopulation());

    const [first] = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
    expect(first).toEqual({
      name: 'Ada Quist',
      characteristics: {
        name: 'Ada Quist',
        axis_position: personas[0]?.position,
        description: personas[0]?.text,
        initial_context: context,
      },
      memories: [personas[0]?.text],
      shared_memories: [],
    });
    const back = await readPopulation(path);
    expect(back.personas.map(({ name, text, position }) => ({ name, text, position }))).toEqual(
      personas.map(({ name, text, position }) => ({ name, text, position })),
    );
  });

  it('should not be given back as they were when somebody rewrote them', async () => {
    const path = join(emptyFolder(), 'crew.concordia.json');
    const { personas, ...rest } = await readPopulation(fileOf(written));
    await savePopulation(path, {
      ...rest,
      personas: personas.map((one) => ({ ...one, text: `${one.text} And more.` })),
    });

    expect(readFileSync(path, 'utf8')).toContain('And more.');
  });

  it.each([
    [[{ name: 'Maya' }, { characteristics: {} }], '$[0].characteristics is missing (and 1 more); expected an object'],
    [[{ ...written[0], memories: 'none' }], '$[0].memories is a text; expected a list'],
    [[written[0], { name: 'Jon', characteristics: { name: 'Jon' } }], '$[1].characteristics.description is missing; expected a text'],
    [[written[0], written[0]], 'crew.json, entry 2: $.name is "Maya", as is that of '],
  ])('should be refused where something is missing (%#)', async (content, said) => {
    await expect(readPopulation(fileOf(content))).rejects.toThrow(said);
  }); // prettier-ignore
});
