import type { PersonaGenerator } from 'mesocosm';
import { beDiverse } from './be-diverse/generator.js';
import { coreMotivation } from './core-motivation/generator.js';
import { demographic } from './demographic/generator.js';
import { firstPersonRules } from './first-person-rules/generator.js';
import { firstPerson } from './first-person/generator.js';
import { formativeMemories } from './formative-memories/generator.js';
import { nameOnly } from './name-only/generator.js';
import { worldviewChain } from './worldview-chain/generator.js';

export {
  beDiverse,
  coreMotivation,
  demographic,
  firstPerson,
  firstPersonRules,
  formativeMemories,
  nameOnly,
  worldviewChain,
};

/** The persona generators that ship, the default one first. */
export const generators: readonly PersonaGenerator[] = [
  firstPerson,
  firstPersonRules,
  coreMotivation,
  formativeMemories,
  worldviewChain,
  nameOnly,
  beDiverse,
  demographic,
];

export { contextNames, loadContext, loadContexts, openTestSplit, type ContextSplit } from './contexts/index.js';
