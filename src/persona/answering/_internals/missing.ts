import type { AskedItem, ItemAnswer, Responses } from '../responses.js';

/** Missing answers by person and axis, and who has too many of them. */
export function missingOf(asked: {
  readonly personas: readonly string[];
  readonly items: readonly Pick<AskedItem, 'axis'>[];
  readonly answers: readonly (readonly ItemAnswer[])[];
  readonly mostMissing: number;
}): Pick<Responses, 'missing' | 'excluded'> {
  const { personas, items, answers, mostMissing } = asked;
  const axes = [...new Set(items.map(({ axis }) => axis))];
  const missing = personas.flatMap((persona, row) =>
    axes.flatMap((axis) => {
      const own = (answers[row] ?? []).filter((_, column) => items[column]?.axis === axis);
      const failed = own.filter(({ kind }) => kind === 'missing').length;
      return failed === 0 ? [] : [{ persona, axis, missing: failed, asked: own.length }];
    }),
  );
  const tooMany = missing.filter(({ missing: failed, asked }) => failed === asked || failed > mostMissing * asked);
  const excluded = [...new Set(tooMany.map(({ persona }) => persona))].map((persona) => {
    const where = tooMany.filter((one) => one.persona === persona);
    const counts = where.map(({ axis, missing: failed, asked }) => `${failed} of ${asked} on "${axis}"`).join(', ');
    return { persona, why: `missing answers: ${counts}` };
  });
  return { missing, excluded };
}
