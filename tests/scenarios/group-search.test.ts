import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt } from '../../src/agent/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { runStudy } from '../../src/study/index.js';
import type { Decision, Event, MeasureResult, Mind, Scenario, Situation } from '../../src/spec/index.js';
import { bisector, groupSearch, scriptedSearcher, splitter } from 'mesocosm/scenarios';
import { heldBy } from '../support/held-conversations.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();

/** A round of two agents; one that is `null` named nothing. */
function added(round: number, guesses: readonly (number | null)[], target = 60): Event {
  const named = guesses.flatMap((guess, at) => (guess === null ? [] : [[`agent-${at + 1}`, guess] as const]));
  const sum = named.reduce((total, [, guess]) => total + guess, 0);
  const feedback = sum === target ? 'right' : sum < target ? 'too low' : 'too high';
  const data = { round, guesses: Object.fromEntries(named), sum, target, feedback };
  return { seq: round, time: round - 1, type: 'guesses-added', data };
}

function measured(scenario: Scenario, name: string, events: readonly Event[]): MeasureResult {
  const fold = scenario.measures.find((measure) => measure.name === name)?.start(scenario.agents);
  for (const event of events) fold?.observe(event);
  return fold?.finish('done') as MeasureResult;
}

function remembered(event: Event, lens = (guess: number): number => guess): unknown {
  return groupSearch({ agents: 2 }).memory?.item(event, 'agent-1', lens);
}

/** What an agent faces after these own rounds. */
function after(...rounds: readonly (readonly [guess: number | null, feedback: string])[]): Situation {
  const memory = rounds.map(([guess, feedback], at) => ({ round: at + 1, guess, feedback }));
  return groupSearch().situations.facing({ agent: 'agent-1', memory } as never);
}

function chosenBy(mind: Mind, situation: Situation, agent = 'agent-1'): number {
  const judgement = mind.judge(situation, { agent } as never);
  if (!('kind' in judgement) || judgement.kind !== 'distribution') throw new Error('no distribution');
  return judgement.probabilities.indexOf(1);
}

function textOf(scenario: Scenario, agent: string, memory: readonly unknown[] = []): string {
  const situation = scenario.situations.facing({ agent, memory } as never);
  const numbers = situation.options.map((_, at) => at);
  const presentation = { labels: numbers, order: memory.map((_, at) => at), list: numbers, names: [] };
  const { prompt } = renderPrompt(situation, presentation, { elicitation: Elicitation.parse({}) });
  return prompt.pieces.join('');
}

