import { varianceComponents, type Division, type Quadratics } from '../../foundation/statistics/index.js';

/** Indices of the outcomes of each run, in the same order in all runs of a kind. */
export type Kind = readonly (readonly number[])[];

/** How much a figure varies over runs, and by how many degrees of freedom that is known. */
export interface VarianceOverRuns {
  readonly variance: number;
  readonly freedom: number;
}

/** See {@link varianceOverRuns}. */
const LEAST = 1 / 3;
const POWER = 5 / 4;

/** Figures that hang on components of variance, and what the components were estimated from. */
export interface ComponentFigures {
  readonly values: readonly number[];
  readonly divisions: readonly Division[];
  readonly whole: Quadratics;
  /** Each of at least two runs. */
  readonly kinds: readonly Kind[];
  /** One row a figure: how much it changes with each component. */
  readonly slopes: readonly (readonly number[])[];
  /** One row a figure: what each outcome adds to it beside that. */
  readonly offsets: readonly (readonly number[])[];
}

/**
 * Variance over runs of figures that are quadratic in the outcomes, without taking outcomes as normal. A run acts on a
 * figure by itself, and together with each other run (Hoeffding 1948, Annals of Mathematical Statistics 19:293); what all
 * products with a run add up to varies with both, so that what hangs on two runs is counted for each of them, as by leaving
 * out one run at a time (Efron and Stein 1981, Annals of Statistics 9:586). Here it is estimated by itself and taken off once.
 *
 * Of kinds with fewer than four runs it cannot be, and nothing is taken off for their own pairs.
 *
 * @returns One a figure; at least a third of what is counted twice, of which so much is left if all of it hung on pairs among
 *   four runs.
 */
export function varianceOverRuns(given: ComponentFigures): VarianceOverRuns[] {
  const { kinds, slopes, offsets } = given;
  const form = quadraticForm(given);
  const twice = slopes.map(() => 0);
  const excess = slopes.map(() => 0);
  const noisy = slopes.map(() => 0);
  const raw = kinds.map((kind) => kind.map(form.raw));
  const left = kinds.map((kind) => kind.map(form.residual(kind)));
  raw.forEach((kind, a) => {
    const n = kind.length;
    const acts = kind.map((run, at) => {
      const members = kinds[a]?.[at] ?? [];
      const beside = offsets.map((row) => members.reduce((sum, i) => sum + (row[i] ?? 0), 0));
      return form.acts(run, kind).map((one, f) => one + (beside[f] ?? 0));
    });
    const own = spread(acts).map((one) => n * one);
    add(twice, own, 1);
    add(
      noisy,
      own.map((one) => (one * one) / (n - 1)),
      1,
    );
    if (n > 3) add(excess, pairsLeft(kind, form.pair), (n * (n - 1)) / ((n - 2) * (n - 3)));
    for (const other of left.slice(a + 1)) {
      const these = left[a] as RunSums[];
      const freedom = (these.length - 1) * (other.length - 1);
      for (const r of these) for (const s of other) add(excess, squares(form.pair(r, s)), (n * other.length) / freedom);
    }
  });
  return twice.map((whole, f) => {
    const variance = Math.max(LEAST * whole, whole - (excess[f] as number));
    // Degrees of freedom of the whole after Satterthwaite (1946, Biometrics Bulletin 2:110), and fewer the more was taken off:
    // if that varied along with the whole, by no power of what is left; if it were known, by its square. Intervals of
    // simulated studies hold the truth in .95 with a power between.
    return { variance, freedom: variance > 0 ? (variance ** POWER * whole ** (2 - POWER)) / (noisy[f] as number) : 1 };
  });
}

function add(to: number[], each: readonly number[], times: number): void {
  each.forEach((one, f) => (to[f] = (to[f] as number) + times * one));
}

/** Of one run, for each way to sort outcomes: the sums in its groups. */
type RunSums = readonly ReadonlyMap<number, number>[];
type Pair = (one: RunSums, other: RunSums) => number[];

