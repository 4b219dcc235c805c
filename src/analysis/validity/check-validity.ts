import { checkDesign } from './design-checks.js';
import type { ValidityFinding } from '../../spec/index.js';
import type { StudyEvidence } from './evidence.js';
import { checkModel } from './model-checks.js';
import { checkPeople } from './people-checks.js';
import { checkRecognition } from './recognition.js';
import { checkSteering } from './steering-phrases.js';

/**
 * What can be held against a study, from its records: one finding a check, with evidence and remedy. The first are the
 * principles of Zhou et al. (2025): who takes part, that they meet and remember, that prompts neither ask for an outcome nor give
 * the study away. Then come labels, orders, wordings, and what is known of the model.
 *
 * A check that passes shows that this fault was not found, and no more.
 */
export function checkValidity(evidence: StudyEvidence): readonly ValidityFinding[] {
  return [
    ...checkPeople(evidence),
    ...checkDesign(evidence),
    ...checkSteering(evidence.prompts),
    checkRecognition(evidence),
    ...checkModel(evidence),
  ].toSorted((a, b) => PRINCIPLES.indexOf(a.principle) - PRINCIPLES.indexOf(b.principle));
}

const PRINCIPLES: readonly ValidityFinding['principle'][] = [
  'profile',
  'interaction',
  'memory',
  'minimal-control',
  'unawareness',
  'realism',
  'measurement',
];
