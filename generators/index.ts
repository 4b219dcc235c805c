import type { PersonaGenerator } from 'mesocosm';

/** The persona generators that ship, the default one first. */
export const generators: readonly PersonaGenerator[] = [];

export { contextNames, loadContext, loadContexts, openTestSplit, type ContextSplit } from './contexts/index.js';
