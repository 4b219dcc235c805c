import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event, Judgement } from '../../../src/spec/index.js';
import {
  AGENTS,
  listMemory,
  regimeOf,
  runSmallWorld,
  smallSituation,
  smallWorld,
  type SmallSetup,
} from '../../support/small-world.js';

describe('runKernel: whoever answers first', () => {
  const turns = fc.array(
    fc.record({
      agents: fc.uniqueArray(fc.constantFrom(...AGENTS), { minLength: 1, maxLength: 3 }),
      more: fc.subarray([...AGENTS]),
      all: fc.constantFrom('reads', 'writes', 'both', 'none', 'none', 'none'),
    }),
    { minLength: 1, maxLength: 25 },
  );

  it('should write the same bytes with answers after any delays as with answers at once', async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.integer(), fc.integer({ min: 1, max: 12 }), async (given, seed, lookahead) => {
        const regime = regimeOf(
          given.map(({ agents, more, all }) => {
            const both = [...new Set([...agents, ...more])];
            return {
              agents,
              reads: all === 'reads' || all === 'both' ? ('all' as const) : both,
              writes: all === 'writes' || all === 'both' ? ('all' as const) : both,
            };
          }),
        );
        const setup: SmallSetup = { regime, seed, lookahead, ...hearsay(regime) };
        const delays = chancesFrom(seed)('delays');

        const atOnce = await runSmallWorld(setup);
        const late = await runSmallWorld({
          ...setup,
          async judge(asked) {
            const turns = delays.integer(6);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            if (turns > 4) await new Promise((resolve) => setImmediate(resolve));
            return opinionOn(asked);
          },
        });

        expect(late.lines).toEqual(atOnce.lines);
        expect(atOnce.result.status).toBe('finished');
      }),
      { numRuns: 150 },
    );
  });

  /** Everybody that an activation may write to hears its words and notes them; what one faces is all that one may read. */
  function hearsay(regime: ReturnType<typeof regimeOf>): Pick<SmallSetup, 'world' | 'memory' | 'facing' | 'judge'> {
    const activations = [...regime.activations([], chancesFrom(0))];
    const hearers = (event: { readonly data: Event['data'] }): readonly string[] => {
      const writes = activations[event.data['turn'] as number]?.writes ?? [];
      return writes === 'all' ? AGENTS : writes;
    };
    return {
      world: smallWorld({
        apply: (_state, actions, { index }) =>
          actions.map(({ agent, decision }) => ({
            type: 'word-said',
            agent,
            data: { turn: index, word: decision.kind === 'made' ? decision.value : -1 },
          })),
        reduce(draft, event) {
          draft.shared.words += 1;
          for (const agent of hearers(event)) draft.slice(agent).count += 1 + (event.data['word'] as number);
        },
        audience: hearers,
      }),
      memory: listMemory({
        initial: () => [],
        keep: (items, event) => [...items, event.data['word']].slice(-3),
      }),
      facing({ state, activation, memory, agent }) {
        const read = activation.reads === 'all' ? AGENTS : activation.reads;
        const shared = activation.reads === 'all' ? [String(state.shared.words)] : [];
        const counts = read.map((other) => `${other} ${state.slice(other).count}`);
        return { ...smallSituation, state: [[agent, ...shared, ...counts, ...memory].join(', ')] };
      },
      judge: opinionOn,
    };
  }

  function opinionOn({ situation }: { readonly situation: { readonly state: readonly unknown[] } }): Judgement {
    const chance = chancesFrom(String(situation.state[0]))('opinion');
    return { kind: 'distribution', probabilities: [chance.uniform(), 1] };
  }
});
