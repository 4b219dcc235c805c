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
