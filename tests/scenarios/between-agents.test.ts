import { describe, expect, it } from 'vitest';
import type { ArmSummary } from '../../src/spec/index.js';
import { runStudy } from '../../src/study/index.js';
import { fakeClock } from '../../src/testing/index.js';
import {
  deliberation,
  glauberMind,
  hiddenProfile,
  majorityOpinion,
  namingGame,
  opinionExchange,
} from '../../scenarios/index.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();

/** What each arm shows, by the name of the arm. */
const byArm = (arms: readonly ArmSummary[]) => new Map(arms.map((arm) => [arm.name, arm]));
const meanOf = (arm: ArmSummary | undefined, column: string) => arm?.measures[column]?.mean.value;
const partOf = (arm: ArmSummary | undefined, topic: string) => arm?.sociology?.find((part) => part.topic === topic);

describe('what happens between agents', () => {
  it('should be a convention where names are remembered, and none where nobody remembers', async () => {
    const { summary } = await runStudy({
      scenario: namingGame({ agents: 8, horizon: 400 }),
      policy: 'claude-3.5-sonnet',
      arms: ['interacting', 'memoryless'],
      runs: 6,
      folder: folder(),
      clock: fakeClock(),
    });
    const arms = byArm(summary.conditions[0]?.arms ?? []);
    const [met, forgetful] = [arms.get('interacting'), arms.get('memoryless')];

    expect(meanOf(met, 'convention_emerged')).toBe(1);
    expect(meanOf(forgetful, 'convention_emerged')).toBe(0);
    // A convention cannot emerge after the run has ended for it.
    expect(meanOf(met, 'convention_emergence_time')).toBeLessThanOrEqual(meanOf(met, 'consensus_time') as number);
    expect(partOf(met, 'convention')?.parts?.rows.map(({ of }) => of)).toEqual([['Q'], ['M']]);
    expect(partOf(forgetful, 'convention')?.sentence).toMatch(/^A convention emerged in no run/);
  });

  it('should be one cascade where all hear all, and nothing of others where nobody hears anybody', async () => {
    const { summary } = await runStudy({
      scenario: deliberation({ agents: 4, rounds: 2 }),
      mind: 'scripted',
      arms: ['interacting', 'isolated', 'memoryless'],
      runs: 3,
      folder: folder(),
      clock: fakeClock(),
    });
    const arms = byArm(summary.conditions[0]?.arms ?? []);
    const turns = meanOf(arms.get('interacting'), 'talk_turns') as number;

    expect(turns).toBe(8);
    expect(meanOf(arms.get('interacting'), 'cascade_depth')).toBe(turns - 1);
    // Alone, everybody follows from its own words only: one cascade of two turns each.
    expect(meanOf(arms.get('isolated'), 'cascade_largest')).toBe(1 / 4);
    expect(meanOf(arms.get('memoryless'), 'cascade_followed')).toBe(0);
    expect(meanOf(arms.get('isolated'), 'talk_alignment')).toBe(0);
    // By turns Ben always speaks after Ann.
    const [first] = partOf(arms.get('interacting'), 'conversation')?.parts?.rows ?? [];
    expect(first).toMatchObject({ of: ['Ann', 'Ben'], values: { share: { value: 1, n: 3 } } });
  });

  it('should be successes shared out more evenly where all win in the end', async () => {
    const { summary } = await runStudy({
      scenario: namingGame({ agents: 8, horizon: 400 }),
      policy: 'claude-3.5-sonnet',
      arms: ['interacting'],
      runs: 4,
      folder: folder(),
      clock: fakeClock(),
    });
    const [met] = summary.conditions[0]?.arms ?? [];
    const part = partOf(met, 'inequality');

    expect(meanOf(met, 'successes_mean')).toBeGreaterThan(0);
    expect(meanOf(met, 'successes_gini')).toBeGreaterThan(0);
    expect(meanOf(met, 'successes_gini')).toBeLessThan(1 - 1 / 8);
    expect(meanOf(met, 'successes_top')).toBeGreaterThan(1 / 8);
    expect(part?.sentence).toMatch(/^The Gini coefficient of successes was /);
  });

  it('should be messages that follow from what was read, and from nothing where messages reach nobody', async () => {
    const { summary } = await runStudy({
      scenario: opinionExchange({ agents: 6, steps: 30 }),
      mind: 'scripted',
      arms: ['interacting', 'isolated'],
      runs: 3,
      folder: folder(),
      clock: fakeClock(),
    });
    const arms = byArm(summary.conditions[0]?.arms ?? []);

    expect(meanOf(arms.get('interacting'), 'cascade_steps')).toBe(30);
    expect(meanOf(arms.get('interacting'), 'cascade_followed')).toBeGreaterThan(0.5);
    expect(partOf(arms.get('interacting'), 'cascade')?.sentence).toContain(
      'of the messages followed from an earlier one',
    );
    expect(meanOf(arms.get('isolated'), 'cascade_followed')).toBe(0);
  });

  it('should be tellings, as many of each where the floor goes round', async () => {
    const { summary } = await runStudy({
      scenario: hiddenProfile({ agents: 4, rounds: 2 }),
      mind: 'scripted',
      arms: ['interacting'],
      runs: 3,
      folder: folder(),
      clock: fakeClock(),
    });
    const [met] = summary.conditions[0]?.arms ?? [];

    expect(meanOf(met, 'talk_turns')).toBe(8);
    expect(meanOf(met, 'talk_turn_gini')).toBe(0);
    expect(meanOf(met, 'talk_turn_top')).toBe(1 / 4);
    expect(partOf(met, 'conversation')?.sentence).toMatch(/^There were 8 turns a run/);
  });

  it('should be opinions that lie together along the ties of a ring, and no measure of it where nobody has ties', async () => {
    const { summary } = await runStudy({
      scenario: majorityOpinion({ agents: 20, neighbours: 2, network: 'ring', sweeps: 20 }),
      mind: glauberMind(1.5),
      arms: ['interacting'],
      runs: 6,
      folder: folder(),
      clock: fakeClock(),
    });
    const [met] = summary.conditions[0]?.arms ?? [];
    const anew = majorityOpinion({ agents: 20 });

    expect(meanOf(met, 'opinion_mixing')).toBeGreaterThan(0.3);
    expect(meanOf(met, 'same_opinion')).toBeGreaterThan(0.6);
    expect(partOf(met, 'network')?.sentence).toMatch(/^Of the neighbours that agents saw /);
    expect(anew.measures.map(({ name }) => name)).not.toContain('mixing');
  });
});
