import { codingAgreement, type Event, type Measure, type MeasureResult } from 'mesocosm';
import type { FailureCode } from './codebook.js';
import { conversationsOf } from './conversation.js';
import { CODED, PERSON_SAID, SYSTEM_REPLIED } from './events.js';

/** How far a judge agrees with the rules of the codebook, over all conversations and failures that have a rule. */
export function agreementMeasure(codebook: readonly FailureCode[]): Measure {
  const ruled = codebook.filter(({ found }) => found !== undefined);
  const types = [PERSON_SAID, SYSTEM_REPLIED, CODED];
  return {
    name: 'agreement',
    columns: {
      judge_agreement: { title: 'answers of the judge that the rules of the codebook would give', unit: 'share' },
      judge_kappa: { title: "Cohen's kappa of the judge and the rules (0: as by chance)", unit: 'coefficient' },
    },
    start() {
      const kept: Event[] = [];
      return {
        observe(event) {
          if (types.includes(event.type)) kept.push(event);
        },
        finish(): MeasureResult {
          const pairs = conversationsOf(kept).flatMap(({ failures, utterances }) =>
            failures === undefined
              ? []
              : ruled.map(({ name, found }) => [failures.includes(name), found?.(utterances) === true] as const),
          );
          if (pairs.length === 0) {
            const missing = 'no conversation was coded';
            return {
              values: { judge_agreement: null, judge_kappa: null },
              missing: { judge_agreement: missing, judge_kappa: missing },
            };
          }
          const { share, kappa } = codingAgreement(pairs);
          const values = { judge_agreement: share, judge_kappa: kappa };
          if (kappa !== null) return { values };
          return { values, missing: { judge_kappa: 'judge and rules say the same of everything' } };
        },
      };
    },
  };
}
