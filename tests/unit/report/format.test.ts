import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, duration, estimate, number, plural, share, signed } from '../../../src/report/format.js';
import type { Estimate } from '../../../src/spec/index.js';

function about(value: number | null, low: number | null = null, high: number | null = null): Estimate {
  return { value, low, high, n: 3, method: 'Wilson 95 %' };
}

describe('share', () => {
  it.each([
    [0, '.00'],
    [1, '1.00'],
    [0.5, '.50'],
    [0.055, '.06'],
    [0.996, '.996'],
    [0.9994, '.999'],
    [0.9995, '1.00'],
    [0.004, '.004'],
    [0.0004, '.00'],
    [-0.25, '-.25'],
    [-0.003, '-.003'],
    [-0.0001, '.00'],
    [-1, '-1.00'],
    [1.5, '1.50'],
    [null, 'not available'],
  ])('should write %s as %s', (value, text) => {
    expect(share(value)).toBe(text);
  });

  it('should be within half of its last digit, whatever the value is', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (value) => {
        expect(Math.abs(Number(share(value)) - value)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });

  it('should say 0 or 1 only of what is so to three digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0005, max: 0.9994, noNaN: true }), (value) => {
        expect(['.00', '1.00', '.000', '1.000']).not.toContain(share(value));
      }),
    );
  });
});

describe('signed', () => {
  it.each([
    [0.3, '+.30'],
    [-0.3, '-.30'],
    [0, '.00'],
    [null, 'not available'],
  ])('should write %s as %s', (value, text) => {
    expect(signed(value)).toBe(text);
  });

  it('should give no sign to what it writes as nothing', () => {
    expect(signed(0.0001)).toBe('.00');
    expect(signed(-0.0001)).toBe('.00');
  });
});

describe('estimate', () => {
  it('should give a value with its interval', () => {
    expect(estimate(about(0.62, 0.55, 0.69))).toBe('.62 [.55, .69]');
    expect(estimate(about(-0.1, -0.2, 0.05), signed)).toBe('-.10 [-.20, +.05]');
  });

  it('should give the value alone where there is no interval, or one without width', () => {
    expect(estimate(about(0.62))).toBe('.62');
    expect(estimate(about(0.62, 0.62, 0.62))).toBe('.62');
  });

  it('should say why there is no value', () => {
    expect(estimate(null)).toBe('did not run');
    expect(estimate(about(null))).toBe('not available (no reason given)');
    expect(estimate({ ...about(null), note: 'no run has it' })).toBe('not available (no run has it)');
  });
});

describe('number', () => {
  it.each([
    [0, '0'],
    [3, '3'],
    [3.14159, '3.14'],
    [0.000123456, '0.000123'],
    [99.96, '100'],
    [123.456, '123'],
    [1234567, '1 234 567'],
    [1234.5, '1 235'],
    [-1234.5, '-1 234'],
    [null, 'not available'],
  ])('should write %s as %s', (value, text) => {
    expect(number(value)?.replaceAll(/\s/g, ' ')).toBe(text);
  });
});

describe('count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1 000'],
    [84_000_000, '84 000 000'],
  ])('should write %s as %s', (value, text) => {
    expect(count(value).replaceAll(/\s/g, ' ')).toBe(text);
  });

  it('should have no space that a line could be broken at', () => {
    expect(count(1_000_000)).not.toContain('\u0020');
  });
});

describe('plural', () => {
  it('should be one thing or several', () => {
    expect([0, 1, 2].map((value) => plural(value, 'run'))).toEqual(['0 runs', '1 run', '2 runs']);
  });
});

describe('duration', () => {
  it.each([
    [0, '0.0 s'],
    [0.04, '0.0 s'],
    [9.96, '10 s'],
    [12.4, '12 s'],
    [59.4, '59 s'],
    [59.7, '1 min 0 s'],
    [60, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3599.6, '1 h 0 min'],
    [3600, '1 h 0 min'],
    [7384, '2 h 3 min'],
  ])('should write %s seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
