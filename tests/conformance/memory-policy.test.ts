import { describe, it } from 'vitest';
import {
  allMemory,
  hashingEmbedder,
  noMemory,
  reflectionMemory,
  retrievalMemory,
  summaryMemory,
  windowMemory,
} from '../../src/agent/index.js';
import type { MemoryPolicy } from '../../src/spec/index.js';
import { memoryPolicyChecks } from '../../src/testing/memory-policy-kit.js';

const embed = hashingEmbedder({ dimensions: 32 });
const policies: { readonly [what: string]: () => MemoryPolicy } = {
  'a window': () => windowMemory(5),
  'no memory': () => noMemory(),
  'all of it': () => allMemory({ most: 60 }),
  'all of it, bounded by characters': () => allMemory({ most: 150, maxCharacters: 700 }),
  'a summary': () => summaryMemory({ every: 4, window: 6, maxTokens: 60 }),
  retrieval: () => retrievalMemory({ k: 5, halfLife: 20, most: 80, embed }),
  'retrieval as in the paper': () =>
    retrievalMemory({ k: 5, halfLife: 20, most: 80, importance: 'asked', embed: 'model', combine: 'sum' }),
  reflection: () => reflectionMemory({ k: 5, halfLife: 20, most: 80, threshold: 30, over: 12, embed }),
  'reflection as in the paper': () =>
    reflectionMemory({ k: 5, halfLife: 20, most: 80, importance: 'asked', embed: 'model', combine: 'sum', over: 20 }),
};

for (const [what, create] of Object.entries(policies)) {
  describe(`the memory policy: ${what}`, () => {
    for (const { name, check } of memoryPolicyChecks({ create })) it(`should ${name}`, check);
  });
}
