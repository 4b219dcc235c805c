import type { PersonaGenerator } from 'mesocosm';

/** The persona generators that ship, the default one first. */
export const generators: readonly PersonaGenerator[] = [];
