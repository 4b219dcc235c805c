import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyProtocol } from '../../../../src/spec/index.js';
import { optionsOfProtocol } from '../../../../src/study/index.js';
import { scenarios } from '../../../../scenarios/index.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();

type Given = Partial<Record<keyof StudyProtocol, unknown>>;

function optionsOf(given: Given, file = 'p.json'): ReturnType<typeof optionsOfProtocol> {
  const protocol = StudyProtocol.parse({ formatVersion: 1, scenario: 'naming-game', ...given });
  const entry = scenarios.find(({ name }) => name === protocol.scenario);
  if (entry === undefined) throw new Error(protocol.scenario);
  return optionsOfProtocol(protocol, { entry, file });
}

function populationFile(name: string, people: readonly string[]): string {
  const file = join(folder(), `${name}.json`);
  const personas = people.map((one) => ({ name: one, text: `I am ${one}.` }));
  writeFileSync(file, JSON.stringify({ formatVersion: 1, name, personas }));
  return file;
}

describe('optionsOfProtocol', () => {
  it('should make a condition of every combination, with its parameters and levels', async () => {
    const { conditions, parametersGiven, levels } = await optionsOf({
      parameters: { horizon: 50 },
      factors: { committed: [1, 2], payoffs: { mild: { same: 1, different: -1 } } },
    });

    expect(Object.keys(conditions)).toEqual(['committed=1+payoffs=mild', 'committed=2+payoffs=mild']);
    expect(conditions['committed=2+payoffs=mild']?.parameters).toMatchObject({
      horizon: 50,
      committed: 2,
      payoffs: { same: 1, different: -1 },
    });
    expect(parametersGiven['committed=1+payoffs=mild']).toEqual({
      horizon: 50,
      committed: 1,
      payoffs: { same: 1, different: -1 },
    });
    expect(levels['committed=1+payoffs=mild']).toEqual({ committed: 1, payoffs: 'mild' });
  });

  it('should hand on the question of the protocol, and none where it has none', async () => {
    expect((await optionsOf({ question: 'How many?' })).question).toBe('How many?');
    expect(await optionsOf({})).not.toHaveProperty('question');
  });

  it('should start from a condition that ships, and lay its own parameters over it', async () => {
    const { parametersGiven } = await optionsOf({ condition: 'ten-names', parameters: { agents: 6 } });

    expect(parametersGiven['default']).toMatchObject({ agents: 6 });
    expect((parametersGiven['default'] as { names: readonly string[] }).names).toHaveLength(10);
  });

  it('should take named conditions in place of factors', async () => {
    const { parametersGiven, levels } = await optionsOf({
      parameters: { horizon: 9 },
      conditions: { few: { agents: 4 }, many: { agents: 8, horizon: 7 } },
    });

    expect(parametersGiven).toEqual({ few: { horizon: 9, agents: 4 }, many: { horizon: 7, agents: 8 } });
    expect(levels).toEqual({ few: {}, many: {} });
  });

  it('should put wordings into the scenario, crossed with the factors', async () => {
    const { conditions, levels } = await optionsOf({
      factors: { agents: [4] },
      wordings: { plain: { form: 'chat' }, story: { form: 'completion', person: 'third' } },
    });

    expect(conditions['agents=4+wording=story']?.elicitation).toEqual({
      labels: 'fixed',
      form: 'completion',
      person: 'third',
    });
    expect(levels['agents=4+wording=plain']).toEqual({ agents: 4, wording: 'plain' });
  });

  it('should read the people of each level, from beside the protocol', async () => {
    const where = folder();
    writeFileSync(
      join(where, 'here.json'),
      JSON.stringify({
        formatVersion: 1,
        name: 'of the file',
        personas: [
          { name: 'A', text: 'a' },
          { name: 'B', text: 'b' },
        ],
      }),
    );
    const elsewhere = populationFile('elsewhere', ['C', 'D']);
    const { populations } = await optionsOf(
      { populations: { near: 'here.json', far: elsewhere } },
      join(where, 'protocol.json'),
    );

    expect(Object.entries(populations ?? {}).map(([name, one]) => [name, one.name, one.personas[0]?.name])).toEqual([
      ['population=near', 'near', 'A'],
      ['population=far', 'far', 'C'],
    ]);
  });

  it('should take runs of the scenario unless it says how many', async () => {
    expect((await optionsOf({})).runs).toBe(40);
    expect((await optionsOf({ runs: 3 })).runs).toBe(3);
  });

  it.each([
    [
      { factors: { comitted: [1] } },
      'p.json: the scenario "naming-game" has no parameter "comitted". Did you mean "committed"?',
    ],
    [{ parameters: { nothing: 1 } }, 'p.json: the scenario "naming-game" has no parameter "nothing"'],
    [{ conditions: { a: { nothing: 1 } } }, 'p.json: the scenario "naming-game" has no parameter "nothing"'],
    [{ condition: 'elven-names' }, 'p.json: the scenario "naming-game" has no condition "elven-names"'],
    [{ factors: { agents: [4, 1] } }, 'p.json: the condition "agents=1":'],
    [{ populations: { a: 'nowhere.json' } }, 'there is no population "nowhere.json"'],
  ])('should name what is not possible in %j', async (given, message) => {
    await expect(optionsOf(given as Given)).rejects.toThrow(message);
  });
});

