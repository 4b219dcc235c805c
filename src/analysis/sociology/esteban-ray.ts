/**
 * Polarisation of Esteban and Ray: Σᵢ Σⱼ pᵢ^(1 + α) pⱼ |oᵢ − oⱼ|, with pᵢ the share of those who hold opinion oᵢ. It is 0
 * where all agree, and largest where two halves stand at the two ends; a greater α gives more weight to identification
 * within camps, and α = 0 would be the mean absolute difference. In units of the opinions, without the factor K of the source.
 *
 * Equal values are one camp: opinions that are measured continuously are to be put into classes first.
 *
 * Source: Esteban, Ray 1994, DOI 10.2307/2951734, theorem 1.
 *
 * @param opinions - one value of each agent.
 * @param alpha - above 0 and at most 1.6, the range for which the axioms of the source hold.
 * @returns `null` of nobody.
 * @throws RangeError for an `alpha` outside its range.
 */
export function estebanRay(opinions: readonly number[], alpha = 1): number | null {
  if (!(alpha > 0 && alpha <= 1.6)) throw new RangeError(`alpha is above 0 and at most 1.6, and not ${alpha}`);
  if (opinions.length === 0) return null;
  const counts = new Map<number, number>();
  for (const opinion of opinions) counts.set(opinion, (counts.get(opinion) ?? 0) + 1);
  const camps = [...counts].map(([at, count]) => ({ at, share: count / opinions.length }));
  return camps.reduce(
    (sum, one) =>
      sum +
      camps.reduce((inner, other) => inner + one.share ** (1 + alpha) * other.share * Math.abs(one.at - other.at), 0),
    0,
  );
}
