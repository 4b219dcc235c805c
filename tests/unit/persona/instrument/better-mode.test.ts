import { describe, expect, it } from 'vitest';
import { betterMode, betterModeClause } from '../../../../src/persona/index.js';

const single = { mode: 'single', failed: ['trust', 'thrift', 'zeal'] } as const;
const likelihood = { mode: 'likelihood', failed: ['zeal'] } as const;
const appropriateness = { mode: 'appropriateness', failed: ['trust'] } as const;

describe('betterMode', () => {
  it('should be the mode with fewest failing axes, the simplest of equals', () => {
    expect(betterMode(single, [likelihood])).toBe(likelihood);
    expect(betterMode(single, [likelihood, appropriateness])).toBe(appropriateness);
  });

  it('should be none where no other mode measures more', () => {
    expect(betterMode(likelihood, [single, appropriateness])).toBeUndefined();
    expect(betterMode(single, [single])).toBeUndefined();
    expect(betterMode(single, [])).toBeUndefined();
  });
});

describe('betterModeClause', () => {
  it('should name the mode that does better, with its axes', () => {
    expect(betterModeClause(single, [likelihood], { axes: 3 })).toBe(
      'mode "likelihood" (relative stance) does better: 2 of 3 axes',
    );
  });

  it('should say that none does, or that none was tried and how it would be', () => {
    expect(betterModeClause(likelihood, [single], { axes: 3, untried: ['appropriateness'] })).toBe(
      'no other mode that was tried does better',
    );
    expect(betterModeClause(single, [], { axes: 3, untried: ['appropriateness', 'likelihood'] })).toBe(
      'other modes were not tried: --modes single,appropriateness,likelihood',
    );
  });

  it('should say nothing where nothing fails, or nothing else can be asked', () => {
    expect(betterModeClause({ mode: 'single', failed: [] }, [likelihood], { axes: 3 })).toBeUndefined();
    expect(betterModeClause(single, [], { axes: 3 })).toBeUndefined();
  });
});
