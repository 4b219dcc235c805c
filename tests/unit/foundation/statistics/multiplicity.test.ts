import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, holm } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

describe.each([
  ['holm', holm],
  ['benjaminiHochberg', benjaminiHochberg],
] as const)('%s', (name, adjust) => {
  it.each(casesOf<number[], number[]>(name))('should raise $given as $by does', ({ given, gives }) => {
    adjust(given).forEach((p, at) => expectNear(p, gives[at] as number));
    expect(adjust(given)).toHaveLength(gives.length);
  });

  it('should give nothing of nothing', () => expect(adjust([])).toEqual([]));

  it('should leave what it is given as it is', () => {
    const given = [0.3, 0.01, 0.2];
    adjust(given);

    expect(given).toEqual([0.3, 0.01, 0.2]);
  });
});
