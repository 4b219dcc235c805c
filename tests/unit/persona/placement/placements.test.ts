import { describe, expect, it } from 'vitest';
import { placementOf, placements } from '../../../../src/persona/placement/index.js';

describe('placementOf', () => {
  it('should know every placement by its own name', () => {
    expect(Object.keys(placements)).toEqual([
      'sobol',
      'halton',
      'latin-hypercube',
      'grid-centres',
      'corners-and-interior',
      'language-model',
      'anti-persona',
    ]);
    for (const [name, placement] of Object.entries(placements)) {
      expect(placement.name).toBe(name);
      expect(placementOf(name)).toBe(placement);
    }
  });

  it('should suggest the nearest name', () => {
    expect(() => placementOf('sobel')).toThrow('there is no placement "sobel". Did you mean "sobol"?');
    expect(() => placementOf('constructor')).toThrow('there is no placement "constructor"');
  });
});
