import { describe, expect, it } from 'vitest';
import { BASIC_VALUES, checkQuestionnaire } from '../../../../src/persona/index.js';

/** The ten of Schwartz (1992), table 1 of the chapter. */
const TEN = [
  'self-direction',
  'stimulation',
  'security',
  'conformity',
  'tradition',
  'universalism',
  'benevolence',
  'achievement',
  'power',
  'hedonism',
];

describe('the instrument of basic values', () => {
  it('should have one statement for each of the ten values, five on each dimension', () => {
    expect(BASIC_VALUES.items.map(({ id }) => id)).toEqual(TEN);
    for (const { name } of BASIC_VALUES.axes) {
      expect(BASIC_VALUES.items.filter(({ axis }) => axis === name)).toHaveLength(5);
    }
  });

  it('should be keyed both ways on each dimension, so that agreeing with everything is no value', () => {
    for (const { name } of BASIC_VALUES.axes) {
      const keys = BASIC_VALUES.items.filter(({ axis }) => axis === name).map(({ reverseKeyed }) => reverseKeyed);

      expect(new Set(keys)).toEqual(new Set([true, false]));
    }
  });

  it('should pass the checks that any questionnaire has to pass, without a warning', () => {
    expect(checkQuestionnaire(BASIC_VALUES)).toEqual([]);
  });

  it('should say whose it is and that nobody validated it', () => {
    expect(BASIC_VALUES.source).toContain('Written for Mesocosm');
    expect(BASIC_VALUES.source).toContain('not validated');
    expect(BASIC_VALUES.licence).toBe('Apache-2.0');
  });
});
