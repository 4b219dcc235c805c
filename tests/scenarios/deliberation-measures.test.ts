import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../src/agent/index.js';
import { influenceByForks } from 'mesocosm/scenarios';
import { bimodality, opinionSpread } from '../../src/index.js';
import { positionIn, wordsFor } from '../../scenarios/deliberation/positions.js';
import { gini } from '../../src/foundation/statistics/index.js';
import { scriptedDeliberator } from '../../scenarios/index.js';
import { byRule, deliberated, planOf } from '../support/deliberations.js';

/** Ann is sure and never moved; Ben thinks the opposite and takes half of what he hears. */
const ANN_AND_BEN = {
  positions: { 'agent-1': [1, 0], 'agent-2': [0, 1] },
  stubbornness: { 'agent-1': 1, 'agent-2': 0.5 },
};
const ONE_ROUND = { agents: 2, rounds: 1 };

describe('measures of a deliberation', () => {
  it('should give back who moved whom, and how far, where the rule says it', async () => {
    const { record } = await byRule(ONE_ROUND, ANN_AND_BEN);

    expect(record.cases?.['influence']).toEqual([{ speaker: 'Ann', listener: 'Ben', moved: 0.5 }]);
    expect(record.values).toMatchObject({
      opinion_drift: 0.25,
      drift_to_first: 0.25,
      moved: 0.5,
      unattributed: 0,
      largest_influence: 1,
      polarisation_start: 1,
      polarisation_end: 0.25,
      bimodality_end: null,
    });
    expect(record.series['private_share']).toEqual([0.5, 0.75, 0.75]);
  });

  it('should find the same by forks without the speaker', async () => {
    const [ann, ben] = await influenceByForks(planOf(ONE_ROUND, scriptedDeliberator(ANN_AND_BEN)));

    expect(ann).toEqual({
      speaker: 'agent-1',
      runs: 1,
      listeners: { 'agent-2': { with: [0.5, 0.5], without: [0, 1], distance: 0.5 } },
    });
    expect(ben?.listeners).toEqual({ 'agent-1': { with: [1, 0], without: [1, 0], distance: 0 } });
    await expect(influenceByForks(planOf(ONE_ROUND, scriptedDeliberator()), ['agent-9'])).rejects.toThrow(
      'nobody in this run is called "agent-9"',
    );
  });

  it('should tell by forks who was followed, where causes share equally among all who were heard', async () => {
    const others = ['agent-2', 'agent-3', 'agent-4', 'agent-5'];
    const positions = { 'agent-1': [1, 0], ...Object.fromEntries(others.map((agent) => [agent, [0.2, 0.8]])) };
    // Whoever thinks alike says nothing new: only the first one moves anybody.
    const mind = scriptedDeliberator({
      positions,
      stubbornness: { 'agent-1': 1, ...Object.fromEntries(others.map((agent) => [agent, 0.5])) },
    });
    const plan = planOf({ agents: 5, rounds: 2 }, mind);
    const forks = await influenceByForks(plan);
    const strength = forks.map(({ listeners }) => {
      const all = Object.values(listeners).map(({ distance }) => distance);
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    });
    expect(Math.max(...strength.slice(1))).toBeLessThan(strength[0] as number);

    const { record } = await deliberated(plan);
    const pairs = record.cases?.['influence'] ?? [];
    const moved = (speaker: string, listener: string): unknown =>
      pairs.find((one) => one['speaker'] === speaker && one['listener'] === listener)?.['moved'];
    const [first, second, , , fifth] = plan.agents.map(({ name }) => name) as [string, string, string, string, string];
    expect(moved(first, fifth)).toBeGreaterThan(0);
    expect(moved(first, fifth)).toBeCloseTo(moved(second, fifth) as number, 10);
    expect(moved(second, first)).toBeUndefined();
  });

  it('should find no movement among people who cannot be moved, and none of others where nobody is heard', async () => {
    const stubborn = await byRule({ agents: 4 }, { stubbornness: 1 });
    expect(stubborn.record.values).toMatchObject({ opinion_drift: 0, conformity: 0, moved: 0, unattributed: null });
    expect(stubborn.record.missing).toMatchObject({ unattributed: 'no private ballot moved' });

    const alone = await byRule({ agents: 4 }, { stubbornness: 0 }, { arm: 'isolated' });
    expect(alone.record.values).toMatchObject({ opinion_drift: 0, conformity: 0, largest_influence: null });
  });

  it('should leave unattributed what moved although nothing was heard', async () => {
    let asked = 0;
    const fickle = scriptedMind({
      choose: ({ answer, kind }) => {
        if (answer !== undefined) return 'Well.';
        return kind === 'ballot'
          ? { kind: 'distribution', probabilities: asked++ % 4 < 2 ? [1, 0] : [0, 1] }
          : 'convict';
      },
    });
    const { record } = await deliberated(planOf(ONE_ROUND, fickle, { arm: 'isolated' }));

    expect(record.values['moved']).toBeGreaterThan(0);
    expect(record.values['unattributed']).toBe(1);
  });

  it('should measure how far people move to where most of the others had shown their hands', async () => {
    const others = ['agent-2', 'agent-3', 'agent-4', 'agent-5'];
    const positions = { 'agent-1': [0, 1], ...Object.fromEntries(others.map((agent) => [agent, [1, 0]])) };
    const conformity = async (stubbornness: number): Promise<unknown> => {
      const each = { 'agent-1': stubbornness, ...Object.fromEntries(others.map((agent) => [agent, 1])) };
      // Only Ann has a turn, so all that she perceives of the others before the second ballot are their hands.
      const { record } = await byRule({ agents: 5, rounds: 2, turns: 1 }, { positions, stubbornness: each });
      return record.values['conformity'];
    };

    // One of ten moves, by all or half of the way.
    expect(await conformity(0)).toBeCloseTo(0.1, 12);
    expect(await conformity(0.5)).toBeCloseTo(0.05, 12);
    expect(await conformity(1)).toBe(0);
  });

  it('should find the gap between what is held in private and shown in public', async () => {
    const twoFaced = scriptedMind({
      choose: ({ answer, kind }) => {
        if (answer !== undefined) return 'As you say.';
        return { kind: 'distribution', probabilities: kind === 'ballot' ? [0.2, 0.8] : [0.9, 0.1] };
      },
    });
    const { record } = await deliberated(planOf({ agents: 3 }, twoFaced));
    expect(record.values['private_public_gap']).toBeCloseTo(0.7, 8);

    const honest = await byRule({ agents: 3 });
    expect(honest.record.values['private_public_gap']).toBe(0);
  });

  it('should measure shares of talk', async () => {
    const loud = scriptedMind({
      choose: ({ answer }, { agent }) => (answer === undefined ? 'acquit' : 'a'.repeat(agent === 'agent-1' ? 30 : 10)),
    });
    const { record } = await deliberated(planOf({ agents: 3, rounds: 1 }, loud));

    expect(record.values).toMatchObject({ utterances: 3, silences: 0, largest_share: 0.6 });
    expect(record.values['talk_gini']).toBeCloseTo(4 / 15, 12);
    expect(gini([1, 1, 1])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 9])).toBeCloseTo(2 / 3, 12);
  });
});

