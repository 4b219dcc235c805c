import { createDraft, finishDraft, freeze } from 'immer';
import { describe, expect, it } from 'vitest';
import {
  areTied,
  cut,
  cutAll,
  mutualTies,
  neighboursOf,
  networkOf,
  pairsOf,
  rewire,
  ringLattice,
  tie,
  Ties,
  tiesOf,
} from '../../../../src/foundation/network/index.js';

const ring = tiesOf(ringLattice(4, 2), ['dia', 'ann', 'cem', 'ben']);

describe('ties', () => {
  it('should be those of the network, by the ids of the agents, in the order of ids', () => {
    expect(ring).toEqual({ dia: ['ann', 'ben'], ann: ['cem', 'dia'], cem: ['ann', 'ben'], ben: ['cem', 'dia'] });
    expect(pairsOf(ring)).toEqual([['ann', 'cem'], ['ann', 'dia'], ['ben', 'cem'], ['ben', 'dia']]); // prettier-ignore
  });

  it('should be JSON that their schema takes', () => {
    expect(Ties.parse(JSON.parse(JSON.stringify(ring)))).toEqual(ring);
    expect(Ties.safeParse({ ann: 'ben' }).success).toBe(false);
  });

  it('should be one more after tie, on both sides, and leave those before as they were', () => {
    const before = structuredClone(ring);
    const after = tie(ring, 'dia', 'cem');

    expect(neighboursOf(after, 'dia')).toEqual(['ann', 'ben', 'cem']);
    expect(neighboursOf(after, 'cem')).toEqual(['ann', 'ben', 'dia']);
    expect(ring).toEqual(before);
  });

  it('should be one less after cut, on both sides', () => {
    const after = cut(ring, 'ann', 'dia');

    expect(areTied(after, 'dia', 'ann') || areTied(after, 'ann', 'dia')).toBe(false);
    expect(pairsOf(after)).toHaveLength(3);
  });

  it('should be the same value where nothing changes', () => {
    expect(tie(ring, 'ann', 'dia')).toBe(ring);
    expect(cut(ring, 'ann', 'ben')).toBe(ring);
    expect(cutAll(ring, 'eva')).toBe(ring);
  });

  it('should be none of an agent that left', () => {
    expect(cutAll(ring, 'ann')).toEqual({ dia: ['ben'], ann: [], cem: ['ben'], ben: ['cem', 'dia'] });
  });

  it('should take agents that were not there, whatever they are called', () => {
    const odd = tie(tie({}, 'constructor', '__proto__'), '__proto__', 'ann');

    expect(neighboursOf({}, 'constructor')).toEqual([]);
    expect(neighboursOf(odd, '__proto__')).toEqual(['ann', 'constructor']);
    expect(cutAll(odd, '__proto__')['ann']).toEqual([]);
  });

  it('should be changed in the draft of a state, and nowhere else', () => {
    const state = freeze({ ties: ring }, true);
    const draft = createDraft(state) as { ties: Ties };
    draft.ties = tie(draft.ties, 'dia', 'cem');
    draft.ties = cut(draft.ties, 'ann', 'cem');
    draft.ties = rewire(draft.ties, { agent: 'ann', from: 'dia', to: 'ben' });
    draft.ties = cutAll(draft.ties, 'cem');
    const after = finishDraft(draft) as { readonly ties: Ties };

    expect(after.ties).toEqual({ dia: ['ben'], ann: ['ben'], cem: [], ben: ['ann', 'dia'] });
    expect(pairsOf(state.ties)).toHaveLength(4);
  });

  it('should refuse a tie to oneself, and agents that are not as many as nodes', () => {
    expect(() => tie(ring, 'ann', 'ann')).toThrow('"ann" cannot be tied to itself');
    expect(() => tiesOf(ringLattice(4, 2), ['ann'])).toThrow('has 4 nodes, and the number of agents is 1');
  });

  it('should be a network of the agents in their order again', () => {
    const network = networkOf(ring, ['ann', 'ben', 'cem']);

    expect(network.name).toBe('ties');
    expect([0, 1, 2].map((node) => network.neighbours(node))).toEqual([[2], [2], [0, 1]]);
  });
});

describe('mutualTies', () => {
  it('should be the pairs in which both name the other', () => {
    const wishes = { dia: ['ann', 'ben', 'ann'], ann: ['dia', 'ann'], ben: ['cem'], cem: [] };

    expect(mutualTies(wishes)).toEqual([['ann', 'dia']]);
  });
});
