import { codingAgreement, figure, type Event, type Measure, type MeasureResult, type RunRecord } from 'mesocosm';
import type { FailureCode } from './codebook.js';
import { conversationsOf } from './conversation.js';
import { CODED, PERSON_SAID, SYSTEM_REPLIED } from './events.js';

const AGREEMENT = 'judge_agreement';
const KAPPA = 'judge_kappa';

/** Up to here agreement beyond chance is slight (Landis, Koch 1977). */
const SLIGHT = 0.2;

/**
 * How far a judge agreed with the rules of the codebook, in a sentence, as means over runs; `null` where no judge coded, or
 * nothing has a rule. Where agreement beyond chance is slight or less (kappa of .20 and below: Landis, Koch 1977, p. 165),
 * it says so.
 */
export function agreementInWords(records: readonly Pick<RunRecord, 'values'>[]): string | null {
  const meanOf = (column: string): number | null => {
    const known = records.map(({ values }) => values[column]).filter((value) => typeof value === 'number');
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const [share, kappa] = [meanOf(AGREEMENT), meanOf(KAPPA)];
  if (share === null) return null;
  const agrees = `A judge coded them, and says what the rules of the codebook would say in ${figure(share)} of its answers`;
  if (kappa === null) return `${agrees}; both say the same of everything, so that it shows nothing of the judge.`;
  const beyond = `${agrees} (Cohen's kappa ${figure(kappa)}; 0 is chance)`;
  if (kappa > SLIGHT) return `${beyond}.`;
  return `${beyond}: hardly better than chance, so what it found says more of the judge than of the system.`;
}

/** How far a judge agrees with the rules of the codebook, over all conversations and failures that have a rule. */
export function agreementMeasure(codebook: readonly FailureCode[]): Measure {
  const ruled = codebook.filter(({ found }) => found !== undefined);
  const types = [PERSON_SAID, SYSTEM_REPLIED, CODED];
  return {
    name: 'agreement',
    columns: {
      [AGREEMENT]: { title: 'answers of the judge that the rules of the codebook would give', unit: 'share' },
      [KAPPA]: { title: "Cohen's kappa of the judge and the rules (0: as by chance)", unit: 'coefficient' },
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
              values: { [AGREEMENT]: null, [KAPPA]: null },
              missing: { [AGREEMENT]: missing, [KAPPA]: missing },
            };
          }
          const { share, kappa } = codingAgreement(pairs);
          const values = { [AGREEMENT]: share, [KAPPA]: kappa };
          if (kappa !== null) return { values };
          return { values, missing: { [KAPPA]: 'judge and rules say the same of everything' } };
        },
      };
    },
  };
}
