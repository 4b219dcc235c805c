import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt } from '../../src/agent/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { runStudy } from '../../src/study/index.js';
import type { Persona } from '../../src/spec/index.js';
import { behaviourOf, compareSpread, conflict, psychometricDriver, scriptedDriver } from 'mesocosm/scenarios';
import { heldBy } from '../support/held-conversations.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();

function drivers(...tempers: readonly number[]): readonly Persona[] {
  return tempers.map((temper, at) => ({ name: `P${at + 1}`, text: `Person ${at + 1}.`, position: { temper } }));
}

const movesOf = async (personas: readonly Persona[]): Promise<readonly (readonly string[])[]> => {
  const { events } = await heldBy(conflict({ agents: personas.length }), { mind: scriptedDriver(), personas });
  return behaviourOf(events).map(({ moves }) => moves);
};

describe('conflict', () => {
  it('should take ten steps in turn, each a move and its words', async () => {
    const { events } = await heldBy(conflict(), { mind: scriptedDriver(), personas: drivers(0.2, 0.8) });
    const made = events.filter(({ type }) => type === 'move-made');

    expect(made.map(({ agent }) => agent)).toEqual(Array.from({ length: 5 }, () => ['agent-1', 'agent-2']).flat());
    expect(events.filter(({ type }) => type === 'words-said')).toHaveLength(10);
  });

  it('should be friendly between calm people and escalate between hot ones', async () => {
    expect(await movesOf(drivers(0, 0))).toEqual([Array(5).fill('apologise'), Array(5).fill('apologise')]);
    expect(await movesOf(drivers(1, 1))).toEqual([Array(5).fill('threaten'), Array(5).fill('threaten')]);
  });

  it('should make people answer what the other one does', async () => {
    const [calm = []] = await movesOf(drivers(0, 1));

    expect(calm[0]).toBe('apologise');
    expect(calm.slice(1)).not.toContain('apologise');
  });

  it('should code moves from friendly to escalating', async () => {
    const { record } = await heldBy(conflict(), { mind: scriptedDriver(), personas: drivers(1, 1) });

    expect(record.values).toMatchObject({
      escalation: 1,
      final_escalation: 1,
      escalation_spread: 0,
      settled: 0,
      winner_threaten: 1,
      winner_apologise: 0,
    });
  });

  it('should show each what was done and said, and what it may do', async () => {
    const seen: string[] = [];
    const mind = {
      name: 'looking',
      judge: (situation: Parameters<ReturnType<typeof scriptedDriver>['judge']>[0], context: never) => {
        const presentation = {
          labels: [0, 1, 2, 3, 4],
          order: situation.statements.map((_, at) => at),
          list: [0, 1, 2, 3, 4],
          names: [],
        };
        const { prompt } = renderPrompt(situation, presentation, { elicitation: Elicitation.parse({ form: 'chat' }) });
        seen.push(Object.values(prompt).flat().join(''));
        return scriptedDriver().judge(situation, context);
      },
    };
    await heldBy(conflict({ steps: 2 }), { mind, personas: drivers(0.75, 0.25) });

    expect(seen[0]).toContain('You had the right of way at a crossing');
    expect(seen[0]).toContain('To threaten is to insult the other');
    expect(seen[1]).toContain('You chose to blame.');
    expect(seen[2]).toContain(
      'The other driver chose to blame, and said: "This is your fault, and you will pay for all of it."',
    );
  });

  it('should show nobody a scene of others', async () => {
    const { events } = await heldBy(conflict({ agents: 4 }), { mind: scriptedDriver(), personas: drivers(0, 0, 1, 1) });

    expect(behaviourOf(events).map(({ escalation }) => escalation)).toEqual([0, 0, 1, 1]);
  });

  it('should name the axis that a persona lacks', async () => {
    const personas = [{ name: 'Ada', text: 'Ada.', position: { trust: 1 } }];
    const { events } = await heldBy(conflict({ words: false }), { mind: scriptedDriver(), personas });

    expect(events.find(({ type }) => type === 'decision-failed')?.data['message']).toContain(
      'Ada has no position on the axis "temper"',
    );
  });
});

describe('the spread of behaviour', () => {
  const tempers = Array.from({ length: 24 }, (_, at) => at / 23);
  const scores = Object.fromEntries(tempers.map((temper, at) => [`P${at + 1}`, temper]));

  it('should follow positions, and be smaller where people answer each other', async () => {
    const personas = drivers(...tempers);
    const scenario = conflict({ agents: 24, words: false });
    const { events } = await heldBy(scenario, { mind: psychometricDriver(), personas });
    const { people, ratio, correlation } = compareSpread(behaviourOf(events), scores);

    expect(people).toBe(24);
    expect(correlation).toBeGreaterThan(0.9);
    expect(ratio).toBeGreaterThan(0.7);
  });

  it('should be nothing where everybody does the same, whatever they answer', async () => {
    const personas = drivers(...tempers.map(() => 0.5));
    const { events } = await heldBy(conflict({ agents: 24, words: false }), { mind: scriptedDriver(), personas });

    expect(compareSpread(behaviourOf(events), scores)).toMatchObject({
      behaviour: { sd: 0 },
      ratio: 0,
      correlation: null,
    });
  });

  it('should say who was not found', () => {
    expect(() => compareSpread([], scores)).toThrow('0 people have both a behaviour and a score');
  });
});

describe('a study of a conflict', () => {
  it('should be run by a model that speaks, alone without what is said', async () => {
    const prompts: string[] = [];
    const model = scriptedModel({
      name: 'talker',
      choose: ({ options, prompt }) => (prompts.push(prompt.pieces.join('')), options.map(() => 0.9 / options.length)),
      write: () => 'I say something.',
    });
    const { summary } = await runStudy({ scenario: conflict({ steps: 4 }), model, runs: 2, folder: temporaryFolder() });

    expect(summary.failures.failed).toBe(0);
    expect(summary.conditions[0]?.arms.map(({ name }) => name)).toEqual(['interacting', 'isolated']);
    expect(prompts.some((prompt) => prompt.includes('said: "I say something."'))).toBe(true);
  });

  it('should be run by the minds that ship with it', async () => {
    for (const mind of ['scripted', 'psychometric']) {
      const scenario = conflict({ steps: 4 });
      const { summary } = await runStudy({ scenario, mind, runs: 2, folder: temporaryFolder() });

      expect(summary.failures.failed).toBe(0);
    }
  });
});
