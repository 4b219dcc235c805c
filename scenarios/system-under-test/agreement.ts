import type { Event, Measure, MeasureResult } from 'mesocosm';
import type { FailureCode } from './codebook.js';
import { conversationsOf } from './conversation.js';
import { CODED, PERSON_SAID, SYSTEM_REPLIED } from './events.js';

/** Two codings of the same things: how often they agree, and how much of that is more than chance. */
export interface Agreement {
  readonly share: number;
  /** Cohen's kappa; `null` where both say the same of everything, so that chance alone would agree. */
  readonly kappa: number | null;
}

/**
 * Agreement of two codings by yes and no: the share p of pairs that are alike, and Cohen's (1960) kappa,
 * (p - e) / (1 - e), where e is what their marginal shares would give by chance.
 *
 * @param pairs At least one.
 */
export function agreementOf(pairs: readonly (readonly [boolean, boolean])[]): Agreement {
  const n = pairs.length;
  if (n === 0) throw new Error('nothing was coded twice');
  const shareOf = (holds: (pair: readonly [boolean, boolean]) => boolean): number => pairs.filter(holds).length / n;
  const share = shareOf(([one, other]) => one === other);
  const [one, other] = [shareOf(([first]) => first), shareOf(([, second]) => second)];
  const chance = one * other + (1 - one) * (1 - other);
  return { share, kappa: chance === 1 ? null : (share - chance) / (1 - chance) };
}

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
          const { share, kappa } = agreementOf(pairs);
          const values = { judge_agreement: share, judge_kappa: kappa };
          if (kappa !== null) return { values };
          return { values, missing: { judge_kappa: 'judge and rules say the same of everything' } };
        },
      };
    },
  };
}
