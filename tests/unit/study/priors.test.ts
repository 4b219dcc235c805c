import { describe, expect, it } from 'vitest';
import { ruleMind, scriptedMind } from '../../../src/agent/index.js';
import type { Judgement, Mind, PlannedAgent } from '../../../src/spec/index.js';
import { askPriors } from '../../../src/study/priors.js';
import { canonicalState } from '../../../src/spec/index.js';
import { smallNamingGame } from '../../support/small-studies.js';

const scenario = smallNamingGame();

/** Agents of which the i-th is decided for by the i-th mind, or by the last. */
function agentsWith(...minds: readonly Mind[]): PlannedAgent[] {
  return scenario.agents.map((slot, place) => ({ ...slot, mind: minds[Math.min(place, minds.length - 1)] as Mind }));
}

const leaning = (q: number): Mind => ruleMind({ name: `leaning ${q}`, probabilities: () => [q, 1 - q] });
const how = { condition: 'hot', source: 'a test', seed: 1 };

describe('askPriors', () => {
  it('should ask every agent in every situation of being alone, the empty one first', async () => {
    const { probes, summaries } = await askPriors(scenario, agentsWith(leaning(0.25)), how);

    expect(summaries.map(({ situation }) => situation)).toEqual(['empty', 'balanced, M last', 'balanced, Q last']);
    expect(probes).toHaveLength(4 * 3);
    expect(probes[0]).toEqual({
      condition: 'hot',
      agent: 'agent-1',
      situation: 'empty',
      probabilities: [0.25, 0.75],
      mass: null,
      spread: null,
    });
  });

  it('should take the answer to an empty history for the prior', async () => {
    const mind = scriptedMind({ choose: (situation) => (canonicalState(situation) === '' ? 'Q' : 'M') });
    const { empty } = await askPriors(scenario, agentsWith(mind), how);

    expect(empty).toEqual({ 'agent-1': [1, 0], 'agent-2': [1, 0], 'agent-3': [1, 0], 'agent-4': [1, 0] });
  });

  it('should average over agents, and give the range of the first option', async () => {
    const { summaries } = await askPriors(
      scenario,
      agentsWith(leaning(0), leaning(0.5), leaning(0.9), leaning(0.6)),
      how,
    );

    expect(summaries[0]).toMatchObject({ range: [0, 0.9], agents: 4, source: 'a test', mass: null, spread: null });
    expect(summaries[0]?.probabilities[0]).toBeCloseTo(0.5, 12);
    expect(summaries[0]?.probabilities[1]).toBeCloseTo(0.5, 12);
  });

  it('should say how well priors are known that are counted from samples', async () => {
    const counted = (q: number): Mind =>
      scriptedMind({
        choose: () => ({ kind: 'distribution', probabilities: [q, 1 - q], evidence: { samples: 20 } }),
      });
    const minds = [counted(0.5), counted(0.6), counted(0.4), counted(0.5)];
    const { probes, samples, summaries } = await askPriors(scenario, agentsWith(...minds), how);

    expect(probes[0]).toMatchObject({ samples: 20 });
    expect(samples).toEqual({ 'agent-1': 20, 'agent-2': 20, 'agent-3': 20, 'agent-4': 20 });
    expect(summaries[0]?.intervals?.map(({ low }) => low)).toEqual([expect.closeTo(0.39, 2), expect.closeTo(0.39, 2)]);
    const partly = await askPriors(scenario, agentsWith(counted(0.5), leaning(0.5)), how);
    expect(partly.summaries[0]).not.toHaveProperty('intervals');
  });

  it('should hand on the share of first replies where the mind tells it', async () => {
    const evidence = { mass: 0.9, firstMass: 0.2, spread: 0 };
    const mind = scriptedMind({ choose: () => ({ kind: 'distribution', probabilities: [1, 0], evidence }) });
    const { probes } = await askPriors(scenario, agentsWith(mind), how);

    expect(probes[0]).toMatchObject({ mass: 0.9, firstMass: 0.2 });
  });

  it('should average mass and spread over those that have them', async () => {
    const told = (mass: number | null, spread: number): Mind =>
      scriptedMind({ choose: () => ({ kind: 'distribution', probabilities: [1, 0], evidence: { mass, spread } }) });
    const { summaries } = await askPriors(scenario, agentsWith(told(0.8, 0.1), told(0.4, 0.3), told(null, 0.2)), how);

    expect(summaries[0]?.mass).toBeCloseTo(0.6, 12);
    expect(summaries[0]?.spread).toBeCloseTo(0.2, 12);
  });

  it('should tell how far it is', async () => {
    const told: [number, number][] = [];
    await askPriors(scenario, agentsWith(leaning(0.5)), { ...how, onAsked: (done, total) => told.push([done, total]) });

    expect(told).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
  });

  it('should give every agent its own occasion and the stream of study, condition and prior', async () => {
    const seen = new Set<string>();
    const mind = scriptedMind({
      choose(_situation, { agent, occasion, stream }) {
        seen.add(`${agent} ${occasion} ${stream}`);
        return 'Q';
      },
    });
    await askPriors(scenario, agentsWith(mind), how);

    expect(seen).toContain('agent-1 0 1:hot:prior:empty:agent-1');
    expect(seen).toContain('agent-4 0 1:hot:prior:balanced, Q last:agent-4');
    expect(seen.size).toBe(12);
  });

  it.each([
    ['unavailable', 'unreachable', 3],
    ['over-budget', 'budget', 5],
    ['aborted', 'interrupted', 130],
  ] as const)('should stop where an answer is %s', async (kind, error, exitCode) => {
    const failing = scriptedMind({ choose: (): Judgement => ({ kind, message: 'nobody is there' }) });
    const asked = askPriors(scenario, agentsWith(leaning(0.5), failing), how);

    await expect(asked).rejects.toMatchObject({ kind: error, exitCode });
    await expect(asked).rejects.toThrow('the prior of "agent-2" (empty) could not be asked: nobody is there');
  });

  it('should stop where there is no prior to compare with', async () => {
    const refusing = scriptedMind({ choose: (): Judgement => ({ kind: 'refused', message: 'no comment' }) });

    await expect(askPriors(scenario, agentsWith(refusing), how)).rejects.toThrow(
      'the prior of "agent-1" (empty) could not be asked: no comment',
    );
  });
});
