import { chancesFrom } from '../../foundation/random/index.js';
import {
  bootstrapDifference,
  bootstrapPairs,
  mean,
  newcombe,
  permutationTest,
  signFlipTest,
  type Interval,
  type RunValue,
} from '../../foundation/statistics/index.js';
import type { RunRecord } from '../../spec/index.js';

/** A column of two sets of runs, before it is known with how many others it is compared. */
export interface ComparedRuns {
  readonly means: readonly [number, number];
  readonly runs: readonly [number, number];
  readonly difference: { readonly value: number } & Interval;
  readonly at90: Interval;
  readonly paired: boolean;
  readonly probability: number;
  /** Whether every value is a share of a run: 0, 1 or something between them. */
  readonly isShare: boolean;
}

/** Compares a column; `null` where one set has no value of it. */
export function compareRuns(
  [a, b]: readonly [readonly RunRecord[], readonly RunRecord[]],
  about: { readonly condition: string; readonly arm: string; readonly column: string; readonly sameSeeds: boolean },
): ComparedRuns | null {
  const { condition, arm, column, sameSeeds } = about;
  const [first, second] = [valuesIn(a, column), valuesIn(b, column)];
  if (first.size === 0 || second.size === 0) return null;
  const [one, other] = [[...first.values()], [...second.values()]];
  const means = [mean(one), mean(other)] as const;
  const pairs = [...first].flatMap(([seed, value]) => {
    const twin = second.get(seed);
    return sameSeeds && twin !== undefined ? [[seed, twin, value] as const] : [];
  });
  // Where only some have a twin, nothing is known of the others but as two sets.
  const paired = pairs.length === one.length && pairs.length === other.length;
  const chance = (what: string) => chancesFrom('compare')(what, condition, arm, column);
  const isBinary = [...one, ...other].every((value) => value === 0 || value === 1);
  const interval = (level: number): Interval => {
    if (isBinary && !paired) return newcombe(successes(other), successes(one), level);
    const how = { chance: chance(`interval ${level}`), level };
    return paired
      ? bootstrapPairs(
          pairs.map(([, to, from]) => [to, from] as const),
          how,
        )
      : bootstrapDifference(other, one, how);
  };
  const test = paired
    ? signFlipTest(
        pairs.map(([seed, to, from]): RunValue => ({ run: String(seed), value: to - from })),
        { chance: chance('test') },
      )
    : permutationTest(asRuns('second', second), asRuns('first', first), { chance: chance('test') });
  return {
    means,
    runs: [one.length, other.length],
    difference: {
      value: paired ? mean(pairs.map(([, to, from]) => to - from)) : means[1] - means[0],
      ...interval(0.95),
    },
    at90: interval(0.9),
    paired,
    probability: test.probability,
    isShare: [...one, ...other].every((value) => value >= 0 && value <= 1),
  };
}

/** Numbers by seed; runs without the value are left out. */
function valuesIn(rows: readonly RunRecord[], column: string): ReadonlyMap<number, number> {
  return new Map(
    rows.flatMap(({ seed, values }) => {
      const value = values[column];
      return typeof value === 'number' ? [[seed, value] as const] : [];
    }),
  );
}

function asRuns(study: string, values: ReadonlyMap<number, number>): readonly RunValue[] {
  return [...values].map(([seed, value]) => ({ run: `${study}.${seed}`, value }));
}

function successes(values: readonly number[]): { readonly successes: number; readonly n: number } {
  return { successes: values.reduce((sum, value) => sum + value, 0), n: values.length };
}