describe('groupSearch', () => {
  it('should draw the hidden number from 51 to 100, or take the one given', () => {
    const drawn = (seed: number): number =>
      groupSearch().world.initial(['agent-1'], chancesFrom(seed)('world')).shared.target;
    const targets = Array.from({ length: 400 }, (_, seed) => drawn(seed));

    expect([Math.min(...targets), Math.max(...targets)]).toEqual([51, 100]);
    expect(groupSearch({ target: 77 }).world.initial([], chancesFrom(1)('world')).shared.target).toBe(77);
  });

  it('should add the guesses of those who made one', () => {
    const state = { agents: [], shared: { target: 60, rounds: 3, found: false }, slice: () => ({}) };
    const does = (agent: string, decision: unknown) => ({ agent, decision: decision as Decision, situation: after() });
    const [draft] = groupSearch().world.apply(
      state,
      [
        does('agent-1', { kind: 'made', value: 20 }),
        does('agent-2', { kind: 'malformed', message: '?' }),
        does('agent-3', { kind: 'made', value: 40 }),
      ],
      {} as never,
      chancesFrom(1),
    );

    expect(draft?.data).toEqual({ round: 4, guesses: { 'agent-1': 20, 'agent-3': 40 }, sum: 60, target: 60, feedback: 'right' }); // prettier-ignore
  });

  it('should remember the own guess and what was told of the sum', () => {
    expect(remembered(added(2, [20, 30]))).toEqual({ round: 2, guess: 20, feedback: 'too low' });
    expect(remembered(added(1, [20, 50]))).toEqual({ round: 1, guess: 20, feedback: 'too high' });
    expect(remembered(added(1, [null, 50]))).toEqual({ round: 1, guess: null, feedback: 'too low' });
  });

  it('should tell of the sum with the guesses of others as they are taken', () => {
    expect(remembered(added(1, [20, 30]), () => 50)).toMatchObject({ guess: 20, feedback: 'too high' });
    expect(remembered(added(1, [20, 30]), () => 40)).toMatchObject({ guess: 20, feedback: 'right' });
  });

  it('should show an agent its own rounds and nothing of others', () => {
    const text = textOf(groupSearch(), 'agent-1', [{ round: 1, guess: 7, feedback: 'too low' }]);

    expect(text).toContain('Round 1: you named the number 7. The sum was too low.\nRound 2: you named the number');
    expect(text).not.toMatch(/Ann|Ben|\b10\b|51|100/);
  });

  it('should add a character and one sentence where a condition says so', () => {
    const plain = textOf(groupSearch(), 'agent-1');
    const thinking = textOf(groupSearch({ thinkOfOthers: true }), 'agent-1');
    const [first, second] = ['agent-1', 'agent-2'].map((id) => textOf(groupSearch({ characters: true }), id));

    expect(thinking.split('\n').filter((line) => !plain.includes(line))).toEqual([
      'Think about what the others may do, and how your number goes with theirs.',
    ]);
    expect(first).toContain('You are a retired bookkeeper');
    expect(second).toContain('You are a market trader');
  });

  it('should tell problems with different characters or sentences apart', () => {
    const stateOf = (given: Parameters<typeof groupSearch>[0], id: string): unknown =>
      groupSearch(given).situations.facing({ agent: id, memory: [] } as never).state;

    expect(stateOf({ characters: true }, 'agent-1')).not.toEqual(stateOf({ characters: true }, 'agent-2'));
    expect(stateOf({}, 'agent-1')).not.toEqual(stateOf({ thinkOfOthers: true }, 'agent-1'));
  });

  it('should refuse what it cannot do, by the name of the parameter', () => {
    expect(() => groupSearch({ target: 50 })).toThrow(/target.*51/);
    expect(() => groupSearch({ agents: 1 })).toThrow(/agents/);
  });
});

describe('rules of a group search', () => {
  it('should halve what is left, as if the sum were the own number', () => {
    expect(chosenBy(bisector(), after([20, 'too low']))).toBe(35);
    expect(chosenBy(bisector(), after([20, 'too high'], [9, 'too low']))).toBe(14);
  });

  it('should go one on where nothing is left between', () => {
    expect(chosenBy(bisector(), after([20, 'too low'], [21, 'too high']))).toBe(20);
    expect(chosenBy(bisector(), after([50, 'too low']))).toBe(50);
  });

  it('should begin anywhere', () => {
    const judgement = bisector().judge(after(), {} as never);

    expect(judgement).toEqual({ kind: 'distribution', probabilities: Array.from({ length: 51 }, () => 1 / 51) });
  });

  it('should split the sum to be tried, the first of them one more', () => {
    // The middle of 51 and 100 is 75: five of ten name 8 and five name 7.
    const parts = Array.from({ length: 10 }, (_, place) => chosenBy(splitter({ place, agents: 10 }), after()));

    expect(parts).toEqual([8, 8, 8, 8, 8, 7, 7, 7, 7, 7]);
    // Too high: 51 to 74, with the middle 62.
    expect(chosenBy(splitter({ place: 0, agents: 2 }), after([38, 'too high']))).toBe(31);
  });

  it('should meet every hidden number within six rounds where a group splits', async () => {
    const rounds: number[] = [];
    for (let target = 51; target <= 100; target += 1) {
      const { record } = await heldBy(groupSearch({ target, agents: 3 }), { mind: bisector(), arm: 'planned' });
      rounds.push(record.values['rounds_to_solve'] as number);
    }

    expect(Math.max(...rounds)).toBe(6);
    expect(Math.min(...rounds)).toBe(1);
  });

  it('should not be planned where rounds are forgotten', () => {
    const split = groupSearch({ memory: 5 }).arms.find(({ name }) => name === 'planned');

    expect(split?.refuses?.({} as never)).toMatch(/not all of them are remembered/);
  });

  it('should make a step of one’s own, half of it after each turn, until one stays', () => {
    const mind = scriptedSearcher();
    const step = chosenBy(mind, after([20, 'too low'])) - 20;

    expect(step).toBeGreaterThan(0);
    expect(chosenBy(mind, after([20, 'too low'], [30, 'too high']))).toBeGreaterThanOrEqual(30 - Math.ceil(step / 2));
    const turning = Array.from({ length: 6 }, (_, at) => [30, at % 2 === 0 ? 'too low' : 'too high'] as const);
    expect(chosenBy(mind, after(...turning))).toBe(30);
  });
});

