import type { PersonaGenerator } from 'mesocosm';
import { PERSONA_GENERATORS } from '../_internals/sources.js';

/** Baseline: a name and nothing else. What differs between these people is what the model reads into names. */
export const nameOnly: PersonaGenerator = {
  name: 'name-only',
  title: 'Name only',
  description: 'A name and nothing else: the lower bound.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: false,
  compose: ({ name }) => `My name is ${name}.`,
  write: async ({ name }) => ({ ok: true, value: `My name is ${name}.` }),
};
