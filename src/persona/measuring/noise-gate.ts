import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { quantileOfSorted } from '../../foundation/statistics/descriptive.js';
import type { AnswerTable, Chance } from '../../spec/index.js';
import { reliability, type Reliability, type ReliabilityUnit } from './reliability.js';

/** Whether a population can be told from people who answer at random. */
export interface NoiseGate {
  readonly reliability: Reliability;
  /** `undefined` where reliability could not be measured. */
  readonly verdict: 'distinguishable' | 'not distinguishable from noise' | 'undefined';
  /** 99th percentile of reliability among random answerers. */
  readonly threshold: number | null;
  /** (1 + number of null draws at least as reliable) / (1 + draws). */
  readonly pValue: number | null;
  readonly draws: number;
}

/** How the gate is made. */
export interface NoiseGateOptions {
  readonly seed: number | string;
  readonly unit?: ReliabilityUnit;
  /** Number of null populations. Default 999. */
  readonly draws?: number;
  /**
   * The answers of one null population, to the same items by as many people: where people were chosen or re-aimed by
   * answers, it must do the same with random answerers. Default {@link randomAnswers}.
   */
  simulate?(draw: number, chance: Chance): AnswerTable;
}

/**
 * Holds the reliability of a population against that of random answerers who went through the same instrument (and, where
 * `simulate` says so, the same loop). Arbitrary but fixed answers repeat when asked again, so agreement over time is no
 * defence; agreement between items is. Above the 99th percentile of the null a population is distinguishable from noise.
 */
export function noiseGate(table: AnswerTable, options: NoiseGateOptions): NoiseGate {
  return atOnce(noiseGateInPieces(table, options));
}

/** {@link noiseGate} in pieces, a null population each. */
export function* noiseGateInPieces(table: AnswerTable, options: NoiseGateOptions): InPieces<NoiseGate> {
  const { seed, unit = 'items', draws = 999 } = options;
  const simulate = options.simulate ?? ((_: number, chance: Chance) => randomAnswers(table, chance));
  const measured = reliability(table, unit);
  if (measured.kind !== 'measured') {
    return { reliability: measured, verdict: 'undefined', threshold: null, pValue: null, draws: 0 };
  }
  const chances = chancesFrom(seed);
  const drawn = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const random = reliability(simulate(draw, chances('noise-gate', draw)), unit);
    drawn[draw] = random.kind === 'measured' ? random.value : -Infinity;
    yield { what: 'random answerers', done: draw + 1, total: draws };
  }
  drawn.sort();
  const atLeast = drawn.filter((value) => value >= measured.value).length;
  const threshold = quantileOfSorted(drawn, 0.99);
  return {
    reliability: measured,
    verdict: measured.value > threshold ? 'distinguishable' : 'not distinguishable from noise',
    threshold: Number.isFinite(threshold) ? threshold : null,
    pValue: (1 + atLeast) / (1 + draws),
    draws,
  };
}

/** The same people and items, each answer drawn uniformly from the points of its item; what is missing stays missing. */
export function randomAnswers(table: AnswerTable, chance: Chance): AnswerTable {
  const points = table.items.map((item) => item.points);
  const scores = table.scores.map((row) =>
    row.map((score, column) => {
      const scale = points[column] as number;
      return score === null ? null : chance.integer(scale) / (scale - 1);
    }),
  );
  return { ...table, scores, kind: 'drawn' };
}
