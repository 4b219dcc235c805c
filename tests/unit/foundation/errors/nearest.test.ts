import { describe, expect, it } from 'vitest';
import { nearest } from '../../../../src/foundation/errors/index.js';

const scenarios = ['majority-opinion', 'naming-game'];

describe('nearest', () => {
  it.each([
    ['a letter too few', 'naming-gme', 'naming-game'],
    ['two letters changed about', 'naming-gaem', 'naming-game'],
    ['other letter cases', 'Naming-Game', 'naming-game'],
    ['only the beginning', 'm', 'majority-opinion'],
    ['half of a long name wrong', 'minority-opinions', 'majority-opinion'],
  ])('should find a name with %s', (_, given, expected) => expect(nearest(given, scenarios)).toBe(expected));

  it('should take the nearest of several', () => expect(nearest('rung', ['sing', 'ring', 'ran'])).toBe('ring'));

  it('should take the first of those equally near', () => expect(nearest('bat', ['cat', 'hat'])).toBe('cat'));

  it.each([
    ['another word', 'prisoners-dilemma', scenarios],
    ['two letters, both others', 'ab', ['xy']],
    ['one letter, another', 'a', ['b', 'no']],
    ['an empty text', '', ['a', 'no', 'ring']],
    ['anything where nothing is available', 'ring', []],
  ])('should find nothing for %s', (_, given, available) => expect(nearest(given, available)).toBeUndefined());
});
