import { describe, expect, it } from 'vitest';
import { normEnforcement } from '../../../../src/index.js';

const act = (complied: boolean | null, punished = 0, rewarded = 0) => ({ complied, punished, rewarded });

describe('norms by what is done and what is approved of', () => {
  it('should be both where most comply and deviating is punished more', () => {
    // Deviating: 2 punishments for 1 act; complying: 1 punishment and 1 reward for 4 acts, so that their net is 0.
    const acts = [act(true, 1), act(true, 0, 1), act(true), act(true), act(false, 2)];

    expect(normEnforcement(acts)).toEqual({
      made: 5,
      missing: 0,
      compliance: 0.8,
      complianceBounds: { low: 0.8, high: 0.8 },
      punished: { complying: 0.25, deviating: 2 },
      rewarded: { complying: 0.25, deviating: 0 },
      enforcement: 2,
      kind: 'both',
    });
  });

  it('should be descriptive alone where those who deviate are not disapproved of', () => {
    expect(normEnforcement([act(true), act(true), act(true), act(false)]).kind).toBe('descriptive');
  });

  it('should be injunctive alone where most do what is punished', () => {
    expect(normEnforcement([act(true, 0, 1), act(false, 1), act(false), act(false)])).toMatchObject({
      enforcement: 1 / 3 + 1,
      kind: 'injunctive',
    });
  });

  it('should be none where neither holds, and enforcement missing where all did the same', () => {
    expect(normEnforcement([act(false), act(true)]).kind).toBe('none');
    expect(normEnforcement([act(false, 1)])).toMatchObject({ enforcement: null, kind: 'none' });
  });

  it('should bound compliance by what failed', () => {
    expect(normEnforcement([act(true), act(null), act(false), act(null)])).toMatchObject({
      made: 2,
      missing: 2,
      compliance: 0.5,
      complianceBounds: { low: 0.25, high: 0.75 },
    });
    expect(normEnforcement([])).toMatchObject({ compliance: null, complianceBounds: null });
  });

  it('should refuse a threshold that no majority needs', () =>
    expect(() => normEnforcement([], { threshold: 0.5 })).toThrow('the threshold is 0.5'));
});
