import { describe, expect, it } from 'vitest';
import {
  areTied,
  homophilousRewiring,
  pairsOf,
  randomRewiring,
  rewire,
  rewirings,
  ringLattice,
  tiesOf,
  type Ties,
} from '../../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Chances } from '../../../../src/spec/index.js';

const people = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index + 1}`);
const on =
  (occasion: number): Chances =>
  (...key) =>
    chancesFrom(5)('rewiring', occasion, ...key);
const after = (ties: Ties, changes: ReturnType<typeof rewirings>) => changes.reduce(rewire, ties);

describe('rewire', () => {
  const ties = tiesOf(ringLattice(4, 2), ['ann', 'ben', 'cem', 'dia']);

  it('should exchange one tie for another', () => {
    expect(pairsOf(rewire(ties, { agent: 'ann', from: 'ben', to: 'cem' }))).toEqual([
      ['ann', 'cem'],
      ['ann', 'dia'],
      ['ben', 'cem'],
      ['cem', 'dia'], // prettier-ignore
    ]);
  });

  it('should refuse what cannot be rewired', () => {
    expect(() => rewire(ties, { agent: 'ann', from: 'cem', to: 'ben' })).toThrow('"ann" has no tie to "cem"');
    expect(() => rewire(ties, { agent: 'ann', from: 'ben', to: 'dia' })).toThrow('"ann" is tied to "dia" already');
  });
});

describe('randomRewiring', () => {
  const ring = tiesOf(ringLattice(400, 6), people(400));

  it('should rewire none at 0 and all at 1, and keep their number', () => {
    expect(rewirings(ring, randomRewiring(0), on(0))).toEqual([]);
    const changes = rewirings(ring, randomRewiring(1), on(0));

    expect(changes).toHaveLength(1200);
    expect(pairsOf(after(ring, changes))).toHaveLength(1200);
  });

  it('should rewire with the probability given, to anybody alike', () => {
    const changes = [0, 1, 2, 3, 4].flatMap((occasion) => rewirings(ring, randomRewiring(0.3), on(occasion)));
    const half = changes.filter(({ to }) => Number(to.slice(6)) <= 200).length;

    // Of 6,000 ties 1,800; standard deviation sqrt(6000 × .21) = 35.5. Half of the new ends are in the first half: 21.
    expect(Math.abs(changes.length - 1800)).toBeLessThan(4 * 35.5);
    expect(Math.abs(half - changes.length / 2)).toBeLessThan(4 * 21.3);
  });

  it('should let either end keep the tie', () => {
    const changes = rewirings(ring, randomRewiring(1), on(7));
    const lesser = changes.filter(({ agent, from }) => agent < from).length;

    // Standard deviation sqrt(1200) / 2 = 17.3.
    expect(Math.abs(lesser - 600)).toBeLessThan(4 * 17.3);
  });

  it('should leave ties of others as they are drawn when one more agent is there', () => {
    const more = { ...ring, 'agent-401': [] };
    const [before, now] = [rewirings(ring, randomRewiring(0.2), on(3)), rewirings(more, randomRewiring(0.2), on(3))];
    const kept = before.filter((one, at) => JSON.stringify(one) === JSON.stringify(now[at])).length;

    expect(now).toHaveLength(before.length);
    expect(before.length).toBeGreaterThan(180);
    expect(before.length - kept).toBeLessThan(8);
  });

  it('should leave a tie where there is nobody to turn to', () => {
    const everybody = tiesOf(ringLattice(3, 2), people(3));

    expect(rewirings(everybody, randomRewiring(1), on(0))).toEqual([]);
  });

  it('should refuse what is no probability', () => {
    expect(() => randomRewiring(1.2)).toThrow('the probability of rewiring is 1.2');
  });
});

describe('homophilousRewiring', () => {
  const agents = people(200);
  const party = (agent: string): number => Number(agent.slice(6)) % 2;
  const sameParty = homophilousRewiring(1, (a, b) => (party(a) === party(b) ? 1 : 0));

  it('should cut ties of the unlike and tie the like', () => {
    const ring = tiesOf(ringLattice(200, 2), agents);
    const changes = rewirings(ring, sameParty, on(0));

    expect(changes).toHaveLength(200);
    expect(pairsOf(after(ring, changes)).every(([a, b]) => party(a) === party(b))).toBe(true);
    expect(rewirings(after(ring, changes), sameParty, on(1))).toEqual([]);
  });

  it('should turn to others in proportion to similarity', () => {
    const graded = homophilousRewiring(1, (_, b) => (b === 'x' ? 0.6 : b === 'y' ? 0.2 : 0));
    const ties = { a: ['b'], b: ['a'], x: [], y: [], z: [] };
    const turns = Array.from({ length: 3000 }, (_, at) => rewirings(ties, graded, on(at))[0]?.to);

    // Three times of four; standard deviation sqrt(3000 × 3/16) = 23.7.
    expect(Math.abs(turns.filter((to) => to === 'x').length - 2250)).toBeLessThan(4 * 23.7);
    expect(turns.every((to) => to === 'x' || to === 'y')).toBe(true);
  });

  it('should leave a tie where nobody is like', () => {
    const alone = homophilousRewiring(1, () => 0);

    expect(rewirings(tiesOf(ringLattice(6, 2), people(6)), alone, on(0))).toEqual([]);
  });

  it('should name a similarity that is none', () => {
    const wrong = homophilousRewiring(1, () => 2);

    expect(() => rewirings(tiesOf(ringLattice(4, 2), people(4)), wrong, on(0))).toThrow(
      'the similarity of "agent-1" and "agent-2" is 2; expected a probability from 0 to 1',
    );
    expect(areTied({}, 'a', 'b')).toBe(false);
  });
});
