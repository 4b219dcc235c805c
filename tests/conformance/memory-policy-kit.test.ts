import { describe, expect, it } from 'vitest';
import { noMemory, summaryMemory, windowMemory } from '../../src/agent/index.js';
import type { MemoryPolicy, ModelFailure, Recalled, Result } from '../../src/spec/index.js';
import { memoryPolicyChecks } from '../../src/testing/memory-policy-kit.js';

type Recall = MemoryPolicy['recall'];

const window = (): MemoryPolicy => windowMemory(5);
const summary = (): MemoryPolicy => summaryMemory({ every: 4, window: 6, maxTokens: 60 });

/** A window whose recall is spoiled. */
const recalling = (spoil: (value: Recalled) => Recalled): MemoryPolicy => ({
  ...window(),
  recall: async (...asked) => {
    const recalled = await window().recall(...asked);
    return recalled.ok ? { ok: true, value: spoil(recalled.value) } : recalled;
  },
});

/** A policy that keeps everything in a list, and recalls as it is told. */
const listing = (change: Partial<MemoryPolicy<readonly unknown[]>> & { recall: Recall }): MemoryPolicy => ({
  name: 'list',
  bound: null,
  loss: 'nothing',
  start: (initial) => initial,
  keep: (kept: readonly unknown[], { item }) => [...kept, item],
  ...change,
});

const NOTHING: Result<Recalled, ModelFailure> = { ok: true, value: { items: [], seqs: [] } };
const write = { system: 's', prompt: 'p', maxTokens: 1 };
const moods = { calls: 0 };

const spoiled: readonly { readonly what: string; create(): MemoryPolicy; readonly says: string }[] = [
  { what: 'no name', create: () => ({ ...window(), name: ' ' }), says: 'the policy has no name' },
  { what: 'a loss that is not told', create: () => ({ ...window(), loss: '' }), says: 'does not say what is lost' },
  { what: 'a bound that is none', create: () => ({ ...window(), bound: -1 }), says: 'is -1; expected a whole number' },
  {
    what: 'a bound that is not held',
    create: () => ({ ...window(), bound: 4 }),
    says: 'recalled 5, and its bound is 4',
  },
  {
    what: 'events in another order',
    create: () => recalling(({ items, seqs }) => ({ items, seqs: seqs.toReversed() })),
    says: 'after 2 items it named 4, 1',
  },
  {
    what: 'events that nobody perceived',
    create: () => recalling(({ items, seqs }) => ({ items, seqs: [...seqs, 9_999] })),
    says: 'it named the event 9999, which was not perceived',
  },
  {
    what: 'a list that grows in place',
    create: () => listing({ keep: (kept, { item }) => ((kept as unknown[]).push(item), kept), recall: () => NOTHING }),
    says: 'leave what was kept and what was perceived as they are: keep of "list" changed what it was handed; expected',
  },
  {
    what: 'an item that is changed as it is kept',
    create: () =>
      listing({
        keep: (kept, entry) => (((entry as { item: unknown }).item = 'said otherwise'), kept),
        recall: () => NOTHING,
      }),
    says: 'as they are: keep of "list" changed what it was handed; expected',
  },
  {
    what: 'a recall that empties what was kept',
    create: () => listing({ recall: (kept: unknown[]) => (kept.splice(0), NOTHING) }),
    says: 'as they are: recall of "list" changed what it was handed; expected',
  },
  {
    what: 'a recall that counts itself',
    create: () => recalling(({ seqs }) => ({ items: [(moods.calls += 1)], seqs })),
    says: 'recall the same from the same',
  },
  {
    what: 'a policy that remembers beside what it keeps',
    create() {
      let kept = 0;
      return { ...window(), keep: () => (kept += 1), recall: () => ({ ok: true, value: { items: [kept], seqs: [] } }) };
    },
    says: 'asked later about the state after',
  },
  {
    what: 'a policy that is another each time it is made',
    create() {
      const made = (moods.calls += 1);
      return recalling(({ seqs }) => ({ items: [made], seqs }));
    },
    says: 'made anew, after 0 items',
  },
  {
    what: 'a text that is written for every recall',
    create: () => ({
      ...noMemory(),
      needs: ['write'],
      async recall(_kept, { words }) {
        const reply = await words?.write(write);
        return reply === undefined || reply.ok ? NOTHING : reply;
      },
    }),
    says: 'it had 1 texts written again',
  },
  {
    what: 'a summary of everything, again and again',
    create: () =>
      listing({
        needs: ['write'],
        async recall(kept: readonly unknown[], { words }) {
          const reply = await words?.write({ ...write, prompt: kept.join('\n') });
          return reply === undefined || reply.ok ? NOTHING : reply;
        },
      }),
    says: 'more than twice as much for twice as many',
  },
  {
    what: 'a list without a bound',
    create: () => listing({ recall: (items: readonly unknown[]) => ({ ok: true, value: { items, seqs: [] } }) }),
    says: 'more than twice as much for twice as many',
  },
  { what: 'a need that is not told', create: () => without(summary(), 'needs'), says: 'does not say that it needs it' },
  { what: 'a need that is none', create: () => ({ ...window(), needs: ['embed'] }), says: 'never asked for it' },
  { what: 'a model that is not missed', create: () => ({ ...window(), needs: ['write'] }), says: 'never missed it' },
  {
    what: 'a failure of the hour that is swallowed',
    create: () => ({
      ...summary(),
      recall: async (...asked) => {
        const recalled = await summary().recall(...asked);
        return recalled.ok || recalled.failure.kind !== 'unavailable' ? recalled : NOTHING;
      },
    }),
    says: 'its model was unavailable, and it recalled all the same',
  },
  {
    what: 'a failure of the hour that is kept',
    create() {
      const policy = summary();
      let failure: Result<Recalled, ModelFailure> | undefined;
      return {
        ...policy,
        recall: async (...asked) => {
          const recalled = failure ?? (await policy.recall(...asked));
          if (!recalled.ok) failure = recalled;
          return recalled;
        },
      };
    },
    says: 'its model was back, and it still failed: not now',
  },
  {
    what: 'a refusal that is swallowed',
    create: () => ({
      ...summary(),
      recall: async (...asked) => {
        const recalled = await summary().recall(...asked);
        return recalled.ok || recalled.failure.kind !== 'refused' ? recalled : NOTHING;
      },
    }),
    says: 'its model refused, and it never failed',
  },
  {
    what: 'an empty text that is taken for words',
    create: () => ({
      ...summary(),
      recall: async (...asked) => {
        const recalled = await summary().recall(...asked);
        return recalled.ok || recalled.failure.kind !== 'malformed' ? recalled : NOTHING;
      },
    }),
    says: 'its model wrote nothing, and it never failed',
  },
];

describe('the conformance kit of memory policies', () => {
  it.each(spoiled)('should find $what', async ({ create, says }) => {
    expect(await failures(create)).toContain(says);
  });

  it('should find nothing where there is nothing', async () => {
    expect(await failures(window)).toBe('');
    expect(await failures(summary)).toBe('');
  });
});

async function failures(create: () => MemoryPolicy): Promise<string> {
  const failed: string[] = [];
  for (const { name, check } of memoryPolicyChecks({ create, length: 60 })) {
    await check().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return failed.join('\n');
}

function without(policy: MemoryPolicy, key: 'needs'): MemoryPolicy {
  const { [key]: _, ...rest } = policy;
  return rest;
}
