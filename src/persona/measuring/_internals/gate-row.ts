import type { InPieces } from '../../../foundation/pieces.js';
import type { Chances } from '../../../spec/index.js';
import { estimateOf } from '../estimate.js';
import { noiseGateInPieces } from '../noise-gate.js';
import type { GateRow } from '../population-measures.js';
import type { PopulationToMeasure } from '../population-to-measure.js';
import { reliability, type ReliabilityUnit } from '../reliability.js';
import { bootstrapInPieces, recentred } from './bootstrap.js';

/** Cells that random answerers may fill in all. */
const GATE_CELLS = 10_000_000;

/** Whether the answers are more than noise, with the interval of their reliability over people. */
export function* gateRow(
  of: PopulationToMeasure,
  { unit, chances }: { readonly unit: ReliabilityUnit; readonly chances: Chances },
): InPieces<GateRow> {
  const { table, seed } = of;
  const cells = table.personas.length * table.items.length;
  const draws = of.gateDraws ?? Math.max(99, Math.min(999, Math.floor(GATE_CELLS / cells)));
  const simulate = of.simulate === undefined ? {} : { simulate: of.simulate };
  const gate = yield* noiseGateInPieces(table, { seed, unit, draws, ...simulate });
  const value = gate.reliability.kind === 'measured' ? gate.reliability.value : null;
  const resampled = yield* bootstrapInPieces(
    (rows) => {
      const again = reliability({ ...table, scores: Array.from(rows, (row) => table.scores[row] ?? []) }, unit);
      return [again.kind === 'measured' ? again.value : null];
    },
    {
      chance: chances('measuring', 'bootstrap', 'reliability'),
      size: table.personas.length,
      resamples: Math.min(draws, 500),
      what: 'bootstrap of the reliability',
    },
  );
  const why = { 'no-variation': 'no variation between personas', 'too-few-items': 'too few items' } as const;
  return {
    verdict: gate.verdict,
    why: gate.reliability.kind === 'measured' ? null : why[gate.reliability.kind],
    unit,
    reliability: estimateOf(value, value === null ? null : recentred(resampled[0], { estimate: value, most: 1 })),
    threshold: gate.threshold,
    pValue: gate.pValue,
    draws: gate.draws,
  };
}
