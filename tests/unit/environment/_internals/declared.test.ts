import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeclared } from '../../../../src/environment/_internals/declared.js';

describe('isDeclared', () => {
  it('should cover everybody by "all"', () => expect(isDeclared('all', 'ann')).toBe(true));

  it('should cover whoever is in the list, however long it is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.string(), (list, agent) => {
        expect(isDeclared(list, agent)).toBe(list.includes(agent));
        for (const one of list) expect(isDeclared(list, one)).toBe(true);
      }),
    );
  });
});
