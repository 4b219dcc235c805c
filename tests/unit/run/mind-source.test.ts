import { describe, expect, it } from 'vitest';
import { Elicitation, parsePolicyFile, scriptedMind } from '../../../src/agent/index.js';
import { openAnswers, openPrompts } from '../../../src/model/index.js';
import { languageModelSource, mindSource, policySource } from '../../../src/run/mind-source.js';
import { countingModel } from '../../../src/testing/index.js';
import { conformist, smallMajorityOpinion, smallNamingGame } from '../../support/small-studies.js';
import { opinionOf } from '../../support/situations.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { join } from 'node:path';

const folder = temporaryFolders();
const context = { agent: 'agent-1', occasion: 0, stream: 'test' };

describe('a source of language-model minds', () => {
  it('should bear the name, the fingerprint and the description of its model', () => {
    const model = conformist();

    expect(languageModelSource({ model, why: 'for a test' })).toMatchObject({
      kind: 'language-model',
      name: 'conformist',
      fingerprint: 'scripted:conformist',
      why: 'for a test',
      description: { kind: 'scripted' },
      model,
    });
  });

  it('should record how situations are asked: what the model suggests, the scenario says, and the user says last', () => {
    const model = conformist();
    const settings = (elicitation?: object) =>
      languageModelSource({ model, why: '', elicitation }).settings(smallNamingGame());

    expect(settings()).toEqual({
      elicitation: Elicitation.parse({ form: 'completion', labels: 'fixed' }),
      temperature: 0.5,
      choose: 'exact',
    });
    expect(settings({ labels: 'averaged', form: 'chat' })).toMatchObject({
      elicitation: { labels: 'averaged', form: 'chat' },
    });
  });

  it('should ask in chat where the model is an endpoint', () => {
    const model = { ...conformist(), description: { kind: 'endpoint' } };

    expect(languageModelSource({ model, why: '' }).settings(smallMajorityOpinion())).toMatchObject({
      elicitation: { form: 'chat' },
    });
  });

  it('should give one mind for each way of asking, and that of the condition with what it can tell', () => {
    const minds = languageModelSource({ model: conformist(), why: '' }).open(smallMajorityOpinion());
    const fixed = minds.elicit?.({ labels: 'fixed' });

    expect(minds.spoken).toBe(minds.mind);
    expect(minds.spoken?.elicitation.labels).toBe('averaged');
    expect(fixed).toMatchObject({ elicitation: { labels: 'fixed', orders: 'averaged' }, temperature: 0.5 });
    expect(minds.elicit?.({ labels: 'fixed' })).toBe(fixed);
    expect(minds.elicit?.({ orders: 'live' })).not.toBe(fixed);
  });

  it('should say of what it was told already that no call was needed', async () => {
    let known = 0;
    const model = countingModel(conformist());
    const { mind } = languageModelSource({ model, why: '', onKnown: () => (known += 1) }).open(smallMajorityOpinion());
    const situation = opinionOf(1, 3);

    await mind.judge(situation, context);
    const { length } = model.calls;
    await mind.judge(situation, { ...context, agent: 'agent-2', occasion: 5 });

    expect(length).toBe(8);
    expect(model.calls).toHaveLength(length);
    expect(known).toBe(1);
  });

  it('should write what it asks and hears into the record that it is given', async () => {
    const here = folder();
    const record = {
      answers: await openAnswers(join(here, 'answers.jsonl')),
      prompts: await openPrompts(join(here, 'prompts.jsonl')),
    };
    const { mind } = languageModelSource({ model: conformist(), why: '' }).open(smallMajorityOpinion(), record);
    await mind.judge(opinionOf(0, 3), context);

    expect(record.answers.size()).toBeGreaterThan(0);
    record.answers.close();
    record.prompts.close();
  });
});

describe('a source of minds that follow a table', () => {
  const fileOf = async (policy: string) => parsePolicyFile(await smallNamingGame().policies?.[policy]?.());

  it('should be named after its table, and say how it falls back', async () => {
    const file = await fileOf('llama-3-70b');
    const source = policySource({ file, table: 'llama-3-70b:all', why: 'for a test' });

    expect(source).toMatchObject({ kind: 'policy-table', name: 'policy:llama-3-70b:all', table: file });
    expect(source.description).toMatchObject({ table: 'llama-3-70b:all', fallback: 'suffix' });
    expect(source.settings(smallNamingGame())).toEqual({ table: 'llama-3-70b:all', fallback: 'suffix' });
    expect(source.model).toBeUndefined();
    expect(source.open(smallNamingGame()).elicit).toBeUndefined();
  });

  it('should be told apart by table, fallback and counts', async () => {
    const file = await fileOf('llama-3-70b');
    const changed = structuredClone(file);
    changed.models['llama-3-70b'] = { ...changed.models['llama-3-70b'], baseline: { '': [1, 2] } };
    const prints = [
      policySource({ file, table: 'llama-3-70b:baseline', why: '' }),
      policySource({ file, table: 'llama-3-70b:all', why: '' }),
      policySource({ file, table: 'llama-3-70b:baseline', fallback: 'uniform', why: '' }),
      policySource({ file: changed, table: 'llama-3-70b:baseline', why: '' }),
    ].map(({ fingerprint }) => fingerprint);

    expect(new Set(prints).size).toBe(4);
    expect(policySource({ file, table: 'llama-3-70b:baseline', why: 'other' }).fingerprint).toBe(prints[0]);
  });
});

describe("a source of a user's own mind", () => {
  it('should give that mind to everybody', () => {
    const mind = scriptedMind({ name: 'stubborn', choose: () => 'Q' });
    const source = mindSource(mind);

    expect(source).toMatchObject({ kind: 'other', name: 'stubborn', description: {}, why: 'it was given as `mind`' });
    expect(source.open(smallNamingGame())).toEqual({ mind });
    expect(source.settings(smallNamingGame())).toEqual({});
  });

  it('should be told apart by its name', () => {
    const named = (name: string) => mindSource(scriptedMind({ name, choose: () => 'Q' })).fingerprint;

    expect(named('a')).not.toBe(named('b'));
  });
});
