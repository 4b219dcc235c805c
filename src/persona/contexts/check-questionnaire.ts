import type { Questionnaire } from '../../spec/index.js';
import { checkBalance } from './_internals/check-balance.js';
import { checkLikeness } from './_internals/check-likeness.js';
import { checkRepetition } from './_internals/check-repetition.js';
import { checkWording } from './_internals/check-wording.js';
import type { Finding } from './finding.js';

/**
 * What is wrong with a questionnaire of the right shape, errors first; nothing where it is fit for use.
 *
 * Errors: an axis without items, or with several that are all keyed one way; axes whose numbers of items differ by more
 * than 1; fewer than a third of the items keyed either way; two statements more than .8 alike, poles or levels of one
 * label or more than .85 alike (how likeness is measured stands in docs/formats.md); a text that goes round in circles; a
 * lead with a hole that nothing fills; a statement that is a question; a form that begins with a capital and no proper
 * name, lacks its full stop, says what the other says, or is more than twice as long. Warnings: an axis with one item,
 * forms whose lengths differ by more than a factor of 1.5, a denial that only adds "not", labels of more than six words,
 * levels that do not begin and end with the poles. Deterministic.
 */
export function checkQuestionnaire(questionnaire: Questionnaire): readonly Finding[] {
  const findings = [
    ...checkBalance(questionnaire),
    ...checkLikeness(questionnaire),
    ...checkRepetition(questionnaire),
    ...checkWording(questionnaire),
  ];
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
