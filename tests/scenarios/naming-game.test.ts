import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Elicitation, renderPrompt, ruleMind } from '../../src/agent/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Arm, Event, MeasureResult, Scenario } from '../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { smallSituation } from '../support/small-world.js';
import { planOf, runSmall } from '../support/mini-driver.js';

const presentation = { labels: [0, 1], order: [0, 1, 2, 3, 4, 5], list: [0, 1], names: [] };
const elicitation = Elicitation.parse({ labels: 'fixed' });

function met(seq: number, agents: readonly string[], choices: readonly string[]): Event {
  const success = choices[0] === choices[1];
  return { seq, time: seq, type: 'names-exchanged', data: { agents, choices, success } };
}

function measured(scenario: Scenario, events: readonly Event[]): MeasureResult['values'] {
  const folds = scenario.measures.map((measure) => measure.start(scenario.agents));
  for (const event of events) for (const fold of folds) fold.observe(event);
  return Object.assign({}, ...folds.map((fold) => fold.finish('done').values));
}

function facing(scenario: Scenario, memory: readonly { own: number; partner: number }[]) {
  const context = { memory, agent: 'agent-1' } as never;
  return scenario.situations.facing(context);
}

describe('namingGame', () => {
  it('should state the rules, the remembered rounds, the score and the round', () => {
    const situation = facing(namingGame(), [
      { own: 0, partner: 1 },
      { own: 0, partner: 0 },
    ]);
    const { prompt } = renderPrompt(situation, { ...presentation, order: [0, 1, 2] }, { elicitation });

    expect(prompt.pieces.join('')).toBe(
      'You play a game of 100 rounds with a partner, Player 2. In each round both of you choose one of these names at ' +
        'the same time: Q or M. If both choose the same name, each of you gains 100 points. If the names differ, each ' +
        'of you loses 50 points. Your aim is to have as many points as possible.\n' +
        'Round 1: you chose Q, Player 2 chose M; you lost 50 points.\n' +
        'Round 2: you chose Q, Player 2 chose Q; you gained 100 points.\n' +
        'Your score in these rounds: 50 points.\n' +
        'Round 3: you chose',
    );
  });

  it('should make one situation for each state of memory', () => {
    const scenario = namingGame();
    const once = facing(scenario, [{ own: 0, partner: 1 }]);

    expect(facing(scenario, [{ own: 0, partner: 1 }])).toBe(once);
    expect(facing(scenario, [{ own: 1, partner: 0 }])).not.toBe(once);
  });

  it('should keep names of several letters apart in a state', () => {
    const situation = facing(namingGame({ names: ['Alice', 'Bob'] }), [{ own: 0, partner: 1 }]);

    expect(situation.state).toEqual([{ option: 0 }, '/', { option: 1 }]);
  });

  it('should remember the own choice as it was and the other one through the lens', () => {
    const { memory } = namingGame();
    const swap = (choice: number): number => 1 - choice;

    expect(memory?.item(met(1, ['a', 'b'], ['Q', 'Q']), 'b', swap)).toEqual({ own: 0, partner: 1 });
  });

  it('should start a settled population with as many successes as it can remember', () => {
    const { memory, agents } = namingGame({ incumbent: 'M', committed: 2, memory: 3 });
    const free = agents.find(({ commitment }) => commitment === undefined);
    const committed = agents.filter(({ commitment }) => commitment === 0);

    expect(memory?.initial?.(free?.id ?? '')).toEqual(Array(3).fill({ own: 1, partner: 1 }));
    expect(committed).toHaveLength(2);
  });

  it('should end by a convention exactly at 3 N successes in a row', () => {
    const { world } = namingGame({ agents: 4 });
    const ending = (streak: number): string | undefined =>
      world.ended({ agents: [], shared: { interactions: 50, streak }, slice: () => ({}) });

    expect(ending(11)).toBeUndefined();
    expect(ending(12)).toBe('a convention formed');
  });

  it('should count a failed decision as an interaction that nobody remembers', () => {
    const { world, memory } = namingGame();
    const state = { agents: [], shared: { interactions: 0, streak: 5 }, slice: () => ({}) };
    const failed = { situation: smallSituation, agent: 'a', decision: { kind: 'refused', message: 'no' } } as const;
    const made = {
      situation: smallSituation,
      agent: 'b',
      decision: { kind: 'made', value: 0, probabilities: [1, 0] },
    } as const;
    const [draft] = world.apply(state, [failed, made], {} as never, chancesFrom(1));
    const event = { seq: 1, time: 0, ...draft } as Event;
    world.reduce(state, event);

    expect(event.type).toBe('exchange-failed');
    expect(state.shared).toEqual({ interactions: 1, streak: 0 });
    expect(memory?.item(event, 'b', (choice) => choice)).toBeUndefined();
  });

  it('should share the win of a tie', () => {
    const values = measured(namingGame({ agents: 2 }), [met(1, ['agent-1', 'agent-2'], ['Q', 'M'])]);

    expect([values['winner_Q'], values['winner_M']]).toEqual([0.5, 0.5]);
  });

  it('should time a convention with its successes included', () => {
    const pair = ['agent-1', 'agent-2'];
    const events = [['Q', 'M'], ...Array(8).fill(['M', 'M'])].map((said, at) => met(at + 1, pair, said as string[]));
    const values = measured(namingGame({ agents: 2 }), events);

    expect([values['convention'], values['consensus_time'], values['winner_M']]).toEqual([1, 7, 1]);
  });

  it('should measure adoption among free agents over the last 3 N interactions', () => {
    const scenario = namingGame({ agents: 2, committed: 1, incumbent: 'M', checkpoints: [8], stopRule: false });
    const said = [
      ['Q', 'M'],
      ['Q', 'M'],
      ['Q', 'M'],
      ['Q', 'Q'],
      ['Q', 'Q'],
      ['Q', 'Q'],
      ['Q', 'Q'],
      ['Q', 'M'],
    ];
    const events = said.map((choices, at) => met(at + 1, ['agent-1', 'agent-2'], choices));
    const values = measured(scenario, events);

    expect(values['adoption_8']).toBeCloseTo(4 / 6);
    expect(values['flipped_8']).toBe(0);
  });

  it('should give habits and the symmetry defect of answers by hand', () => {
    const asked = (state: string, option: string, first: number): Event => ({
      seq: 1,
      time: 0,
      type: 'decision-made',
      agent: 'agent-1',
      data: { kind: 'name', state, option, probabilities: [first, 1 - first] },
    });
    const values = measured(namingGame(), [
      asked('QQ', 'Q', 0.9),
      asked('MM', 'Q', 0.3),
      asked('QM MQ', 'Q', 0.5),
      asked('QM', 'Q', 0.2),
    ]);

    expect(values['win_stay']).toBe(0.5);
    expect(values['lose_shift']).toBe(0.5);
    expect(values['symmetry_defect']).toBeCloseTo(0.2);
  });

  it('should reach a convention by the minimal naming game, on either name alike', () => {
    const scenario = namingGame();
    const rule = scenario.arms.find(({ name }) => name === 'rule') as Arm;
    const coin = ruleMind({ name: 'coin', probabilities: () => [1, 1] });
    const runs = Array.from({ length: 60 }, (_, seed) =>
      runSmall(rule.plan({ ...planOf(scenario, coin, seed), priors: {} })),
    );
    const wins = runs.reduce((sum, { values }) => sum + (values['winner_Q'] as number), 0);

    expect(runs.every(({ values }) => values['convention'] === 1)).toBe(true);
    expect(wins).toBeGreaterThan(15);
    expect(wins).toBeLessThan(45);
  });

  it.each([
    [{ names: ['Q', 'Q'] }, /names: Q, Q has one name twice/],
    [{ agents: 1 }, /agents/],
    [{ committed: 24 }, /committed: 24 of 24/],
    [{ incumbent: 'Z' }, /incumbent: "Z" is none of the names/],
    [{ incumbent: 'M', alternative: 'M' }, /alternative: M is the incumbent too/],
  ])('should refuse %j with a sentence that names the parameter', (given, sentence) => {
    expect(() => namingGame(given)).toThrow(sentence);
  });

  it('should name the same pair whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.constantFrom('Q', 'M'), fc.constantFrom('Q', 'M'), (one, other) => {
        const { memory } = namingGame();
        const same = (choice: number): number => choice;
        const seen = memory?.item(met(1, ['a', 'b'], [one, other]), 'a', same);
        expect(memory?.item(met(1, ['b', 'a'], [other, one]), 'a', same)).toBe(seen);
      }),
    );
  });
});
