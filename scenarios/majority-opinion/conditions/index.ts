import type { MajorityOpinionInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: MajorityOpinionInput } = {
  default: {},
  hot: { temperature: 1 },
  cold: { temperature: 0.2 },
  'fixed-labels': { labelling: 'fixed' },
  'labels-x-y': { labels: ['X', 'Y'] },
  'labels-f-j': { labels: ['F', 'J'] },
  live: { presentation: 'live', sweeps: 20 },
  'sees-ten': { neighbours: 10 },
  'sees-five': { neighbours: 5 },
  'committed-1': { committed: 1 },
  'committed-2': { committed: 2 },
  'committed-3': { committed: 3 },
  'committed-4': { committed: 4 },
  'committed-1-first': { committed: 1, committedTo: 'first' },
  'committed-2-first': { committed: 2, committedTo: 'first' },
  'committed-3-first': { committed: 3, committedTo: 'first' },
  'committed-4-first': { committed: 4, committedTo: 'first' },
  agreed: { start: 1 },
  'agreed-second': { start: 0 },
  ring: { network: 'ring', neighbours: 4 },
  regular: { network: 'regular', neighbours: 4 },
  'small-world': { network: 'small-world', neighbours: 4 },
  'scale-free': { network: 'scale-free', neighbours: 4 },
};