/** Figures as sums over runs and pairs of runs, near where the components are. */
function quadraticForm({ values, divisions, whole, slopes }: ComponentFigures) {
  const each = values.map((_, at) => String(at));
  const codes = [values.map(() => ''), ...divisions, each].map(grouping);
  const perSum = sumsToFigures(whole, slopes);
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const raw = (run: readonly number[]): RunSums => sumsOf(run, codes, (at) => (values[at] as number) - centre);
  const all = raw(values.map((_, at) => at));
  const between: Pair = (one, other) => {
    const products = one.map((sums, q) => product(sums, other[q] as RunSums[number], codes[q]?.sizes ?? []));
    return perSum.map((row) => products.reduce((sum, product, q) => sum + product * (row[q] as number), 0));
  };
  return {
    raw,
    residual: (kind: Kind) => {
      const means = placeMeans(kind, values);
      return (run: readonly number[]): RunSums => {
        const meanAt = new Map(run.map((at, place) => [at, means[place] as number]));
        return sumsOf(run, codes, (at) => (values[at] as number) - (meanAt.get(at) as number));
      };
    },
    /** What two runs add together. */
    pair: (one: RunSums, other: RunSums): number[] => between(one, other).map((sum) => 2 * sum),
    /**
     * What a run adds by itself and together with all others. Of its pairs with n - 1 others of its kind, what they have of
     * the run is larger by (n - 1) / (n - 2) than how they differ between runs; of two runs it is what each adds by itself.
     */
    acts: (run: RunSums, kind: readonly RunSums[]): number[] => {
      const own = between(run, run);
      const alike = kind.map((other) => (other === run ? own : between(run, other)));
      const n = kind.length;
      return between(run, all).map((sum, f) => {
        const itself = own[f] as number;
        const same = alike.reduce((total, one) => total + (one[f] as number), 0) - itself;
        const others = sum - same - itself;
        return n === 2 ? 2 * (itself + others) : itself + 2 * others + (2 * same * (n - 1)) / (n - 2);
      });
    },
  };
}

/** For each figure how much of each sum of squares goes into it. */
function sumsToFigures(whole: Quadratics, slopes: ComponentFigures['slopes']): number[][] {
  const columns = whole.sums.map((_, q) => {
    const sums = whole.sums.map((_sum, at) => Number(at === q));
    return varianceComponents({ ...whole, sums }) ?? [];
  });
  return slopes.map((row) =>
    columns.map((parts) => parts.reduce((sum, part, k) => sum + part * (row[k] as number), 0)),
  );
}

interface Grouping {
  readonly of: readonly number[];
  readonly sizes: readonly number[];
}

function grouping(division: Division): Grouping {
  const places = new Map<string, number>();
  const sizes: number[] = [];
  const of = division.map((name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    sizes[place] = (sizes[place] ?? 0) + 1;
    return place;
  });
  return { of, sizes };
}

function sumsOf(run: readonly number[], codes: readonly Grouping[], value: (at: number) => number): RunSums {
  return codes.map(({ of }) => {
    const sums = new Map<number, number>();
    for (const at of run) {
      const group = of[at] as number;
      sums.set(group, (sums.get(group) ?? 0) + value(at));
    }
    return sums;
  });
}

function product(one: RunSums[number], other: RunSums[number], sizes: readonly number[]): number {
  let sum = 0;
  for (const [group, value] of one) {
    const second = other.get(group);
    if (second !== undefined) sum += (value * second) / (sizes[group] as number);
  }
  return sum;
}

/** Mean of each place over the runs of a kind. */
function placeMeans(kind: Kind, values: readonly number[]): number[] {
  return (kind[0] ?? []).map(
    (_, place) => kind.reduce((sum, run) => sum + (values[run[place] as number] as number), 0) / kind.length,
  );
}

/** Sample variance of each figure. */
function spread(rows: readonly (readonly number[])[]): number[] {
  const n = rows.length;
  return (rows[0] ?? []).map((_, f) => {
    const mean = rows.reduce((sum, row) => sum + (row[f] as number), 0) / n;
    return rows.reduce((sum, row) => sum + ((row[f] as number) - mean) ** 2, 0) / (n - 1);
  });
}

function squares(values: readonly number[]): number[] {
  return values.map((value) => value * value);
}

/** Σ of squares of what pairs of a kind add together, once what each run adds to all of its pairs is taken off. */
function pairsLeft(kind: readonly RunSums[], pair: Pair): number[] {
  const n = kind.length;
  const pairs = kind.flatMap((one, i) =>
    kind.slice(i + 1).map((other, after) => ({ i, j: i + 1 + after, adds: pair(one, other) })),
  );
  return (pairs[0]?.adds ?? []).map((_, f) => {
    const mean = pairs.reduce((sum, { adds }) => sum + (adds[f] as number), 0) / pairs.length;
    const own = new Float64Array(n).fill(-(n - 1) * mean);
    for (const { i, j, adds } of pairs) for (const at of [i, j]) own[at] = (own[at] as number) + (adds[f] as number);
    const left = ({ i, j, adds }: (typeof pairs)[number]): number =>
      (adds[f] as number) - mean - ((own[i] as number) + (own[j] as number)) / (n - 2);
    return pairs.reduce((sum, one) => sum + left(one) ** 2, 0);
  });
}
