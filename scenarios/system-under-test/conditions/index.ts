import type { SystemUnderTestInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: SystemUnderTestInput } = {
  default: {},
  'one-turn': { turns: 1 },
  'six-turns': { turns: 6 },
};
