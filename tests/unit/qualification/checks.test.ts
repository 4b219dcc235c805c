import { describe, expect, it } from 'vitest';
import type { PresentationAnswer } from '../../../src/agent/index.js';
import {
  labelBias,
  optionMass,
  orderBias,
  priorMass,
  responseToMajority,
  type Asked,
} from '../../../src/qualification/index.js';

/** An answer under a label assignment; `first` is the probability of the first option. */
function answer(first: number, how: { labels?: readonly number[]; mass?: number | null } = {}): PresentationAnswer {
  const { labels = [0, 1], mass = 1 } = how;
  const probabilities = [first, 1 - first];
  return {
    presentation: { labels, order: [], list: [0, 1], names: [] },
    probabilities,
    raw: probabilities,
    mass,
    logs: probabilities.map(Math.log),
    tempered: false,
  };
}
const asked = (...answers: readonly PresentationAnswer[]): readonly Asked[] => [{ options: ['Q', 'M'], answers }];

describe('optionMass', () => {
  it('should be the mean raw mass, and pass from a half', () => {
    expect(optionMass(asked(answer(0.5, { mass: 0.4 }), answer(0.5, { mass: 0.6 })))).toEqual({
      name: 'option mass',
      verdict: 'pass',
      statistic: 0.5,
      threshold: 0.5,
      sentence: 'It puts 50 % of its probability on the options.',
    });
  });

  it('should fail below, in words', () => {
    expect(optionMass(asked(answer(0.5, { mass: 0.08 })))).toMatchObject({
      verdict: 'fail',
      sentence: 'It puts only 8 % of its probability on the options: it would rather say something else.',
    });
  });

  it('should be a note where the model does not say', () => {
    expect(optionMass(asked(answer(0.5, { mass: null })))).toMatchObject({ verdict: 'note', statistic: null });
  });

  it('should be of first replies where they were counted, before anything was explained', () => {
    const counted = { ...answer(0.5, { mass: 1 }), tempered: true, firstMass: 0.3 };

    expect(optionMass(asked(counted))).toMatchObject({ verdict: 'fail', statistic: 0.3 });
  });

  it('should leave out what does not say among what does', () => {
    expect(optionMass(asked(answer(0.5, { mass: null }), answer(0.5, { mass: 0.9 }))).statistic).toBe(0.9);
  });
});

describe('priorMass', () => {
  const alone = (mass: number | null): Asked => ({ options: ['Q', 'M'], answers: [answer(0.5, { mass })] });

  it.each([
    [0.8, 'pass', 'Alone it puts 80 % of its probability on the options.'],
    [0.5, 'pass', 'Alone it puts 50 % of its probability on the options.'],
    [0.2, 'note', 'Alone it puts only 20 % of its probability on the options: its prior rests on that part.'],
    [0.04, 'fail', 'Alone it puts only 4 % of its probability on the options: its prior rests on that part.'],
  ] as const)('should take %d for a %s', (mass, verdict, sentence) => {
    expect(priorMass(alone(mass))).toEqual({
      name: 'option mass, alone',
      verdict,
      statistic: mass,
      threshold: 0.1,
      sentence,
    });
  });

  it('should be a note where the model does not say', () => {
    expect(priorMass(alone(null))).toMatchObject({ name: 'option mass, alone', verdict: 'note', statistic: null });
  });
});

describe('labelBias', () => {
  it('should be what the first label is taken more often than its share', () => {
    // Q is taken at .8 as itself; where it stands for the second option, that one is taken at .7.
    const check = labelBias(asked(answer(0.8), answer(0.3, { labels: [1, 0] })));

    expect(check.statistic).toBeCloseTo(0.25, 12);
    expect(check).toMatchObject({ verdict: 'fail', threshold: 0.05 });
    expect(check.sentence).toBe('It prefers the label Q (+0.25): what it chooses means something only with labels averaged.'); // prettier-ignore
  });

  it('should not take a preference for an option for one of a label', () => {
    expect(labelBias(asked(answer(0.9), answer(0.9, { labels: [1, 0] })))).toMatchObject({
      verdict: 'pass',
      sentence: 'No label is preferred for its own sake (Q: +0.00).',
    });
  });

  it('should say that a label is avoided', () => {
    expect(labelBias(asked(answer(0.2), answer(0.6, { labels: [1, 0] }))).sentence).toMatch(/^It avoids the label Q \(−0\.20\)/); // prettier-ignore
  });

  it('should have a fair share of a third among three labels', () => {
    const three: PresentationAnswer = { ...answer(0), presentation: { labels: [1, 2, 0], order: [], list: [], names: [] }, probabilities: [0.2, 0.2, 0.6] }; // prettier-ignore

    // The first label stands for the third option.
    expect(labelBias([{ options: ['A', 'B', 'C'], answers: [three] }]).statistic).toBeCloseTo(0.6 - 1 / 3, 12);
  });
});

describe('orderBias', () => {
  it('should be the mean difference of paired orders', () => {
    const check = orderBias(asked(answer(0.5), answer(0.6), answer(0.2), answer(0.5)));

    expect(check.statistic).toBeCloseTo(0.2, 12);
    expect(check).toMatchObject({ verdict: 'note', threshold: 0.05 });
    expect(check.sentence).toBe('Orders of the same list change an answer by 0.20 on average: it is averaged over orders.'); // prettier-ignore
  });

  it('should pass where orders hardly matter', () => {
    expect(orderBias(asked(answer(0.5), answer(0.52)))).toMatchObject({
      verdict: 'pass',
      sentence: 'Orders of the same list change an answer by 0.02 on average.',
    });
  });

  it('should not compare the last of one situation with the first of the next', () => {
    const check = orderBias([...asked(answer(0.1), answer(0.1)), ...asked(answer(0.9), answer(0.9))]);

    expect(check.statistic).toBe(0);
  });
});

describe('responseToMajority', () => {
  const points = (...values: readonly number[]) => values.map((p, x) => ({ x, p }));

  it('should be what changes from an opposing to an agreeing majority', () => {
    const check = responseToMajority(points(0.1, 0.5, 0.9));

    expect(check.statistic).toBeCloseTo(0.8, 12);
    expect(check).toMatchObject({ verdict: 'pass', threshold: 0.2 });
    expect(check.sentence).toBe('It follows a majority: from 0.10 when all oppose to 0.90 when all agree, rising all the way.'); // prettier-ignore
  });

  it('should say where it does not rise all the way', () => {
    expect(responseToMajority(points(0.1, 0.7, 0.3, 0.9)).sentence).toContain('rising in 67 % of the steps');
  });

  it('should fail where it hardly responds, or goes against', () => {
    expect(responseToMajority(points(0.45, 0.5, 0.55))).toMatchObject({
      verdict: 'fail',
      sentence: 'It hardly responds to a majority (+0.10).',
    });
    expect(responseToMajority(points(0.8, 0.5, 0.2)).sentence).toBe('It goes against a majority (−0.60).');
  });
});
