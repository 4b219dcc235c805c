import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { savePopulation } from '../../../src/persona/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { samplePopulation } from '../../support/sample-population.js';
import { sampleQuestionnaire } from '../../support/sample-questionnaire.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

function fileOf(content: unknown, name = 'file.json'): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const [first, ...items] = sampleQuestionnaire().items;
const lame = {
  ...sampleQuestionnaire(),
  items: [{ ...first, con: 'a traveller at the gate should say who they are and wait' }, ...items],
};

describe('mesocosm check', () => {
  it('should say of a good questionnaire what it is, and end with 0', async () => {
    const path = fileOf(sampleQuestionnaire());

    expect(await mesocosm(['check', path])).toEqual({
      code: 0,
      out: `${path}: questionnaire with 2 axes and 6 items, nothing to mend\n`,
      err: '',
    });
  });

  it('should name places and remedies, and end with 2 where there is an error', async () => {
    const { code, out } = await mesocosm(['check', fileOf(lame)]);

    expect(code).toBe(2);
    expect(out).toContain('error: $.items[0].con does not end with a full stop. Put a full stop at its end.');
  });

  it('should end with 0 where there are warnings alone', async () => {
    const { personas, ...rest } = samplePopulation();
    const twins = [...personas, { ...personas[0], name: 'Twin' }];

    const { code, out } = await mesocosm(['check', fileOf({ ...rest, personas: twins })]);

    expect(code).toBe(0);
    expect(out).toContain('population of 4');
    expect(out).toContain('warning: $.personas[3].text is word for word that of $.personas[0]');
    expect(out).toContain(
      'warning: $.personas[2].position has no place on "openness to strangers", "trust in the council", where others have one',
    );
  });

  it('should check populations of every format, and the questionnaire within', async () => {
    const folder = emptyFolder();
    const paths = ['a.json', 'a.jsonl', 'a.csv', 'a.concordia.json'].map((name) => join(folder, name));
    for (const path of paths) await savePopulation(path, samplePopulation());
    const unknown = fileOf({ ...samplePopulation(), questionnaire: { ...lame, axes: lame.axes.map((axis) => axis) } });

    const good = await mesocosm(['check', ...paths]);
    const bad = await mesocosm(['check', unknown]);

    expect(good.code).toBe(0);
    expect(good.out.match(/population of 3/g)).toHaveLength(4);
    expect(bad.code).toBe(2);
    expect(bad.out).toContain('error: $.questionnaire.items[0].con does not end with a full stop');
  });

  it('should warn of positions on an axis that the questionnaire does not know', async () => {
    const { personas, ...rest } = samplePopulation();
    const strayed = personas.map((one) => ({ ...one, position: { ...one.position, wealth: 0.5 } }));

    const { out } = await mesocosm(['check', fileOf({ ...rest, personas: strayed })]);

    expect(out).toContain(
      'warning: $.personas has positions on "wealth", an axis that its questionnaire does not know',
    );
  });

  it.each([
    ['{ "a": 1 }', 'it is neither a questionnaire nor a population; expected an object with axes and items, or one with personas'],
    ['{ "personas": [] }', '$.formatVersion is missing'],
    ['{ "items": [] }', '$.formatVersion is missing'],
    ['[1, 2]', '$ is a list; expected an object'],
    ['{', 'it is not JSON'],
  ])('should go on past a file that cannot be used: %s', async (content, said) => {
    const { code, out } = await mesocosm(['check', fileOf(content), fileOf(sampleQuestionnaire())]);

    expect(code).toBe(2);
    expect(out).toContain(said);
    expect(out).toContain('nothing to mend');
  }); // prettier-ignore

  it('should refuse names that nobody can be known by, with the name', async () => {
    const people = samplePopulation().personas;
    const named = (name: string) => fileOf({ ...samplePopulation(), personas: [{ ...people[0], name }, ...people] });

    for (const [name, said] of [
      ['  ', 'the name "  " is only white space'],
      ['Ana ', 'the name "Ana " begins or ends with white space'],
      ['A\u0007na', 'the name "A\\u0007na" has a control character or line break in it'],
    ] as const) {
      const { code, out } = await mesocosm(['check', named(name)]);
      expect([code, out]).toEqual([2, expect.stringContaining(`$.personas[0].name is not possible: ${said}`)]);
    }
  });

  it('should refuse a name twice however its accents are written, and warn of one in other capitals', async () => {
    const [first, second, ...others] = samplePopulation().personas;
    const named = (one: string, other: string) =>
      fileOf({ ...samplePopulation(), personas: [{ ...first, name: one }, { ...second, name: other }, ...others] });

    const accents = await mesocosm(['check', named('Zo\u00eb', 'Zoe\u0308')]);
    expect([accents.code, accents.out]).toEqual([2, expect.stringContaining('as is that of $.personas[0]')]);

    const capitals = await mesocosm(['check', named('Ana', 'ANA')]);
    expect(capitals.code).toBe(0);
    expect(capitals.out).toContain(
      'warning: $.personas[1].name "ANA" differs from that of $.personas[0], "Ana", by capitals',
    );
  });

  it('should say of deeply nested JSON what is wrong, in every format', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const header = JSON.stringify({ kind: 'population', formatVersion: 1, name: 'x' });

    for (const path of [fileOf(deep), fileOf(`${header}\n${deep}\n`, 'people.jsonl')]) {
      const { code, out } = await mesocosm(['check', path]);
      expect([code, out]).toEqual([2, expect.stringContaining('lie more than 200 deep within each other')]);
    }
    expect((await mesocosm(['check', fileOf('['.repeat(100_000))])).out).toContain('it ends too early');
  });

  it('should take a byte order mark in every format', async () => {
    const { personas } = samplePopulation();
    const lines = [{ kind: 'population', formatVersion: 1, name: 'x' }, ...personas].map(
      (one) => `${JSON.stringify(one)}\n`,
    );

    for (const path of [
      fileOf(`\ufeff${JSON.stringify(samplePopulation())}`),
      fileOf(`\ufeff${lines.join('')}`, 'people.jsonl'),
      fileOf('\ufeffname,text\nAda,a\nBen,b\n', 'people.csv'),
    ]) {
      expect((await mesocosm(['check', path])).out).toMatch(/: population of \d/);
    }
  });

  it('should print one object with --json', async () => {
    const ran = await mesocosm(['check', fileOf(lame), 'nowhere.json', '--json']);

    const { status, data } = jsonOf(ran);
    expect(status).toBe('usage');
    expect(data).toMatchObject([
      { kind: 'questionnaire', findings: [{ severity: 'error' }] },
      { file: 'nowhere.json', kind: null, findings: [{ what: 'there is no such file', remedy: 'check the path' }] },
    ]);
  });

  it('should ask for a file', async () => {
    const { code, err } = await mesocosm(['check']);

    expect(code).toBe(2);
    expect(err).toContain("missing required argument 'files'");
  });
});
