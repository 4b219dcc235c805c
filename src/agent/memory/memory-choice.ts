import { z } from 'zod';
import type { MemoryPolicy } from '../../spec/index.js';
import { allMemory } from './all-memory.js';
import { noMemory } from './no-memory.js';
import { reflectionMemory } from './reflection-memory.js';
import { retrievalMemory } from './retrieval-memory.js';
import { summaryMemory } from './summary-memory.js';
import { windowMemory } from './window-memory.js';

const count = z.number().int().positive();

const search = {
  k: count.describe('Most items that come to mind.').default(10),
  halfLife: z.number().positive().describe('Virtual time in which recency halves.').default(20),
  importance: z
    .enum(['equal', 'asked'])
    .describe('All items alike, or rated by the model, once each.')
    .default('equal'),
  embed: z
    .enum(['hashing', 'model'])
    .describe('Compared by common words, or by embeddings of the model.')
    .default('hashing'),
  combine: z
    .enum(['product', 'sum'])
    .describe('How recency, importance and relevance become one score.')
    .default('product'),
  most: count.describe('Most items that are searched, the newest; at least k.').default(1_000),
};

/**
 * A memory policy as data: for a parameter of a scenario, a factor of a study, a file. What is left out has its default.
 *
 * @example MemoryChoice.parse({ kind: 'summary', every: 8 });
 */
export const MemoryChoice = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('window'),
    window: z.number().int().nonnegative().describe('How many items are remembered.').default(10),
  }),
  z.strictObject({
    kind: z.literal('all'),
    most: count.describe('Most items that are recalled.').default(1_000),
    maxCharacters: count.describe('Most characters that they have together.').default(32_000),
  }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('summary'),
    every: count.describe('How many items are folded into the summary at a time.').default(10),
    window: count.describe('How many of the newest items are never summed up.').default(10),
    maxTokens: count.describe('Most tokens of a summary.').default(200),
  }),
  z.strictObject({ kind: z.literal('retrieval'), ...search }),
  z.strictObject({
    kind: z.literal('reflection'),
    ...search,
    threshold: z.number().positive().describe('Importance that leads to a reflection.').default(150),
    insights: count.describe('Most insights of a reflection.').default(5),
    over: count.describe('How many of the newest memories are reflected on.').default(100),
  }),
]);
export type MemoryChoice = z.infer<typeof MemoryChoice>;

/**
 * The policy that a choice names.
 *
 * @throws MesocosmError (usage) where `most` is less than `k`.
 */
export function memoryOf(choice: MemoryChoice): MemoryPolicy {
  switch (choice.kind) {
    case 'window':
      return windowMemory(choice.window);
    case 'all':
      return allMemory(choice);
    case 'none':
      return noMemory();
    case 'summary':
      return summaryMemory(choice);
    case 'retrieval':
      return retrievalMemory(searching(choice));
    case 'reflection':
      return reflectionMemory(searching(choice));
  }
}

/** A memory policy in one line: its name, its bound, what is lost, what it needs. */
export function describeMemory({ name, bound, loss, needs = [] }: MemoryPolicy): string {
  const verbs = needs.map((need) => (need === 'write' ? 'writes' : 'embeds'));
  return [
    name,
    bound === null ? 'no bound' : `at most ${bound} items`,
    `lost: ${loss}`,
    verbs.length === 0 ? 'no model needed' : `needs a model that ${verbs.join(' and ')}`,
  ].join('; ');
}

/** An embedder that is named is one of the model, or the default. */
function searching<Options extends { readonly embed: 'hashing' | 'model' }>({
  embed,
  ...rest
}: Options): Omit<Options, 'embed'> & { readonly embed?: 'model' } {
  return embed === 'model' ? { ...rest, embed } : rest;
}
