import { describe, expect, it } from 'vitest';
import { effectOfChange, forkEffects, type ForkPair } from '../../../../src/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { RunRecord } from '../../../../src/spec/index.js';
import { runRecord } from '../../../support/run-records.js';
import { effectRate } from '../../../support/simulated-influence.js';

type Values = RunRecord['values'];

const pairOf = (seed: number, run: Values, fork: Values): ForkPair => ({
  run: runRecord({ seed, values: run }),
  fork: runRecord({ seed, values: fork }),
});

/** Standard normal by the sum of twelve uniforms. */
function normal(seed: number, purpose: string): number {
  const chance = chancesFrom(seed)(purpose);
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += chance.uniform();
  return sum;
}

describe('forkEffects', () => {
  it('should find again a known effect and a known correlation', () => {
    // run = common + own, fork = common + own + 0.5, with variances 3 and 1: the correlation is .75, the ratio 4.
    const pairs = Array.from({ length: 4000 }, (_, seed) => {
      const common = Math.sqrt(3) * normal(seed, 'common');
      return pairOf(seed, { gain: common + normal(seed, 'run') }, { gain: common + normal(seed, 'fork') + 0.5 });
    });
    const [effect] = forkEffects(pairs);

    expect(effect?.difference.value).toBeCloseTo(0.5, 1);
    expect(effect?.difference.low).toBeLessThan(0.5);
    expect(effect?.difference.high).toBeGreaterThan(0.5);
    expect(effect?.reduction?.correlation).toBeCloseTo(0.75, 1);
    expect(effect?.reduction?.ratio).toBeGreaterThan(3.7);
    expect(effect?.reduction?.ratio).toBeLessThan(4.3);
    expect(effect?.reduction?.share).toBeCloseTo(0.75, 1);
  });

  it('should take the change minus what was without it, and leave out pairs that lack the value', () => {
    const pairs = [
      pairOf(1, { gain: 1, winner: 'Q' }, { gain: 3, winner: 'M' }),
      pairOf(2, { gain: 2, winner: 'Q' }, { gain: null, winner: 'Q' }),
      pairOf(3, { gain: 2, winner: 'M' }, { gain: 3, winner: 'Q' }),
    ];

    expect(forkEffects(pairs)).toMatchObject([
      { measure: 'gain', pairs: 2, missing: 1, without: 1.5, with: 3, difference: { value: 1.5, n: 2 } },
    ]);
  });

  it('should give one pair no interval, few pairs a warning, and no pair a reason', () => {
    const one = forkEffects([pairOf(1, { gain: 1 }, { gain: 2 })]);
    expect(one).toMatchObject([
      { difference: { value: 1, low: null, high: null, note: 'one pair has no interval' }, reduction: null },
    ]);

    const few = forkEffects([1, 2, 3].map((seed) => pairOf(seed, { gain: seed }, { gain: 2 * seed })));
    expect(few[0]?.difference.note).toBe('fewer than 6 pairs: the interval says little');

    const none = forkEffects([pairOf(1, { gain: 1 }, { gain: null })]);
    expect(none).toMatchObject([{ pairs: 0, missing: 1, with: null, difference: { value: null }, reduction: null }]);
    expect(forkEffects([])).toEqual([]);
  });

  it('should say of forks that are their runs that nothing changed, and that there is nothing to compare', () => {
    const pairs = Array.from({ length: 8 }, (_, seed) => pairOf(seed, { gain: 0.1 }, { gain: 0.1 }));

    expect(forkEffects(pairs)).toMatchObject([{ difference: { value: 0, low: 0, high: 0 }, reduction: null }]);
  });

  it('should give the same interval each time, and another measure its own', () => {
    const pairs = Array.from({ length: 9 }, (_, seed) => {
      const value = normal(seed, 'value');
      return pairOf(seed, { one: 0, two: 0 }, { one: value, two: value });
    });
    const [one, two] = forkEffects(pairs);

    expect(forkEffects(pairs)[0]).toEqual(one);
    expect(two?.difference.value).toBe(one?.difference.value);
    expect(two?.difference.low).not.toBe(one?.difference.low);
  });

  it('should say of what comes about or not how far the change decides it, and of nothing else', () => {
    const pairs = [[0, 1], [0, 0], [0, 0], [1, 0], [1, 1]].map(([run, fork], seed) =>
      pairOf(seed, { won: run ?? null, gain: 0.5 }, { won: fork ?? null, gain: 1 }),
    ); // prettier-ignore
    const [won, gain] = forkEffects(pairs);

    expect(won?.causation?.sufficiency).toMatchObject({ value: 1 / 3, n: 3, method: 'Wilson 95 %' });
    expect(won?.causation?.necessity).toMatchObject({ value: 0.5, n: 2 });
    expect(gain).not.toHaveProperty('causation');

    const all = forkEffects([pairOf(1, { won: 1 }, { won: 1 })])[0]?.causation;
    expect(all?.sufficiency).toMatchObject({ value: null, note: 'every run has it' });
    expect(all?.necessity).toMatchObject({ value: 0, n: 1 });
  });
});

describe('effectOfChange', () => {
  it('should take any outcome that a run shows, and leave out runs of which it cannot be told', () => {
    const pairs = [
      pairOf(1, { winner: 'Q' }, { winner: 'M' }),
      pairOf(2, { winner: 'M' }, { winner: 'M' }),
      pairOf(3, { winner: null }, { winner: 'M' }),
    ];
    const effect = effectOfChange(pairs, {
      name: 'M wins',
      of: ({ values: { winner } }) => (typeof winner === 'string' ? winner === 'M' : null),
    });

    expect(effect).toMatchObject({ measure: 'M wins', pairs: 2, missing: 1, without: 0.5, with: 1 });
    expect(effect.causation?.sufficiency).toMatchObject({ value: 1, n: 1 });
  });

  it('should seldom find an effect of a change that has none, and mostly one that it has', () => {
    // At 6 %, more than 24 of 200 come by chance in fewer than one case of 1,000.
    expect(effectRate(200, { pairs: 40, effect: 0 })).toBeLessThanOrEqual(0.12);
    expect(effectRate(100, { pairs: 40, effect: 0.3 })).toBeGreaterThanOrEqual(0.9);
  });
});
