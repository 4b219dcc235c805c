import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/spec/index.js';
import {
  listMemory,
  regimeOf,
  runSmallWorld,
  smallSituation,
  smallWorld,
  typesOf,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

describe('runKernel: declarations', () => {
  const one = regimeOf([{ agents: ['ann'] }]);

  it('should refuse to write a slice that was not declared, with nothing written', async () => {
    const world = smallWorld({ reduce: (draft) => void (draft.slice('ben').count += 1) });
    const events: Event[] = [];
    const run = runSmallWorld({ regime: one, world, sink: (committed) => events.push(...committed) });

    await expect(run).rejects.toThrow('the world changed the slice of "ben", which this activation did not declare');
    expect(typesOf(events)).toEqual(['run-started']);
  });

  it('should refuse that somebody remembers an event who was not declared, with nothing written', async () => {
    const world = smallWorld({ audience: () => 'public' });
    const events: Event[] = [];
    const memory = listMemory({ initial: () => [], keep: (items, event) => [...items, event.seq] });
    const run = runSmallWorld({ regime: one, world, memory, sink: (committed) => events.push(...committed) });

    await expect(run).rejects.toThrow('"ben" perceives a word-said of activation 0, which did not declare that it may');
    expect(typesOf(events)).toEqual(['run-started']);
  });

  it('should refuse that a situation looks at a slice that was not declared', async () => {
    const facing: SmallSetup['facing'] = ({ state }) => ({
      ...smallSituation,
      state: [String(state.slice('ben').count)],
    });

    await expect(runSmallWorld({ regime: one, facing })).rejects.toThrow(
      'the situation of "ann" looked at the slice of "ben", which its activation does not read',
    );
  });

  it('should refuse that a situation looks at what all share, unless it reads all', async () => {
    const facing: SmallSetup['facing'] = ({ state }) => ({ ...smallSituation, state: [String(state.shared.words)] });

    await expect(runSmallWorld({ regime: one, facing })).rejects.toThrow(
      'the situation of "ann" looked at the shared state',
    );
    const all = regimeOf([{ agents: ['ann'], reads: 'all' }]);
    expect((await runSmallWorld({ regime: all, facing })).result.status).toBe('finished');
  });

  it('should refuse rules that write into the state instead of drafts', async () => {
    const world = smallWorld({
      apply(state) {
        (state.slice('ann') as { count: number }).count = 7;
        return [];
      },
    });

    await expect(runSmallWorld({ regime: one, world })).rejects.toThrow(
      'apply changed slice("ann").count; only reduce may change the state',
    );
  });

  it('should name an agent that the world does not have', async () => {
    const regime = regimeOf([{ agents: ['ann'], reads: 'all' }]);
    const facing: SmallSetup['facing'] = ({ state }) => ({ ...smallSituation, state: [state.slice('nemo').last] });

    await expect(runSmallWorld({ regime, facing })).rejects.toThrow(
      'no agent "nemo" in this world; there are ann, ben',
    );
  });
});

describe('runKernel: memory and lens', () => {
  const hearing = listMemory({ initial: () => [], keep: (items, event) => [...items, event.data['word']] });

  it('should show an agent what it remembers, and count that among the causes', async () => {
    const regime = regimeOf([{ agents: ['ann'], writes: ['ann', 'ben'] }, { agents: ['ben'] }]);
    const { events } = await runSmallWorld({
      regime,
      world: smallWorld({
        audience: ({ agent }) => ['ben', ...(agent === 'ann' ? ['ann'] : [])],
        reduce: () => undefined,
      }),
      memory: hearing,
      facing: ({ memory }) => ({ ...smallSituation, state: [memory.join(' ')] }),
      judge: () => YES,
    });

    expect(events[3]?.data['state']).toBe('yes');
    expect(events[3]?.causes).toEqual([2]);
  });

  it('should begin with what is remembered from before, which has no cause', async () => {
    const { events } = await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }]),
      memory: { ...hearing, initial: (agent) => ({ items: [`${agent} was here`], seqs: [] }) },
      facing: ({ memory }) => ({ ...smallSituation, state: [memory.join(' ')] }),
    });

    expect(events[1]?.data['state']).toBe('ann was here');
    expect(events[1]).not.toHaveProperty('causes');
  });

  it('should forget the causes together with what they left', async () => {
    const regime = regimeOf([{ agents: ['ann'] }, { agents: ['ann'] }, { agents: ['ann'] }]);
    const { events } = await runSmallWorld({
      regime,
      world: smallWorld({ reduce: () => undefined }),
      memory: listMemory({ initial: () => [], keep: (items) => (items.length === 1 ? [] : ['something']) }),
      facing: ({ memory }) => ({ ...smallSituation, state: [String(memory.length)] }),
    });
    const decisions = events.filter(({ type }) => type === 'decision-made');

    expect(decisions.map(({ data }) => data['state'])).toEqual(['0', '1', '0']);
    expect(decisions.map(({ causes }) => causes)).toEqual([undefined, [2], undefined]);
  });

  it('should make a lens for each situation and each perception, keyed by what it is for', async () => {
    const keys: unknown[] = [];
    await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['ann'] }]),
      memory: hearing,
      lens(agent, ...key) {
        keys.push([agent, ...key]);
        return (choice) => choice;
      },
    });

    expect(keys).toEqual([
      ['ann', 'sees', 0],
      ['ann', 'remembers', 0],
      ['ben', 'sees', 0],
      ['ben', 'remembers', 0],
      ['ann', 'sees', 1],
      ['ann', 'remembers', 1],
    ]);
  });
});
