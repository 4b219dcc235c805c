import { userError } from '../errors/index.js';

const TWO_32 = 4294967296;

/**
 * Probabilities as multiples of 2⁻³² that sum to exactly 1 (largest remainders; ties go to the earlier index), so that
 * what is drawn from is what is written. The input is normalised first.
 *
 * @throws MesocosmError when a value is negative or not a number, or all are zero, or their sum is not finite.
 */
export function quantise(probabilities: readonly number[]): number[] {
  let total = 0;
  for (const value of probabilities) {
    if (!(value >= 0) || value === Infinity) throw notProbabilities(probabilities);
    total += value;
  }
  if (!(total > 0) || total === Infinity) throw notProbabilities(probabilities);
  const exact = probabilities.map((value) => (value / total) * TWO_32);
  const whole = exact.map(Math.floor);
  let missing = TWO_32 - whole.reduce((sum, value) => sum + value, 0);
  const order = exact
    .map((value, index) => ({ index, remainder: value - (whole[index] as number) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (let at = 0; missing > 0; at = (at + 1) % order.length) {
    const { index } = order[at] as (typeof order)[number];
    whole[index] = (whole[index] as number) + 1;
    missing -= 1;
  }
  return whole.map((value) => value / TWO_32);
}

function notProbabilities(values: readonly number[]): Error {
  return userError({
    kind: 'usage',
    what: `${values.length === 0 ? 'an empty list' : values.join(', ')} is not a distribution`,
    expected: 'numbers of at least 0 with a positive, finite sum',
  });
}
