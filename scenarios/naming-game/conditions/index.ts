import type { NamingGameInput } from '../parameters.js';

const committed = { stopRule: false, horizon: 2400 } as const;

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: NamingGameInput } = {
  default: {},
  'ten-names': { names: ['Q', 'M', 'X', 'Y', 'F', 'J', 'P', 'R', 'C', 'D'] },
  'short-memory': { memory: 3 },
  ring: { network: 'ring' },
  regular: { network: 'regular' },
  'small-world': { network: 'small-world' },
  'scale-free': { network: 'scale-free' },
  'erdos-renyi': { network: 'erdos-renyi' },
  'committed-2-against-m': { ...committed, committed: 2, incumbent: 'M' },
  'committed-3-against-m': { ...committed, committed: 3, incumbent: 'M' },
  'committed-4-against-m': { ...committed, committed: 4, incumbent: 'M' },
  'committed-2-against-q': { ...committed, committed: 2, incumbent: 'Q' },
  'committed-3-against-q': { ...committed, committed: 3, incumbent: 'Q' },
  'committed-4-against-q': { ...committed, committed: 4, incumbent: 'Q' },
};
