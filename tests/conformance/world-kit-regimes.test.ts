import { describe, it } from 'vitest';
import { worldChecks } from 'mesocosm/testing';
import { plaza, PLAZA_REGIMES } from '../support/plaza.js';

for (const regime of Object.keys(PLAZA_REGIMES)) {
  describe(`a plaza under ${regime}, by the kit of worlds`, () => {
    it.each(worldChecks({ create: () => plaza(regime), seeds: [1] }))('should $name', ({ check }) => check());
  });
}
