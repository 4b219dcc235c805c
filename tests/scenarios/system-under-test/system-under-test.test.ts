import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleMind } from '../../../src/agent/index.js';
import { scriptedModel } from '../../../src/model/index.js';
import { runStudy } from '../../../src/study/index.js';
import { replayRun } from '../../../src/run/index.js';
import { heldBy } from '../../support/held-conversations.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import {
  assistedPeople,
  conversationsOf,
  scriptedPerson,
  systemMind,
  systemUnderTest,
  type SystemMessage,
} from 'mesocosm/scenarios';

const temporaryFolder = temporaryFolders();
const mind = scriptedPerson();
const context = { agent: 'system-1', occasion: 0, stream: 'test' };

describe('systemUnderTest', () => {
  it('should hold one conversation a person, person and system in turn, and code it', async () => {
    const { events, record } = await heldBy(systemUnderTest({ agents: 3, turns: 2 }), { mind });
    const held = conversationsOf(events);

    expect(held.map(({ utterances }) => utterances.map(({ role }) => role))).toEqual(
      Array.from({ length: 3 }, () => ['person', 'system', 'person', 'system']),
    );
    expect(held.every(({ failures, verdict }) => failures !== undefined && verdict !== undefined)).toBe(true);
    expect(record.values['failure_rate']).not.toBeNull();
  });

  it('should show nobody a conversation of others', async () => {
    const seen: string[] = [];
    const system = (messages: readonly SystemMessage[]): string => {
      seen.push(messages.map(({ content }) => content).join('\n'));
      return 'Yes.';
    };
    const goals = ['goal of the first', 'goal of the second'];
    await heldBy(systemUnderTest({ agents: 2, goals }, { system, systemName: 'mine' }), { mind });

    expect(seen).toHaveLength(6);
    expect(seen.filter((text) => goals.every((goal) => text.includes(goal)))).toEqual([]);
  });

  it('should count a reply without words as a failure of the system, and go on', async () => {
    const scenario = systemUnderTest({ agents: 2, turns: 1 }, { system: () => '', systemName: 'mute' });
    const { record } = await heldBy(scenario, { mind });

    expect(record.values).toMatchObject({ failure_rate: 1, failed_no_reply: 1, distinct_failures: 1 });
  });

  it('should stop, and not count, where the system throws', async () => {
    const system = (): string => {
      throw new Error('no connection');
    };

    await expect(heldBy(systemUnderTest({ agents: 2 }, { system, systemName: 'away' }), { mind })).rejects.toThrow(
      'the system under test threw: no connection',
    );
  });

  /** Says yes to what it is asked of some failures. */
  const judgeWho = (says: (question: string) => boolean) =>
    ruleMind({
      name: 'rule:judge',
      probabilities: ({ cue }) => (says(JSON.stringify(cue.chat)) ? [1, 0] : [0, 1]),
    });

  it('should let a judge say of each failure of the codebook whether it is there', async () => {
    const judge = judgeWho((question) => question.includes('rude') || question.includes('slow'));
    const codebook = ['rude', 'late', 'slow'].map((name) => ({ name, about: `The system is ${name}.` }));
    const { record, events } = await heldBy(systemUnderTest({ agents: 2, turns: 1 }, { judge, codebook }), { mind });

    expect(record.values).toMatchObject({
      failure_rate: 1,
      failed_rude: 1,
      failed_late: 0,
      failed_slow: 1,
      distinct_failures: 2,
    });
    expect(events.filter(({ type }) => type === 'code-given')).toHaveLength(6);
    expect(events.filter(({ type }) => type === 'conversation-coded').map(({ data }) => data)).toEqual(
      ['agent-1', 'agent-2'].map((person) => ({ person, failures: ['rude', 'slow'], by: 'judge' })),
    );
    expect(record.values).not.toHaveProperty('judge_kappa');
  });

  it('should code no conversation of which a judge cannot say all', async () => {
    const codebook = ['rude', 'late'].map((name) => ({ name, about: `The system is ${name}.` }));
    const judge = {
      name: 'unsure',
      judge: ({ cue }: { readonly cue: object }, { agent }: { readonly agent: string }) =>
        agent === 'judge-1' && JSON.stringify(cue).includes('rude')
          ? ({ kind: 'refused', message: 'I cannot say' } as const)
          : ({ kind: 'distribution', probabilities: [1, 0] } as const),
    };
    const { record, events } = await heldBy(systemUnderTest({ agents: 2, turns: 1 }, { judge, codebook }), { mind });

    expect(events.find(({ type }) => type === 'code-withheld')?.data).toEqual({
      person: 'agent-1',
      code: 'rude',
      reason: 'I cannot say',
    });
    expect(events.filter(({ type }) => type === 'conversation-coded').map(({ data }) => data['person'])).toEqual([
      'agent-2',
    ]);
    expect(record.values).toMatchObject({ failure_rate: 1, distinct_failures: 2 });
  });

  it('should say how far a judge agrees with the rules', async () => {
    const codebook = [
      { name: 'asks-back', about: 'The system asks something back.', found: () => true },
      { name: 'sings', about: 'The system sings.', found: () => false },
    ];
    const agreed = async (says: (question: string) => boolean) =>
      (await heldBy(systemUnderTest({ agents: 4, turns: 1 }, { judge: judgeWho(says), codebook }), { mind })).record
        .values;

    expect(await agreed((question) => question.includes('asks'))).toMatchObject({ judge_agreement: 1, judge_kappa: 1 });
    expect(await agreed(() => true)).toMatchObject({ judge_agreement: 0.5, judge_kappa: 0 });
    expect(await agreed((question) => question.includes('sings'))).toMatchObject({
      judge_agreement: 0,
      judge_kappa: -1,
    });
  });

  it('should leave everybody without help in the arm "isolated"', async () => {
    const { record } = await heldBy(systemUnderTest({ agents: 4 }), { mind, arm: 'isolated' });

    expect(record.values).toMatchObject({ satisfied: 0, failure_rate: 0 });
  });

  it('should name the axis that a persona lacks', async () => {
    const personas = [{ name: 'Ada', text: 'Ada.', position: { patience: 0.5 } }];
    const { events } = await heldBy(systemUnderTest({ agents: 2, turns: 1 }), { mind, personas });

    expect(events.find(({ type }) => type === 'decision-failed')?.data['message']).toContain(
      'Ada has no position on the axis "knowledge"',
    );
  });
});

