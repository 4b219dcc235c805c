import { describe, expect, it } from 'vitest';
import { addedShares } from '../../../../src/analysis/theory/variance-explained.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly values: number[];
  readonly person: number[];
  readonly situation: number[];
}

describe('addedShares', () => {
  it.each(casesOf<Given, { person: number; situation: number; both: number }>('addedShares'))(
    'should add to R² what $by gives, though cells are not filled alike',
    ({ given: { values, person, situation }, gives }) => {
      const found = addedShares({
        values,
        terms: [
          { name: 'person', division: person.map(String) },
          { name: 'situation', division: situation.map(String) },
          { name: 'person × situation', division: person.map((one, at) => `${one}/${situation[at]}`) },
        ],
        folds: values.map((_, at) => at % 3),
      });

      expect(found.map(({ inSample }) => inSample)).toEqual(
        [gives.person, gives.situation, gives.both].map((one) => expect.closeTo(one, 8)),
      );
    },
  );

  it('should explain nothing of runs that are held out where a term says nothing of them', () => {
    // Held out by threes: the mean of a group is that of its two others, which leads astray.
    const [person] = addedShares({
      values: [1, -1, 0, 1, -1, 0],
      terms: [{ name: 'person', division: ['a', 'a', 'a', 'b', 'b', 'b'] }],
      folds: [0, 1, 2, 0, 1, 2],
    });

    expect(person?.inSample).toBeCloseTo(0, 12);
    expect(person?.crossValidated).toBeCloseTo(0, 12);
  });
});
