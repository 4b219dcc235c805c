import { describe, expect, it } from 'vitest';
import { groupChannel, networkChannel, privateChannel, publicChannel } from '../../../src/environment/index.js';
import { ringLattice } from '../../../src/foundation/network/index.js';

describe('channels', () => {
  it('should let everybody perceive what is public', () => expect(publicChannel()('ann')).toBe('public'));

  it('should let only the agent itself perceive what is private', () => {
    expect(privateChannel()('ann')).toEqual(['ann']);
  });

  it('should let a group perceive what anybody says in it, also one from outside', () => {
    const channel = groupChannel(['ann', 'ben']);

    expect(channel('ann')).toEqual(['ann', 'ben']);
    expect(channel('cem')).toEqual(['ann', 'ben']);
  });

  it('should keep a group as it was made', () => {
    const members = ['ann'];
    const channel = groupChannel(members);
    members.push('ben');

    expect(channel('ann')).toEqual(['ann']);
  });

  it('should let an agent and its neighbours perceive what it says', () => {
    const channel = networkChannel(ringLattice(5, 2), ['a', 'b', 'c', 'd', 'e']);

    expect(channel('a')).toEqual(['a', 'b', 'e']);
    expect(channel('c')).toEqual(['c', 'b', 'd']);
  });

  it('should let nobody perceive what comes from nobody in the network', () => {
    expect(networkChannel(ringLattice(3, 2), ['a', 'b', 'c'])('z')).toEqual([]);
  });
});
