import type { ConflictInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: ConflictInput } = {
  default: {},
  'moves-only': { words: false },
  'many-scenes': { agents: 24, words: false },
};
