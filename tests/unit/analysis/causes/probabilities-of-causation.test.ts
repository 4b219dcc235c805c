import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilitiesOfCausation, type CausationCase } from '../../../../src/index.js';

const cases = (times: number, cause: boolean, outcome: boolean | null, otherwise: boolean | null): CausationCase[] =>
  Array.from({ length: times }, () => ({ cause, outcome, otherwise }));

describe('probabilitiesOfCausation', () => {
  it('should give the shares of a table that is worked by hand, with Wilson intervals', () => {
    // With cause: 10 runs with the outcome, 8 of them without it once the cause is gone; 2 without the outcome.
    // Without cause: 5 runs lack the outcome, 1 of them has it once the cause is there; 3 had it anyway.
    const found = probabilitiesOfCausation([
      ...cases(8, true, true, false),
      ...cases(2, true, true, true),
      ...cases(2, true, false, false),
      ...cases(1, false, false, true),
      ...cases(4, false, false, false),
      ...cases(3, false, true, true),
    ]);

    expect(found.necessity).toMatchObject({ value: 0.8, n: 10, method: 'Wilson 95 %' });
    expect(found.necessity.low).toBeCloseTo(0.4902, 4);
    expect(found.necessity.high).toBeCloseTo(0.9433, 4);
    expect(found.sufficiency).toMatchObject({ value: 0.2, n: 5 });
    expect(found.necessityAndSufficiency).toMatchObject({ value: 9 / 20, n: 20 });
    expect(found.missing).toBe(0);
  });

  it('should leave out what cannot be told, and say why there is no value', () => {
    const found = probabilitiesOfCausation([...cases(2, true, null, true), ...cases(1, true, true, null)]);

    expect(found.missing).toBe(3);
    expect(found.necessity).toMatchObject({ value: null, low: null, n: 0, note: expect.stringContaining('both') });
    expect(found.sufficiency).toMatchObject({ value: null, note: expect.stringContaining('lacks both') });
    expect(found.necessityAndSufficiency.value).toBeNull();
  });

  it('should not take a run that turns the other way for one that hangs on the cause', () => {
    // The cause prevents the outcome: it is neither needed nor enough.
    const found = probabilitiesOfCausation([...cases(3, true, false, true), ...cases(3, false, true, false)]);

    expect(found.necessityAndSufficiency.value).toBe(0);
    expect(found.necessity.value).toBeNull();
    expect(found.sufficiency.value).toBeNull();
  });

  it('should hold together as PNS = P(a, Y) PN + P(not a, not Y) PS', () => {
    const bits = fc.boolean();
    const anyCases = fc.array(fc.record({ cause: bits, outcome: bits, otherwise: bits }), { minLength: 1 });
    fc.assert(
      fc.property(anyCases, (given) => {
        const { necessity, sufficiency, necessityAndSufficiency } = probabilitiesOfCausation(given);
        const n = given.length;
        const sum = ((necessity.value ?? 0) * necessity.n + (sufficiency.value ?? 0) * sufficiency.n) / n;

        expect(necessityAndSufficiency.value).toBeCloseTo(sum, 12);
      }),
    );
  });
});
