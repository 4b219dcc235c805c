import { describe, expect, it } from 'vitest';
import { socialNetwork } from '../../../../src/index.js';

const contact = (way: string) => ({ from: way[0] as string, to: way[1] as string });
const star = ['ha', 'hb', 'hc', 'ah'].map(contact);
const agents = ['h', 'a', 'b', 'c'];

describe('the network that contacts make', () => {
  it('should be a star where all turn to one', () => {
    const found = socialNetwork(agents, star);

    expect(found).toMatchObject({
      nodes: 4,
      edges: 3,
      contacts: 4,
      components: 1,
      diameter: 2,
      centralisation: 1,
      degreeAssortativity: -1,
    });
    // Of three pairs one has contacts both ways. Three pairs at one step, three at two.
    expect(found.reciprocity).toBeCloseTo(1 / 3, 12);
    expect(found.meanDistance).toBe(1.5);
    expect(Object.keys(found)).not.toContain('modularity');
  });

  it('should mix by kind and by number as the ends of ties do', () => {
    const path = ['ab', 'bc', 'cd'].map(contact);
    const kinds = new Map([...'abcd'].map((agent) => [agent, 'ab'.includes(agent) ? 'X' : 'Y']));
    const values = new Map([...'abcd'].map((agent) => [agent, 'ab'.includes(agent) ? 1 : 0]));
    const found = socialNetwork([...'abcd'], path, { kinds, values });

    // 2 of 3 ties within kinds, each kind has half of the ends: (2/3 − 1/2) / (1/2).
    expect(found.kindAssortativity).toBeCloseTo(1 / 3, 12);
    expect(found.modularity).toBeCloseTo(1 / 6, 12);
    expect(found.valueAssortativity).toBeCloseTo(1 / 3, 12);
  });

  it('should count a pair once however often it meets, and nobody with itself', () => {
    expect(socialNetwork(['a', 'b'], ['ab', 'ab', 'aa'].map(contact))).toMatchObject({ edges: 1, contacts: 2 });
  });

  it('should be missing where nobody had a contact', () => {
    expect(socialNetwork(agents, [])).toMatchObject({
      edges: 0,
      reciprocity: null,
      meanDistance: null,
      degreeAssortativity: null,
      centralisation: 0,
    });
  });

  it('should refuse strangers, and agents without what others are compared by', () => {
    expect(() => socialNetwork(['a'], [contact('ab')])).toThrow('b is none of the agents');
    expect(() => socialNetwork(agents, star, { kinds: new Map([['h', 'X']]) })).toThrow('a lacks');
  });
});
