import type { GroupSearchInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: GroupSearchInput } = {
  default: {},
  persona: { characters: true },
  'think-of-others': { characters: true, thinkOfOthers: true },
  'think-only': { thinkOfOthers: true },
  'three-agents': { agents: 3 },
  cold: { temperature: 0.2 },
};
