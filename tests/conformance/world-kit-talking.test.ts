import { describe, it } from 'vitest';
import { worldChecks } from 'mesocosm/testing';
import type { RegimeChoice } from '../../src/environment/index.js';
import type { Scenario } from '../../src/spec/index.js';
import { harbourScenario } from '../support/harbour.js';
import { townHall } from '../support/town-hall.js';

const regimes: readonly RegimeChoice[] = ['fixed-order', 'attention', 'next-speaker:random', 'next-speaker:urgency'];
const worlds: readonly (readonly [string, () => Scenario])[] = regimes.flatMap((regime) => [
  [`a town hall under ${String(regime)}`, () => townHall(regime)] as const,
  [`a narrated harbour under ${String(regime)}`, () => harbourScenario(regime)] as const,
]);

for (const [what, create] of worlds) {
  describe(`${what}, by the kit of worlds`, () => {
    it.each(worldChecks({ create, seeds: [1] }))('should $name', ({ check }) => check());
  });
}
