import type { InformationMeasure } from '../../../spec/index.js';
import {
  decomposedTransitions,
  delayedMutualInformation,
  sameStepInformation,
  transferEntropy,
} from '../pair-information.js';
import { laggedInformation } from '../emergence.js';
import { entropyBounds, informationBounds, type InformationBounds } from '../missing-bounds.js';
import { transitionsOf, type CodedSeries } from '../transitions.js';
import type { CodedRun } from './coded-runs.js';
import { codesOf, countsOf, PAIR_MEASURES, type ValuePlan } from './run-values.js';

/** Bounds by measure. */
export type Bounds = { readonly [name in InformationMeasure['name']]?: InformationBounds };

/** Between what the missing values of a run could move its measures. */
export function boundsOfRun(run: CodedRun, macro: CodedSeries, plan: ValuePlan): Bounds {
  const pairs = plan.pairs.map(([a, b]) => pairBounds(codesOf(run, a), codesOf(run, b), plan));
  const triplets = plan.triplets.map((places) =>
    tripletBounds(
      places.map((place) => codesOf(run, place)),
      macro,
      plan,
    ),
  );
  return {
    ...agentBounds(run, plan),
    ...Object.fromEntries(PAIR_MEASURES.map((name, at) => [name, meanBounds(pairs.map((list) => list[at]))])),
    emergence: emergenceBounds(run, macro, plan),
    'triplet-gain': meanBounds(triplets),
  };
}

/** Mean of both ends. */
export function meanBounds(bounds: readonly (InformationBounds | undefined)[]): InformationBounds | undefined {
  const there = bounds.filter((one) => one !== undefined);
  if (there.length === 0) return undefined;
  const sum = (end: 'low' | 'high'): number => there.reduce((total, one) => total + one[end], 0);
  return { low: sum('low') / there.length, high: sum('high') / there.length };
}

function agentBounds(run: CodedRun, { symbols }: ValuePlan): Bounds {
  const ceiling = Math.log2(symbols);
  const rows = run.map(({ codes }) => {
    const counts = countsOf(codes, symbols);
    return { counts, missing: codes.length - counts.reduce((sum, count) => sum + count, 0), length: codes.length };
  });
  const single = rows.map(({ counts, missing }) => entropyBounds(counts, missing));
  const corrected = rows.map(({ counts, missing, length }, at) => {
    const occurring = counts.filter((count) => count > 0).length;
    const correction = (values: number): number => Math.max(0, values - 1) / (2 * length * Math.LN2);
    const { low, high } = single[at] as InformationBounds;
    return {
      low: low + correction(occurring),
      high: high + correction(Math.min(symbols, occurring + missing)),
    };
  });
  const pooled = Array.from({ length: symbols }, (_, value) =>
    rows.reduce((sum, { counts }) => sum + (counts[value] as number), 0),
  );
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  const mixture = entropyBounds(pooled, missing);
  const { low, high } = meanBounds(single) ?? { low: 0, high: ceiling };
  return {
    entropy: meanBounds(corrected),
    divergence: { low: Math.max(0, mixture.low - high), high: Math.min(Math.log2(run.length), mixture.high - low) },
  };
}

function pairBounds(a: CodedSeries, b: CodedSeries, plan: ValuePlan): readonly InformationBounds[] {
  const transitions = transitionsOf(a, b, plan);
  const { n, missing } = transitions;
  const single = Math.log2(plan.symbols);
  const share = n + missing === 0 ? 1 : missing / (n + missing);
  const plain = (value: number | null): InformationBounds => informationBounds(value, share, single);
  const parts = decomposedTransitions(transitions, plan);
  const extra = plan.pseudocount * plan.symbols ** 4;
  const weight = n + missing + extra === 0 ? 1 : missing / (n + missing + extra);
  const of = (value: number | undefined, ceiling: number): InformationBounds =>
    informationBounds(value ?? null, weight, ceiling);
  const [joint, fromA, fromB] = [of(parts?.joint, 2 * single), of(parts?.fromA, single), of(parts?.fromB, single)];
  const both = (one: number | null, other: number | null): InformationBounds =>
    meanBounds([plain(one), plain(other)]) as InformationBounds;
  const exact = missing === 0 && parts !== null;
  const redundancy = exact
    ? { low: parts.redundancy, high: parts.redundancy }
    : {
        low: plan.redundancy === 'mmi' ? Math.min(fromA.low, fromB.low) : 0,
        high: Math.min(fromA.high, fromB.high),
      };
  return [
    plain(sameStepInformation(transitions)),
    both(delayedMutualInformation(transitions), delayedMutualInformation(transitions, 'b-to-a')),
    both(transferEntropy(transitions), transferEntropy(transitions, 'b-to-a')),
    redundancy,
    exact ? { low: parts.synergy, high: parts.synergy } : synergyBounds(joint, fromA, fromB),
  ];
}

/**
 * Redundancy lies between 0 and the smaller of what each says alone, so synergy, I(A,B;T) − I(A;T) − I(B;T) + redundancy, lies
 * between the first three and I(A,B;T) less the larger.
 */
function synergyBounds(
  joint: InformationBounds,
  fromA: InformationBounds,
  fromB: InformationBounds,
): InformationBounds {
  return {
    low: Math.max(0, joint.low - fromA.high - fromB.high),
    high: Math.max(0, joint.high - Math.max(fromA.low, fromB.low)),
  };
}

function emergenceBounds(run: CodedRun, macro: CodedSeries, plan: ValuePlan): InformationBounds {
  const whole = laggedBounds(macro, macro, plan, Math.log2(plan.macroscopic.size(plan.symbols)));
  const parts = run.map(({ codes }) => laggedBounds(codes, macro, plan, Math.log2(plan.symbols)));
  const sum = (end: 'low' | 'high'): number => parts.reduce((total, part) => total + part[end], 0);
  return { low: whole.low - sum('high'), high: whole.high - sum('low') };
}

/** Three say at least as much as two, so the gain is not negative; at most what the three say. */
function tripletBounds(parts: readonly CodedSeries[], macro: CodedSeries, plan: ValuePlan): InformationBounds {
  const { symbols, lag } = plan;
  const length = macro.length;
  const joined = (places: readonly number[]): CodedSeries =>
    Array.from({ length }, (_, step) => {
      if (parts.some((part) => (part[step] as number) < 0)) return -1;
      return places.reduce((code, place) => code * symbols + (parts[place]?.[step] as number), 0);
    });
  const ceiling = Math.log2(plan.macroscopic.size(symbols));
  const all = laggedBounds(joined([0, 1, 2]), macro, { lag }, ceiling);
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map((places) => laggedBounds(joined(places), macro, { lag }, ceiling));
  return {
    low: Math.max(0, all.low - Math.max(...pairs.map(({ high }) => high))),
    high: Math.max(0, all.high - Math.max(...pairs.map(({ low }) => low))),
  };
}

function laggedBounds(
  source: CodedSeries,
  target: CodedSeries,
  { lag }: Pick<ValuePlan, 'lag'>,
  ceiling: number,
): InformationBounds {
  const steps = Math.max(0, target.length - lag);
  let missing = 0;
  for (let now = 0; now < steps; now += 1) {
    if ((source[now] as number) < 0 || (target[now + lag] as number) < 0) missing += 1;
  }
  return informationBounds(laggedInformation(source, target, lag), steps === 0 ? 1 : missing / steps, ceiling);
}
