import type { HiddenProfileInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: HiddenProfileInput } = {
  default: {},
  shared: { information: 'shared' },
  'fixed-labels': { labelling: 'fixed' },
  'six-rounds': { rounds: 6 },
  'eight-members': { agents: 8 },
};
