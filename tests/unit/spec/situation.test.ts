import { describe, expect, it } from 'vitest';
import { canonicalState } from '../../../src/spec/index.js';
import { namingAfter, opinionOf } from '../../support/situations.js';
import { situationIn } from '../../support/small-world.js';

describe('canonicalState', () => {
  it('should put the canonical labels into the holes', () => {
    expect(canonicalState(namingAfter([[0, 1], [0, 0]]))).toBe('QM QQ'); // prettier-ignore
    expect(canonicalState(opinionOf(7, 20))).toBe('Q 7, M 13');
    expect(canonicalState(namingAfter([]))).toBe('');
  });

  it('should name people and lists', () => {
    const situation = { ...situationIn(''), names: ['Ann'], state: [{ name: 0 }, ': ', { list: 'or' }] };

    expect(canonicalState(situation)).toBe('Ann: yes, no');
  });

  it('should say that a hole is filled by nothing', () => {
    expect(canonicalState({ ...situationIn(''), state: [{ option: 5 }, { name: 2 }] })).toBe('??');
  });
});
