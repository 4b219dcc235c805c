import { userError } from '../errors/index.js';

/** Two codings of the same things: how often they agree, and how much of that is more than chance. */
export interface CodingAgreement {
  readonly share: number;
  /** Cohen's kappa; `null` where both say the same of everything, so that chance alone would agree. */
  readonly kappa: number | null;
}

/**
 * Agreement of two codings: the share p of pairs that are alike, and Cohen's (1960) kappa, (p - e) / (1 - e), where e is
 * what their marginal shares would give by chance.
 *
 * @param pairs The code of each coder, for each thing; at least one.
 * @throws Where there is none.
 */
export function codingAgreement<Code extends string | number | boolean>(
  pairs: readonly (readonly [Code, Code])[],
): CodingAgreement {
  const n = pairs.length;
  if (n === 0) throw userError({ kind: 'usage', what: 'nothing was coded twice' });
  const shareOf = (holds: (pair: readonly [Code, Code]) => boolean): number => pairs.filter(holds).length / n;
  const share = shareOf(([one, other]) => one === other);
  const chance = [...new Set(pairs.flat())].reduce(
    (sum, code) => sum + shareOf(([one]) => one === code) * shareOf(([, other]) => other === code),
    0,
  );
  const onlyOne = pairs.every(([one, other]) => one === pairs[0]?.[0] && other === one);
  return { share, kappa: onlyOne ? null : (share - chance) / (1 - chance) };
}
