import { describe, expect, it } from 'vitest';
import { inDegrees } from '../../../../src/persona/writing/index.js';
import { axisOf } from '../../../support/island.js';

describe('an aim in degrees', () => {
  it('should have thirteen degrees in words of their own on a continuous axis', () => {
    const aims = [-0.2, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2];
    const degrees = aims.map((aim) => inDegrees(axisOf('continuous'), aim));

    expect(degrees.map(({ degree }) => degree)).toEqual([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
    expect(new Set(degrees.map(({ words }) => words)).size).toBe(13);
  });

  it('should say the side, the strength and the number', () => {
    const { words, percent, near, far } = inDegrees(axisOf('continuous'), 0.82);

    expect(words).toBe('strongly towards "stillness"');
    expect([percent, near.label, far?.label]).toEqual([82, 'stillness', 'bustle']);
  });

  it('should use the same words on both sides of the middle', () => {
    const [low, high] = [0.07, 0.93].map((aim) => inDegrees(axisOf('continuous'), aim).words);

    expect(low?.replace('bustle', 'stillness')).toBe(high);
  });

  it('should name both poles in the middle', () => {
    expect(inDegrees(axisOf('continuous'), 0.5).words).toBe('right between "bustle" and "stillness"');
  });

  it('should keep the number within the scale', () => {
    expect([-3, 7].map((aim) => inDegrees(axisOf('continuous'), aim).percent)).toEqual([0, 100]);
  });

  it('should name the nearest level of an ordinal axis, and its place', () => {
    const { words, percent } = inDegrees(axisOf('ordinal'), 0.6);

    expect(words).toBe('at "measured hand", level 2 of 3 from "free hand" to "tight fist"');
    expect(percent).toBe(50);
  });

  it('should name a level and what it is not on a categorical axis', () => {
    const { words, far } = inDegrees(axisOf('categorical'), 1);

    expect(words).toBe('"innkeeper", and not "fisher" or "shepherd"');
    expect(far).toBeUndefined();
  });

  it('should underline a level where the aim is beyond it', () => {
    for (const kind of ['ordinal', 'categorical'] as const) {
      const [at, beyond] = [1, 1.3].map((aim) => inDegrees(axisOf(kind), aim));

      expect(beyond?.words.startsWith(at?.words ?? '?')).toBe(true);
      expect(beyond?.words).not.toBe(at?.words);
      expect([at?.degree, beyond?.degree]).toEqual([5, 6]);
    }
  });
});
