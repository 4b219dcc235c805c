import { describe, expect, it } from 'vitest';
import { createState, type Reading } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event, World } from '../../../src/spec/index.js';
import { AGENTS, smallWorld, type Board, type Desk } from '../../support/small-world.js';

const said = (seq: number, agent: string, word = 'yes'): Event => ({
  seq,
  time: 0,
  type: 'word-said',
  agent,
  data: { word },
});
const stateOf = (change: Partial<World<Board, Desk>> = {}) =>
  createState(smallWorld(change), AGENTS, chancesFrom(1)('world'));

describe('createState', () => {
  it('should begin as the world says, drawn from the chance of the world', () => {
    const state = createState(
      smallWorld({
        initial: (_agents, chance) => ({
          shared: { words: chance.integer(1000) },
          slice: (agent) => ({ count: agent.length, last: '' }),
        }),
      }),
      AGENTS,
      chancesFrom(1)('world'),
    );

    expect(state.reader().shared.words).toBe(chancesFrom(1)('world').integer(1000));
    expect(state.reader().slice('ann').count).toBe(3);
  });

  it('should apply the events of a commit in their order', () => {
    const state = stateOf();
    state.commit([said(1, 'ann', 'yes'), said(2, 'ann', 'no')], ['ann']);

    expect(state.reader().slice('ann')).toEqual({ count: 2, last: 'no' });
  });

  it('should keep what was read before as it was', () => {
    const state = stateOf();
    const before = state.reader().slice('ann');
    state.commit([said(1, 'ann')], ['ann']);

    expect(before.count).toBe(0);
    expect(() => ((before as Desk).count = 5)).toThrow('read only');
  });

  it('should leave the slices alone that no event touches', () => {
    const state = stateOf();
    const before = state.reader().slice('ben');
    state.commit([said(1, 'ann')], 'all');

    expect(state.reader().slice('ben')).toBe(before);
  });

  it('should know by which event a slice changed last, and which never did', () => {
    const state = stateOf();
    state.commit([said(4, 'ann'), said(5, 'ben')], 'all');
    state.commit([said(8, 'ben')], 'all');

    expect([state.lastChange('ann'), state.lastChange('ben'), state.lastChange('cem')]).toEqual([5, 8, undefined]);
  });

  it('should not count what an event left as it was for a change', () => {
    const state = stateOf({ reduce: (draft) => void (draft.slice('ann').count = 0) });
    state.commit([said(4, 'ann')], ['ann']);

    expect(state.lastChange('ann')).toBeUndefined();
  });

  it('should know by which event the shared state changed last', () => {
    const state = stateOf({ reduce: (draft, { seq }) => void (draft.shared.words = seq) });
    expect(state.lastSharedChange()).toBeUndefined();
    state.commit([said(6, 'ann')], []);
    state.commit([said(6, 'ann')], []);

    expect(state.lastSharedChange()).toBe(6);
    expect(state.reader().shared.words).toBe(6);
  });

  it('should note what is looked at', () => {
    const state = stateOf();
    const reading: Reading = { slices: new Set(), shared: false };
    const reader = state.reader(reading);
    reader.slice('ben');
    expect(reading).toEqual({ slices: new Set(['ben']), shared: false });

    void reader.shared.words;
    expect(reading.shared).toBe(true);
  });

  it('should commit nothing when a slice outside of what is declared is touched', () => {
    const state = stateOf();

    expect(() => state.commit([said(1, 'ann'), said(2, 'ben')], ['ann'])).toThrow('the slice of "ben"');
    expect(state.reader().slice('ann').count).toBe(0);
    expect(state.lastChange('ann')).toBeUndefined();
  });

  it('should find out of a long declaration who is not in it', () => {
    const many = Array.from({ length: 100 }, (_, index) => `agent-${index}`);
    const state = createState(smallWorld(), many, chancesFrom(1)('world'));
    const declared = many.slice(1);
    state.commit([said(1, 'agent-99')], declared);

    expect(state.reader().slice('agent-99').count).toBe(1);
    expect(() => state.commit([said(2, 'agent-0')], declared)).toThrow('the slice of "agent-0"');
  });
});