describe('systemMind', () => {
  const statements = [
    ['Customer: ', 'Hello'],
    ['Assistant: ', 'Yes?'],
    ['Customer: ', 'Help me.'],
  ];
  const situation = {
    kind: 'reply',
    options: [],
    answer: { kind: 'text' as const, maxCharacters: 100 },
    state: [],
    framing: [],
    statements,
    unordered: false,
    names: [],
    cue: { completion: [], chat: [] },
  };

  it.each([
    ['a text', 'I can.'],
    ['a message', { content: 'I can.' }],
    [
      'a message in parts',
      {
        content: [
          { type: 'text', text: 'I ' },
          { type: 'text', text: 'can.' },
        ],
      },
    ],
  ])('should take %s from a runnable', async (_, returned) => {
    const asked: unknown[] = [];
    const runnable = { invoke: async (messages: SystemMessage[]) => (asked.push(messages), returned) };

    expect(await systemMind(runnable).judge(situation, context)).toEqual({ kind: 'answer', value: 'I can.' });
    expect(asked[0]).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Yes?' },
      { role: 'user', content: 'Help me.' },
    ]);
  });

  it('should ask a language model, opened when it is needed', async () => {
    const model = scriptedModel({ name: 'helpful', write: () => 'I can.' });
    let opened = 0;
    const lazy = systemMind({ name: 'helpful', open: async () => ((opened += 1), model) });

    expect(opened).toBe(0);
    expect(await lazy.judge(situation, context)).toMatchObject({ kind: 'answer', value: 'I can.' });
    expect(await systemMind(model).judge(situation, context)).toMatchObject({ kind: 'answer', value: 'I can.' });
  });

  it.each(['exact', 'sampled'] as const)(
    'should mean yes by yes where a model judges, with %s choices',
    async (kind) => {
      const asked: string[] = [];
      const model = scriptedModel({
        choosing: kind,
        choose: ({ options, prompt }) => {
          asked.push(prompt.pieces.join(''));
          return options.map((option) => (option.trim() === 'yes' ? 1 : 0));
        },
      });
      const { answer: _text, ...choice } = situation;
      const question = { ...choice, options: ['yes', 'no'], cue: { completion: [{ list: 'or' as const }], chat: [] } };
      const judgement = await systemMind(model, { temperature: 0 }).judge(question, context);

      expect(judgement).toMatchObject({ kind: 'distribution', probabilities: [1, 0] });
      expect(asked.map((prompt) => /yes or no|no or yes/.exec(prompt)?.[0]).toSorted()).toEqual([
        'no or yes',
        'yes or no',
      ]);
    },
  );

  it.each([
    ['an endpoint', 'endpoint', 'chat'],
    ['a model in this process', 'embedded', 'completion'],
  ] as const)('should ask %s as it is best asked', async (_, kind, form) => {
    const asked: string[] = [];
    const scripted = scriptedModel({ write: ({ prompt }) => (asked.push(prompt.form), 'I can.') });
    await systemMind({ ...scripted, description: { kind } }).judge(situation, context);

    expect(asked).toEqual([form]);
  });

  it('should not take anything else for a reply', async () => {
    const judgement = await systemMind(() => 7 as never).judge(situation, context);

    expect(judgement).toMatchObject({ kind: 'malformed', evidence: { text: '7' } });
  });
});

describe('a study of a system under test', () => {
  it('should place people in the places of people alone, and keep what the system said', async () => {
    const folder = temporaryFolder();
    let asked = 0;
    const system = (): string => `Answer ${(asked += 1)}.`;
    const scenario = systemUnderTest({ agents: 3, turns: 1 }, { system, systemName: 'counting' });
    const population = await assistedPeople({ people: 3, seed: 1 });
    const { summary, ...study } = await runStudy({ scenario, population, mind: 'scripted', runs: 2, folder });
    const before = asked;
    const kept = readdirSync(join(study.folder, 'runs')).find((name) => name.includes('interacting')) ?? '';
    const replay = await replayRun(join(study.folder, 'runs', kept), () => scenario);

    expect(summary.mind).toMatchObject({ kind: 'brought', name: 'scripted' });
    expect(replay.events).toBeGreaterThan(10);
    expect(asked).toBe(before);
  });

  it('should say which minds ship with a scenario', async () => {
    const wanted = runStudy({ scenario: systemUnderTest({ agents: 2 }), mind: 'scriptd', folder: temporaryFolder() });

    await expect(wanted).rejects.toThrow('the scenario "system-under-test" ships scripted, psychometric');
  });
});
