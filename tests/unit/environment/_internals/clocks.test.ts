import { describe, expect, it } from 'vitest';
import { createClocks } from '../../../../src/environment/_internals/clocks.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Chance, Chances } from '../../../../src/spec/index.js';

/** Clocks with gaps that are written down. */
function withGaps(gaps: { readonly [agent: string]: readonly number[] }): Chances {
  return (_purpose, agent) => {
    const left = [...(gaps[agent as string] ?? [])];
    return { exponential: () => left.shift() ?? Infinity } as Chance;
  };
}

describe('createClocks', () => {
  it('should ring in the order of the rings, counting each for its agent', () => {
    const clocks = createClocks(['a', 'b', 'c'], withGaps({ a: [2, 3], b: [1, 1, 1], c: [4] }));
    const rings = Array.from({ length: 6 }, () => clocks.next());

    // a rings at 2 and 5, b at 1, 2 and 3, c at 4; at 2 the one that stands first.
    expect(rings.map(({ agent, occasion }) => `${'abc'[agent]}${occasion}`)).toEqual(['b0', 'a0', 'b1', 'b2', 'c0', 'a1']); // prettier-ignore
  });

  it('should agree with a plain sort of all rings', () => {
    const agents = Array.from({ length: 13 }, (_, index) => `agent-${index}`);
    const clocks = createClocks(agents, chancesFrom(6));
    const rings = Array.from({ length: 500 }, () => clocks.next().agent);
    const sorted = agents
      .flatMap((agent, place) => {
        const chance = chancesFrom(6)('clock', agent);
        let time = 0;
        return Array.from({ length: 500 }, () => ({ place, time: (time += chance.exponential()) }));
      })
      .sort((a, b) => a.time - b.time);

    expect(rings).toEqual(sorted.slice(0, 500).map(({ place }) => place));
  });
});
