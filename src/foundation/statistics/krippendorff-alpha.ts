import { userError } from '../errors/index.js';
import { bootstrapStatistic, type BootstrapOptions, type Interval } from './intervals.js';

/** Something that several coders coded, in a run. */
export interface CodedUnit {
  /** Things of one run are drawn together, for they hang together. */
  readonly run: string;
  /** One place a coder; `null` where that one did not code it. Numbers, unless codes have no order. */
  readonly codes: readonly (number | string | null)[];
}

/** What a difference between two codes counts: `nominal` any the same, `ordinal` by ranks, `interval` by its square. */
export type CodingScale = 'nominal' | 'ordinal' | 'interval';

/** Agreement of coders beyond chance. */
export interface Alpha {
  /** 1 where all agree, 0 where they agree as by chance, below 0 where they disagree more; `null` where codes never vary. */
  readonly alpha: number | null;
  /** By drawing runs with replacement; `null` without alpha or with one run. */
  readonly interval: Interval | null;
  /** Things that at least two coders coded, and the codes that they gave them. */
  readonly units: number;
  readonly codes: number;
  readonly runs: number;
}

/**
 * Krippendorff's alpha, 1 - D_o / D_e: disagreement observed within things, over that expected if codes were dealt out to
 * things at random; for any number of coders, and with codes missing (Hayes and Krippendorff 2007, Communication Methods and
 * Measures 1:77; computed by coincidences, Krippendorff 2011). The interval is a percentile bootstrap over runs, in which the
 * expected disagreement is drawn again too; draws in which codes do not vary do not count.
 *
 * @param units Things, each with the codes of the same coders in the same places. Codes are numbers unless the scale is
 *   nominal.
 * @throws Where a code on an ordered scale is no number.
 */
export function krippendorffAlpha(units: readonly CodedUnit[], scale: CodingScale, options: BootstrapOptions): Alpha {
  const pairable = units
    .map(({ run, codes }) => ({ run, codes: codes.filter((code) => code !== null) }))
    .filter(({ codes }) => codes.length > 1);
  const values = [...new Set(pairable.flatMap(({ codes }) => codes))].sort((a, b) => Number(a) - Number(b));
  if (scale !== 'nominal' && values.some((code) => typeof code !== 'number' || !Number.isFinite(code))) {
    throw userError({
      kind: 'usage',
      what: `codes are ${values.join(', ')}`,
      expected: `numbers on the ${scale} scale`,
    });
  }
  const place = new Map(values.map((code, at) => [code, at]));
  const byRun = new Map<string, Coincidence[]>();
  for (const { run, codes } of pairable) {
    const places = codes.map((code) => place.get(code) as number);
    byRun.set(run, [...(byRun.get(run) ?? []), ...coincidencesOf(places)]);
  }
  const runs = [...byRun.values()];
  const alphaOf = (chosen: readonly (readonly Coincidence[])[]): number | null => alpha(chosen, values, scale);
  const found = alphaOf(runs);
  return {
    alpha: found,
    interval:
      found === null || runs.length < 2
        ? null
        : bootstrapStatistic(runs.length, (drawn) => alphaOf(drawn.map((at) => runs[at] as Coincidence[])), options),
    units: pairable.length,
    codes: pairable.reduce((sum, { codes }) => sum + codes.length, 0),
    runs: runs.length,
  };
}

/** Two codes of one thing, and what the pair counts. */
type Coincidence = readonly [one: number, other: number, weight: number];

/** Each ordered pair of a thing with m codes counts 1 / (m - 1). */
function coincidencesOf(places: readonly number[]): Coincidence[] {
  return places.flatMap((one, at) =>
    places.flatMap((other, by) => (at === by ? [] : [[one, other, 1 / (places.length - 1)] as const])),
  );
}

function alpha(
  runs: readonly (readonly Coincidence[])[],
  values: readonly (number | string)[],
  scale: CodingScale,
): number | null {
  const counts = new Float64Array(values.length);
  for (const run of runs) for (const [one, , weight] of run) counts[one] = (counts[one] as number) + weight;
  const distance = distanceOf(values, counts, scale);
  const n = counts.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  for (const run of runs) for (const [one, other, weight] of run) observed += weight * distance(one, other);
  let expected = 0;
  counts.forEach((count, one) =>
    counts.forEach((second, other) => (expected += count * second * distance(one, other))),
  );
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : null;
}

/** Squared differences of codes; of ranks by how many codes lie between two, with half of those that are equal to either. */
function distanceOf(values: readonly (number | string)[], counts: Float64Array, scale: CodingScale) {
  if (scale === 'nominal') return (one: number, other: number): number => Number(one !== other);
  if (scale === 'interval') {
    return (one: number, other: number): number => (Number(values[one]) - Number(values[other])) ** 2;
  }
  let below = 0;
  const middles = Array.from(counts, (count) => {
    below += count;
    return below - count / 2;
  });
  return (one: number, other: number): number => ((middles[one] as number) - (middles[other] as number)) ** 2;
}
