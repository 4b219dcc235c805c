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
};