describe('StudyProtocol', () => {
  it.each([
    [{ factors: { agents: [] } }, 'expected at least one level'],
    [{ conditions: { a: {} }, factors: { agents: [4] } }, 'conditions and factors exclude each other'],
    [{ population: 'a', populations: { b: 'b' } }, 'population and populations exclude each other'],
    [{ conditions: { '../a': {} } }, 'Invalid key in record'],
    [{ seeds: 3 }, 'Unrecognized key: "seeds"'],
    [{ formatVersion: 2 }, 'expected 1'],
  ])('should refuse %j', (given, message) => {
    const parsed = StudyProtocol.safeParse({ formatVersion: 1, scenario: 'naming-game', ...given });

    expect(JSON.stringify(parsed.error?.issues)).toContain(message.replaceAll('"', '\\"'));
  });
});

describe('minds of a protocol', () => {
  const minds = { claude: { policy: 'claude-3.5-sonnet' }, llama: { policy: 'llama-3-70b', fallback: 'uniform' } };

  it('should make each mind a level of the factor mind, crossed with the others', async () => {
    const options = await optionsOf({ minds, factors: { committed: [0, 2] } });

    expect(Object.keys(options.conditions)).toEqual([
      'committed=0+mind=claude',
      'committed=0+mind=llama',
      'committed=2+mind=claude',
      'committed=2+mind=llama',
    ]);
    expect(options.minds).toEqual(minds);
    expect(options.mixtures?.['committed=2+mind=llama']).toEqual({ llama: 1 });
  });

  it('should make a curve of mixtures that are called by numbers, in their order', async () => {
    const mixtures = { 1: { claude: 1 }, 0.5: { claude: 1, llama: 1 }, 0: { llama: 1 } };
    const { levels, mixtures: shares } = await optionsOf({ minds, mixtures });

    expect(Object.values(levels)).toEqual([{ mixture: 0 }, { mixture: 0.5 }, { mixture: 1 }]);
    expect(shares?.['mixture=0.5']).toEqual({ claude: 1, llama: 1 });
  });

  it('should take mixtures by name, and open no mind that is in none', async () => {
    const options = await optionsOf({
      minds: { ...minds, idle: { policy: 'no-such' } },
      mixtures: { both: { claude: 1, llama: 2 } },
    });

    expect(Object.keys(options.minds ?? {})).toEqual(['claude', 'llama']);
    expect(options.levels['mixture=both']).toEqual({ mixture: 'both' });
  });

  it.each(['model', 'policy'])('should take names as levels of the factor %s', async (kind) => {
    const options = await optionsOf({ factors: { [kind]: { first: 'one/a', second: 'b' } } });

    expect(options.minds).toEqual({ first: { [kind]: 'one/a' }, second: { [kind]: 'b' } });
    expect(options.mixtures).toEqual({ [`${kind}=first`]: { first: 1 }, [`${kind}=second`]: { second: 1 } });
    expect(options.levels[`${kind}=second`]).toEqual({ [kind]: 'second' });
  });

  it('should read address, settings and key of an endpoint', async () => {
    const settings = join(folder(), 'settings.json');
    writeFileSync(settings, JSON.stringify({ timeoutMs: 1000 }));
    process.env['MESOCOSM_TEST_KEY'] = 'secret';
    const local = { model: 'openai:x', baseUrl: 'http://localhost:1/v1', modelOptions: settings };
    const options = await optionsOf({ minds: { local: { ...local, keyVariable: 'MESOCOSM_TEST_KEY' } } });
    delete process.env['MESOCOSM_TEST_KEY'];

    expect(options.minds?.['local']).toEqual({
      model: 'openai:x',
      languageModel: { baseUrl: 'http://localhost:1/v1', timeoutMs: 1000, apiKey: 'secret' },
    });
  });

  it.each<[string, Given]>([
    ['the mixture "m" has a part "claud"', { minds, mixtures: { m: { claud: 1 } } }],
    ['the mixture "m" has no parts', { minds, mixtures: { m: {} } }],
    [
      'the factor "model" says what decides in each condition, and does not go with "policy"',
      { policy: 'x', factors: { model: ['a'] } },
    ],
    ['does not go with the factor "policy"', { factors: { model: ['a'], policy: ['b'] } }],
    ['the level "3" of the factor "model" is no name', { factors: { model: [3] } }],
    ['that is not set', { minds: { a: { model: 'openai:x', keyVariable: 'NO_SUCH_VARIABLE_HERE' } } }],
  ])('should refuse what is not possible: %s', async (what, given) => {
    await expect(optionsOf(given)).rejects.toThrow(what);
  });

  it.each<[string, Given]>([
    ['exactly one of model, policy and mind', { minds: { a: {} } }],
    ['exactly one of model, policy and mind', { minds: { a: { model: 'x', policy: 'y' } } }],
    ['there is no policy', { minds: { a: { model: 'x', fallback: 'suffix' } } }],
    ['model is no openai:NAME', { minds: { a: { policy: 'x', baseUrl: 'http://a' } } }],
    ['mixtures are made of minds', { mixtures: { m: { a: 1 } } }],
    ['at least one mind', { minds: {} }],
    ['at least one mixture', { minds: { a: { policy: 'p' } }, mixtures: {} }],
    ['at least one condition', { conditions: {} }],
    ['at least one wording', { wordings: {} }],
    ['at least one file', { populations: {} }],
    ['do not go with them', { minds, model: 'openai:x' }],
  ])('should refuse a file that says too much or too little: %s', (what, given) => {
    const parsed = StudyProtocol.safeParse({ formatVersion: 1, scenario: 'naming-game', ...given });

    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(what);
  });
});
