import { describe, expect, it } from 'vitest';
import {
  groupChannel,
  networkChannel,
  privateChannel,
  publicChannel,
  tiesChannel,
} from '../../../src/environment/index.js';
import { neighboursOf, ringLattice, type Ties } from '../../../src/foundation/network/index.js';
import type { StateReader } from '../../../src/spec/index.js';

describe('channels', () => {
  it('should let everybody perceive what is public', () => expect(publicChannel()({ agent: 'ann' })).toBe('public'));

  it('should let only the agent itself perceive what is private', () => {
    expect(privateChannel()({ agent: 'ann' })).toEqual(['ann']);
  });

  it('should let a group perceive what anybody says in it, also one from outside', () => {
    const channel = groupChannel(['ann', 'ben']);

    expect(channel({ agent: 'ann' })).toEqual(['ann', 'ben']);
    expect(channel({ agent: 'cem' })).toEqual(['ann', 'ben']);
  });

  it('should keep a group as it was made', () => {
    const members = ['ann'];
    const channel = groupChannel(members);
    members.push('ben');

    expect(channel({ agent: 'ann' })).toEqual(['ann']);
  });

  it('should let an agent and its neighbours perceive what it says', () => {
    const channel = networkChannel(ringLattice(5, 2), ['a', 'b', 'c', 'd', 'e']);

    expect(channel({ agent: 'a' })).toEqual(['a', 'b', 'e']);
    expect(channel({ agent: 'c' })).toEqual(['c', 'b', 'd']);
  });

  it('should let nobody perceive what comes from nobody in the network', () => {
    expect(networkChannel(ringLattice(3, 2), ['a', 'b', 'c'])({ agent: 'z' })).toEqual([]);
  });
});

describe('tiesChannel', () => {
  const ties = { ann: ['ben'], ben: ['ann'] };
  const state = { agents: ['ann', 'ben', 'cem'], shared: { ties }, slice: () => ({}) };
  const channel = tiesChannel(({ shared }: StateReader<{ readonly ties: Ties }, object>, agent) =>
    neighboursOf(shared.ties, agent),
  );

  it('should let an agent and those whom it is tied to in the state perceive its events', () => {
    expect(channel({ agent: 'ann' }, state)).toEqual(['ann', 'ben']);
    expect(channel({ agent: 'cem' }, state)).toEqual(['cem']);
  });

  it('should let nobody perceive what nobody does', () => expect(channel({}, state)).toEqual([]));
});
