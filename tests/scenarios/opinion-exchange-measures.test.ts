import { describe, expect, it } from 'vitest';
import { opinionExchange, scriptedBeliever } from 'mesocosm/scenarios';
import { biasOf, diversityOf, polarisationOf } from '../../scenarios/opinion-exchange/beliefs.js';
import { pullOf, type Pull, type Step } from '../../scenarios/opinion-exchange/pull.js';
import { scriptedMind } from '../../src/agent/index.js';
import { heldBy } from '../support/held-conversations.js';
import { casesOf } from '../support/statistics-reference/reference.js';

const UNIFORM = [-2, -2, -1, -1, 0, 0, 1, 1, 2, 2];

describe('bias and diversity', () => {
  it('should be 0 and 1.49 at the uniform start', () => {
    // Chuang et al. 2024, section 3.4, note 6; by hand: the squares sum to 20, and the root of 20 / 9 is 1.490712.
    expect(biasOf(UNIFORM)).toBe(0);
    expect(diversityOf(UNIFORM)).toBeCloseTo(Math.sqrt(20 / 9), 12);
    expect(diversityOf(UNIFORM).toFixed(2)).toBe('1.49');
  });

  it('should be those of skewed starts, by hand', () => {
    const skewed = [2, 2, -2, -2, -2, -2, -2, -2, -2, -2];

    expect(biasOf(skewed)).toBeCloseTo(-1.2, 12);
    // 8 times .8 squared and 2 times 3.2 squared are 25.6.
    expect(diversityOf(skewed)).toBeCloseTo(Math.sqrt(25.6 / 9), 12);
    expect([biasOf([-2, -2]), diversityOf([-2, -2])]).toEqual([-2, 0]);
  });

  it('should tell polarisation from 0 where all believe alike to 1 where half are at each end', () => {
    expect(polarisationOf([1, 1, 1])).toBe(0);
    expect(polarisationOf([-2, 2, -2, 2])).toBe(1);
    expect(polarisationOf(UNIFORM)).toBe(0.5);
  });

  it('should be reported from start to end, with where the truth lies', async () => {
    const agreeing = scriptedMind({
      choose: ({ answer }) =>
        answer === undefined
          ? { kind: 'distribution', probabilities: [0, 0, 0, 0, 1] }
          : { kind: 'answer', value: 'Well.' },
    });
    const { record } = await heldBy(opinionExchange({ steps: 80 }), { mind: agreeing });
    const { record: framed } = await heldBy(opinionExchange({ steps: 80, framing: 'true' }), { mind: agreeing });

    expect(record.values).toMatchObject({
      bias_start: 0,
      bias_end: 2,
      bias_drift: 2,
      drift_to_truth: -2,
      diversity_start: Math.sqrt(20 / 9),
      diversity_end: 0,
      polarisation_end: 0,
      share_strongly_agree: 1,
      share_agree: 0,
      winner_strongly_agree: 1,
      winner_strongly_disagree: 0,
    });
    expect(framed.values['drift_to_truth']).toBe(2);
    expect(record.series?.['bias']).toHaveLength(51);
    expect(record.series?.['bias']?.[0]).toBe(0);
    expect(record.series?.['bias']?.at(-1)).toBe(2);
    expect(record.series?.['diversity']?.at(-1)).toBe(0);
  });

  it('should stand on the grid at the step at which they hold', async () => {
    const agreeing = scriptedMind({
      choose: ({ answer }) =>
        answer === undefined
          ? { kind: 'distribution', probabilities: [0, 0, 0, 0, 1] }
          : { kind: 'answer', value: 'Well.' },
    });
    const scenario = opinionExchange({ agents: 2, steps: 3, start: [1, 0, 0, 0, 0] });
    const { events, record } = await heldBy(scenario, { mind: agreeing });
    const readers = events.filter(({ type }) => type === 'belief-stated').map(({ agent }) => agent);
    const after = [1, 2, 3].map((steps) => -2 + 2 * new Set(readers.slice(0, steps)).size);

    expect(record.series?.['bias']).toEqual([-2, ...after]);
  });
});

describe('the pull of writers', () => {
  it('should be given back where it is exact', () => {
    const steps = [
      [-2, 1],
      [0, 2],
      [1, -1],
      [2, 2],
      [-1, 0],
    ].map(([own = 0, writer = 0]) => ({ own, writer, now: 0.25 + 0.5 * own + 0.3 * writer }));
    const pull = pullOf(steps);

    expect(pull?.own).toBeCloseTo(0.5, 12);
    expect(pull?.writer).toBeCloseTo(0.3, 12);
    expect(pull?.constant).toBeCloseTo(0.25, 12);
  });

  it('should be missing where beliefs do not vary', async () => {
    expect(pullOf([])).toBeUndefined();
    expect(pullOf([{ own: 1, writer: 1, now: 1 }])).toBeUndefined();
    const agreed = opinionExchange({ start: [0, 0, 0, 1, 0], steps: 10 });
    const { record } = await heldBy(agreed, { mind: scriptedBeliever() });
    expect(record.values).toMatchObject({ writer_weight: null, changed: 0, towards_writer: null });
    expect(record.missing).toMatchObject({ writer_weight: expect.any(String), towards_writer: expect.any(String) });
  });

  it('should be near the rate of people who follow the rule, and 0 where they hear nobody', async () => {
    const weights: number[] = [];
    for (let seed = 1; seed <= 8; seed += 1) {
      const { record } = await heldBy(opinionExchange(), { mind: scriptedBeliever({ rate: 0.3 }), seed });
      weights.push(Number(record.values['writer_weight']));
      expect(record.values['towards_writer']).toBe(1);
    }
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    expect(mean).toBeGreaterThan(0.25);
    expect(mean).toBeLessThan(0.35);
    const alone = await heldBy(opinionExchange(), { mind: scriptedBeliever({ rate: 0.3 }), arm: 'isolated' });
    expect(alone.record.values).toMatchObject({ writer_weight: 0, own_weight: 1, own_drift: 0, changed: 0 });
  });
});

describe('pullOf beside a general fit', () => {
  it.each(casesOf<Step[], Pull>('pullOf'))('should be what $by gives', ({ given, gives }) => {
    const found = pullOf(given);

    expect(found?.constant).toBeCloseTo(gives.constant, 10);
    expect(found?.own).toBeCloseTo(gives.own, 10);
    expect(found?.writer).toBeCloseTo(gives.writer, 10);
  });
});
