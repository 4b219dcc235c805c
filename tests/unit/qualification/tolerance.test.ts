import { describe, expect, it } from 'vitest';
import { toleranceFor } from '../../../src/qualification/tolerance.js';

describe('toleranceFor', () => {
  it.each([
    ['embedded', 0.5, 0],
    ['scripted', undefined, 0],
    ['endpoint', undefined, 0.02],
    ['endpoint', 0.001, 0.02],
    ['endpoint', 0.02, 0.06],
    ['langchain', 0.02, 0.06],
  ])('should let a model of kind %s that differed by %s differ by %f', (kind, spread, tolerance) => {
    expect(toleranceFor({ description: { kind } }, spread)).toBeCloseTo(tolerance, 12);
  });
});
