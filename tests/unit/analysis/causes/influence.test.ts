import { describe, expect, it } from 'vitest';
import { influences, type HeardPair } from '../../../../src/index.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

const pair = (run: number, withAll: readonly number[], without: readonly number[], to = 'b'): HeardPair => ({
  run,
  from: 'a',
  to,
  with: withAll,
  without,
});

describe('influences', () => {
  it('should be the divergence in bits, the distribution with the message first', () => {
    // KL((3/4, 1/4) ‖ (1/2, 1/2)) = 3/4 log₂ 3/2 + 1/4 log₂ 1/2 = .1887 bits; the other way round .2075.
    const [found] = influences([pair(1, [0.75, 0.25], [0.5, 0.5])]);
    const [back] = influences([pair(1, [0.5, 0.5], [0.75, 0.25])]);

    expect(found).toMatchObject({ from: 'a', to: 'b', decisions: 1, infinite: 0 });
    expect(found?.bits.value).toBeCloseTo(0.75 * Math.log2(1.5) - 0.25, 12);
    expect(found?.distance.value).toBeCloseTo(0.25, 12);
    expect(back?.bits.value).toBeCloseTo(0.2075, 4);
  });

  it('should average over the decisions of a run, then over runs, and give intervals over runs', () => {
    const sure = [1, 0];
    const even = [0.5, 0.5];
    // Run 1: 1 bit and 0 bits; run 2: 1 bit, once.
    const [found] = influences([pair(1, sure, even), pair(1, even, even), pair(2, sure, even)]);

    expect(found?.bits).toMatchObject({ value: 0.75, n: 2, low: 0.5, high: 1, note: expect.stringContaining('fewer') });
    expect(found?.decisions).toBe(3);
    expect(influences([pair(1, sure, even)])[0]?.bits).toMatchObject({ low: null, note: 'one run has no interval' });
  });

  it('should say that a message which makes the impossible possible is infinite, and still give a distance', () => {
    const [found] = influences([pair(1, [0.5, 0.5], [1, 0]), pair(2, [0.5, 0.5], [0.5, 0.5])]);

    expect(found?.bits).toMatchObject({ value: null, low: null, note: expect.stringContaining('infinite') });
    expect(found?.infinite).toBe(1);
    expect(found?.distance.value).toBe(0.25);
  });

  it('should be nothing where nothing changes, and keep agents apart', () => {
    const found = influences([pair(1, [0.3, 0.7], [0.3, 0.7]), pair(1, [1, 0], [0.5, 0.5], 'c')]);

    expect(found.map(({ to, bits }) => [to, bits.value])).toEqual([
      ['b', 0],
      ['c', 1],
    ]);
    expect(influences([])).toEqual([]);
  });
});

describe('influences beside another library', () => {
  it.each(casesOf<{ with: number[]; without: number[] }, { bits: number; distance: number }>('influences'))(
    'should be what $by gives',
    ({ given, gives }) => {
      const [found] = influences([pair(1, given.with, given.without)]);

      expect(found?.bits.value).toBeCloseTo(gives.bits, 12);
      expect(found?.distance.value).toBeCloseTo(gives.distance, 12);
    },
  );
});