describe('measures of a group search', () => {
  const scenario = groupSearch({ agents: 2, rounds: 4 });

  it('should say when the hidden number was met, and how far off the group was', () => {
    const { values, series } = measured(scenario, 'found', [
      added(1, [10, 20]),
      added(2, [35, 35]),
      added(3, [30, 30]),
    ]);

    expect(values).toEqual({ solved: 1, rounds_to_solve: 3, first_miss: 30, last_miss: 0 });
    expect(series).toEqual({ miss: [30, 10, 0, 0] });
  });

  it('should say that it was not met', () => {
    const { values, missing, series } = measured(scenario, 'found', [added(1, [10, 20])]);

    expect(values).toEqual({ solved: 0, rounds_to_solve: null, first_miss: 30, last_miss: 30 });
    expect(missing).toEqual({ rounds_to_solve: 'the hidden number was never met' });
    expect(series).toEqual({ miss: [30, null, null, null] });
  });

  it('should tell parts that are kept from numbers that differ by chance', () => {
    // Means 10 and 30 of agents that never move: all variance is between them.
    const kept = measured(scenario, 'roles', [added(1, [10, 30]), added(2, [10, 30])]);
    // 10 and 30, then 30 and 10: none of it is.
    const swapped = measured(scenario, 'roles', [added(1, [10, 30]), added(2, [30, 10])]);
    // 10, 20 and 30, 40: variance 125, of which the means 15 and 35 have 100.
    const partly = measured(scenario, 'roles', [added(1, [10, 30]), added(2, [20, 40])]);

    expect(kept.values).toEqual({ guess_spread: 10, last_spread: 10, role_share: 1, change: 0 });
    expect(swapped.values).toEqual({ guess_spread: 10, last_spread: 10, role_share: 0, change: 20 });
    expect(partly.values).toMatchObject({ role_share: 0.8, change: 10 });
  });

  it('should keep every guess of every agent, round by round', () => {
    const { cases, series } = measured(scenario, 'roles', [added(1, [10, 30]), added(2, [null, 40])]);

    expect(cases).toEqual([
      { agent: 'agent-1', guesses: [10, null] },
      { agent: 'agent-2', guesses: [30, 40] },
    ]);
    expect(series).toEqual({ spread: [10, 0, null, null], mean_guess: [20, 40, null, null] });
  });

  it('should say in which tens most last guesses lie, a tie shared', () => {
    expect(measured(scenario, 'band', [added(1, [10, 50]), added(2, [11, null])]).values).toEqual({
      winner_0_to_10: 0,
      winner_11_to_20: 0.5,
      winner_21_to_30: 0,
      winner_31_to_40: 0,
      winner_41_to_50: 0.5,
    });
    expect(measured(scenario, 'band', []).values['winner_0_to_10']).toBeNull();
  });
});

describe('a study of a group search', () => {
  it('should leave guesses in its records, and the plan above everybody by itself', async () => {
    const scenario = groupSearch({ agents: 4 });
    const { summary, records } = await runStudy({ scenario, mind: 'scripted', runs: 10, folder: temporaryFolder() });
    const solved = (name: string): number =>
      summary.conditions[0]?.arms.find((arm) => arm.name === name)?.measures['solved']?.mean.value ?? NaN;
    const kept = records.find(({ arm }) => arm === 'interacting')?.cases?.['roles'];

    expect(solved('planned')).toBe(1);
    expect(solved('isolated')).toBeLessThan(solved('planned'));
    expect(kept?.map(({ agent }) => agent)).toEqual(scenario.agents.map(({ id }) => id));
    expect(summary.conditions[0]?.outcomes[0]?.focal).toMatch(/^\d+ to \d+$/);
  });
});