describe('polarisation', () => {
  it('should be 0 where all agree, and 1 in two equal camps', () => {
    expect(opinionSpread([0.3, 0.3, 0.3])).toBeCloseTo(0, 12);
    expect(opinionSpread([0, 0, 1, 1])).toBe(1);
  });

  it('should have the bimodality coefficient of Pfister, Schwarz, Janczyk, Dale, Freeman 2013', () => {
    // By hand for 1, 2, 3, 4, 10: G1 = 1.69706, G2 = 3.152, so (G1² + 1) / (G2 + 3 · 16 / 6) = 0.347920.
    expect(bimodality([1, 2, 3, 4, 10])).toBeCloseTo(0.34792, 5);
    const uniform = Array.from({ length: 1000 }, (_, index) => index / 999);
    expect(bimodality(uniform)).toBeCloseTo(5 / 9, 2);
    const camps = Array.from({ length: 1000 }, (_, index) => index % 2);
    expect(bimodality(camps)).toBeCloseTo(1, 2);
    expect(bimodality([1, 2, 3])).toBeUndefined();
    expect(bimodality([1, 1, 1, 1])).toBeUndefined();
  });
});

describe('what deliberators by a rule say', () => {
  it('should be understood by others, also where a label begins another', () => {
    const labels = ['not', 'not proven', 'guilty'];
    const words = wordsFor('not proven', { most: 0.6, turn: 0, length: 300 });

    expect(words).toBe('I am 60 % for not proven.');
    expect(positionIn([`Ann: ${words}`], labels)).toEqual([0.2, 0.6, 0.2]);
    expect(positionIn(['Ann raised a hand for guilty.'], labels)).toEqual([0, 0, 1]);
    expect(positionIn(['Ann: I have no idea.'], labels)).toBeUndefined();
    expect(positionIn([{ person: ['I said: ', 'You said: ', 'Ann said: '] }, words], labels)).toBeUndefined();
  });

  it('should keep to the length that is allowed', () => {
    expect(wordsFor('acquit', { most: 0.7, turn: 1, length: 300 })).toBe(
      'I am 70 % for acquit, because nobody saw the face.',
    );
    expect(wordsFor('acquit', { most: 0.7, turn: 1, length: 30 })).toBe('I am 70 % for acquit.');
  });
});
