import { MEADOW } from '../cases.js';
import type { DeliberationInput } from '../parameters.js';

/** Named sets of parameters. */
export const conditions: { readonly [name: string]: DeliberationInput } = {
  default: {},
  random: { turnTaking: 'random' },
  'random-sequential': { turnTaking: 'random-sequential' },
  urgency: { turnTaking: 'urgency' },
  moderator: { turnTaking: 'moderator' },
  simultaneous: { turnTaking: 'simultaneous' },
  clocks: { turnTaking: 'clocks' },
  attention: { turnTaking: 'attention' },
  'twelve-jurors': { agents: 12 },
  'short-memory': { memory: 3 },
  'town-hall': { case: MEADOW.text, question: MEADOW.question, options: [...MEADOW.options], agents: 8 },
};
