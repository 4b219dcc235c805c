import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { chooseMinds } from '../../../src/study/choose-minds.js';
import { conformist, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const naming = smallNamingGame();

/** A table of two models, written to a file. */
function tableFile(): string {
  const path = join(folder(), 'table.json');
  const models = { small: { baseline: { '': [1, 1] } }, large: { baseline: { '': [3, 1] }, all: { '': [1, 3] } } };
  const protocol = { options: ['Q', 'M'], memory: 5, temperature: 0.5, payoff: { same: 100, different: -50 } };
  writeFileSync(path, JSON.stringify({ source: 'made up', protocol, models }));
  return path;
}

describe('what decides', () => {
  it('should be one thing', async () => {
    const mind = scriptedMind({ choose: () => 'Q' });

    await expect(chooseMinds({ mind, policy: 'llama-3-70b' }, naming)).rejects.toThrow(
      'more than one thing that decides was given; expected one of model, policy and mind',
    );
  });

  it('should not be given a fallback for a policy that is not there', async () => {
    await expect(chooseMinds({ model: conformist(), fallback: 'uniform' }, naming)).rejects.toThrow(
      /^`fallback` says what a policy does .* no policy was given\. Name a policy, or leave `fallback` away$/,
    );
  });

  it('should not be given people whose texts a policy would not read', async () => {
    const population = { formatVersion: 1 as const, name: 'pair', personas: [] };

    await expect(chooseMinds({ policy: 'llama-3-70b', population }, naming)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('`population` does not go with `policy`') as string,
    });
  });

  it('should be a mind as it is given', async () => {
    const mind = scriptedMind({ name: 'stubborn', choose: () => 'Q' });
    const { source, owned } = await chooseMinds({ mind }, naming);

    expect([source.kind, source.name, owned]).toEqual(['other', 'stubborn', false]);
  });

  it('should be told apart from another that ships with the same scenario, whatever the two call themselves', async () => {
    const twin = () => scriptedMind({ name: 'twin', choose: () => 'Q' });
    const scenario = { ...naming, minds: { calm: twin, hasty: twin } };
    const [calm, hasty] = await Promise.all(['calm', 'hasty'].map((mind) => chooseMinds({ mind }, scenario)));

    expect([calm?.source.name, hasty?.source.name]).toEqual(['twin', 'twin']);
    expect(calm?.source.fingerprint).not.toBe(hasty?.source.fingerprint);
    expect(calm?.source.settings(scenario)).toEqual({ shipped: 'calm' });
  });

  it('should be a model as it is given, which stays the property of who gave it', async () => {
    const model = conformist();
    const { source, owned } = await chooseMinds({ model, elicitation: { shuffles: 2 } }, naming);

    expect([source.model, owned, source.why]).toEqual([model, false, 'it was given as `model`']);
    expect(source.settings(naming)).toMatchObject({ elicitation: { shuffles: 2 } });
    expect((await chooseMinds({ model }, naming, { why: 'for a test' })).source.why).toBe('for a test');
  });

  it('should not be a model that nobody knows', async () => {
    await expect(chooseMinds({ model: 'gtp-4' }, naming)).rejects.toThrow('"gtp-4" is no model');
  });
});

describe('a policy that ships', () => {
  it('should be found by its name', async () => {
    const { source } = await chooseMinds({ policy: 'llama-3-70b' }, naming);

    expect(source).toMatchObject({ kind: 'policy-table', name: 'policy:llama-3-70b:baseline' });
    expect(source.description).toMatchObject({ fallback: 'suffix' });
  });

  it('should have its table named after a colon', async () => {
    const { source } = await chooseMinds({ policy: 'llama-3-70b:all', fallback: 'uniform' }, naming);

    expect(source.name).toBe('policy:llama-3-70b:all');
    expect(source.description).toMatchObject({ fallback: 'uniform' });
  });

  it('should not have anything after a hash, which would be passed over', async () => {
    await expect(chooseMinds({ policy: 'llama-3-70b#all' }, naming)).rejects.toThrow(
      '"#all" names nothing; expected llama-3-70b, or llama-3-70b:TABLE for another of its tables',
    );
  });

  it('should have a table of that name', async () => {
    await expect(chooseMinds({ policy: 'llama-3-70b:basline' }, naming)).rejects.toThrow(
      /has no table "basline"\. Did you mean "baseline"\? There are: /,
    );
  });

  it.each(['llama-3-7b', 'claude'])('should be suggested for %s', async (policy) => {
    await expect(chooseMinds({ policy }, naming)).rejects.toThrow(
      /ships claude-3\.5-sonnet, llama-3-70b.* Did you mean "/,
    );
  });

  it.each(['constructor', 'toString', '__proto__'])('should not be found by accident (%s)', async (policy) => {
    await expect(chooseMinds({ policy }, naming)).rejects.toThrow(`there is no policy "${policy}"`);
  });

  it('should be looked for in its own scenario', async () => {
    await expect(chooseMinds({ policy: 'llama-3-70b' }, smallMajorityOpinion())).rejects.toThrow(
      /the scenario "majority-opinion" ships none.*Policies are measured for one scenario/,
    );
  });
});

describe('a policy file', () => {
  it('should have its model named after a hash, with a table after a colon', async () => {
    const file = tableFile();

    expect((await chooseMinds({ policy: `${file}#small` }, naming)).source.name).toBe('policy:small:baseline');
    expect((await chooseMinds({ policy: `${file}#large:all` }, naming)).source.name).toBe('policy:large:all');
    expect((await chooseMinds({ policy: `${file}#small` }, naming)).source.why).toContain(file);
  });

  it('should have its models listed where none is named, or one that it lacks', async () => {
    const file = tableFile();

    await expect(chooseMinds({ policy: file }, naming)).rejects.toThrow(
      /the policy file holds several models\. There are: small, large\. Name one after a #/,
    );
    await expect(chooseMinds({ policy: `${file}#smal` }, naming)).rejects.toThrow(
      'no model "smal". Did you mean "small"?',
    );
  });

  it('should be named where it is broken', async () => {
    const path = join(folder(), 'broken.json');
    writeFileSync(path, '{"source": "x",\n "models": }');

    await expect(chooseMinds({ policy: path }, naming)).rejects.toThrow(
      /broken\.json: it is not JSON \(line 2, column 12\)/,
    );
  });

  it('should be missed where it is not there', async () => {
    await expect(chooseMinds({ policy: './nowhere.json#small' }, naming)).rejects.toThrow(
      /there is no policy "\.\/nowhere\.json".*Check the name or the path/,
    );
  });
});
