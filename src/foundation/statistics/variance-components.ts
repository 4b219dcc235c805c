import { inverse, times } from './_internals/matrix.js';

/** A way to sort observations into groups: one group for each, by name. */
export type Division = readonly string[];

/** Sums of squares of group means, and what variance of which division goes into each on average. */
export interface Quadratics {
  /** `Σ W_a ȳ_a²` over the groups a of: all together, each division in turn, each observation by itself. */
  readonly sums: readonly number[];
  /** One row a sum; columns: the squared mean, the variance of each division in turn, the residual variance. */
  readonly coefficients: readonly (readonly number[])[];
  /** Groups of: all together, each division in turn, each observation by itself. */
  readonly groups: readonly number[];
}

/** Observations sorted by several divisions, which can be weighed in many ways. */
export interface SortedObservations {
  /** @param weights One an observation, at least 0 and not all 0. Default 1 each. */
  quadratics(weights?: ArrayLike<number>): Quadratics;
}

/** Sorts observations once, so that their quadratics can be had many times. */
export function sortedObservations(values: readonly number[], divisions: readonly Division[]): SortedObservations {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = Float64Array.from(values, (value) => value - centre);
  const together = coded(values.map(() => ''));
  const alone = coded(values.map((_, at) => String(at)));
  const codes = [together, ...divisions.map(coded), alone];
  const joint = codes.map((a, row) => codes.map((b, column) => (column > row ? jointly(a, b) : null)));
  const even = new Float64Array(values.length).fill(1);
  return {
    quadratics: (weights = even) => {
      const of = codes.map((code) => grouped(weights, code, centred));
      const coefficients = codes.map(() => codes.map(() => of[0]?.total as number));
      joint.forEach((row, a) =>
        row.forEach((pair, b) => {
          if (pair === null) return;
          const cells = grouped(weights, pair.code, centred).weights;
          (coefficients[a] as number[])[b] = perGroup(cells, pair.first, of[a]?.weights as Float64Array);
          (coefficients[b] as number[])[a] = perGroup(cells, pair.second, of[b]?.weights as Float64Array);
        }),
      );
      // The mean is the same in all observations; what it adds is its square times all weights.
      coefficients.forEach((row) => (row[0] = of[0]?.total as number));
      return { sums: of.map(({ sum }) => sum), coefficients, groups: of.map(({ groups }) => groups) };
    },
  };
}

/**
 * Components of variance of crossed and nested random effects by the method of moments (Henderson 1953, Biometrics 9:226,
 * method 1): sums of squares of group means are set equal to their expectations. Where groups are balanced these are the
 * estimates of the analysis of variance. Without bias, whatever the distributions; for that reason one may come out
 * negative, and is left so.
 *
 * @returns One a division and the residual last, in squared units of the values; `null` where the divisions cannot be told
 *   apart.
 */
export function varianceComponents({ sums, coefficients }: Quadratics): number[] | null {
  const found = inverse(coefficients);
  return found === null ? null : times(found.inverse, sums).slice(1);
}

/** Whether each group of the first division lies within one of the second. */
export function refines(fine: Division, coarse: Division): boolean {
  const within = new Map<string, string>();
  return fine.every((group, at) => {
    const other = coarse[at] as string;
    if (!within.has(group)) within.set(group, other);
    return within.get(group) === other;
  });
}

interface Coded {
  readonly of: Int32Array;
  readonly groups: number;
}

interface Joint {
  readonly code: Coded;
  /** Group of each joint group in the one division and in the other. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

interface Grouped {
  readonly weights: Float64Array;
  readonly total: number;
  readonly sum: number;
  readonly groups: number;
}

function coded(division: Division): Coded {
  const codes = new Map<string, number>();
  const of = Int32Array.from(division, (group) => {
    const code = codes.get(group) ?? codes.size;
    codes.set(group, code);
    return code;
  });
  return { of, groups: codes.size };
}

function jointly(a: Coded, b: Coded): Joint {
  const code = coded(Array.from(a.of, (one, at) => `${one}/${b.of[at]}`));
  const [first, second] = [new Int32Array(code.groups), new Int32Array(code.groups)];
  code.of.forEach((group, at) => {
    first[group] = a.of[at] as number;
    second[group] = b.of[at] as number;
  });
  return { code, first, second };
}

function grouped(each: ArrayLike<number>, { of, groups }: Coded, values: Float64Array): Grouped {
  const [weights, sums] = [new Float64Array(groups), new Float64Array(groups)];
  for (let at = 0; at < of.length; at += 1) {
    const [group, weight] = [of[at] as number, each[at] as number];
    weights[group] = (weights[group] as number) + weight;
    sums[group] = (sums[group] as number) + weight * (values[at] as number);
  }
  let [sum, total, filled] = [0, 0, 0];
  for (let group = 0; group < groups; group += 1) {
    const weight = weights[group] as number;
    if (weight === 0) continue;
    sum += (sums[group] as number) ** 2 / weight;
    total += weight;
    filled += 1;
  }
  return { weights, total, sum, groups: filled };
}

/** `Σ W_ab² / W_a` over joint groups ab. */
function perGroup(cells: Float64Array, of: Int32Array, weights: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const weight = cells[cell] as number;
    if (weight > 0) sum += (weight * weight) / (weights[of[cell] as number] as number);
  }
  return sum;
}
