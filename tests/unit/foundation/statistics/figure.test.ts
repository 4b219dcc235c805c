import { describe, expect, it } from 'vitest';
import { figure, signedFigure } from '../../../../src/foundation/statistics/index.js';

describe('figure', () => {
  it.each([
    [0.5, '.50'],
    [1, '1.00'],
    [0.996, '.996'],
    [0.004, '.004'],
    [0.0004, '.00'],
    [-0.25, '-.25'],
    [-0.0001, '.00'],
  ])('should write %s as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

describe('signedFigure', () => {
  it.each([
    [0.3, '+.30'],
    [-0.3, '-.30'],
    [0.0001, '.00'],
  ])('should write %s as %s', (value, text) => {
    expect(signedFigure(value)).toBe(text);
  });
});
