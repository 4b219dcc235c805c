import { equivalence, FEWEST_RUNS, holm, type Interval } from '../foundation/statistics/index.js';
import type { RunRecord } from '../spec/index.js';
import { compareRuns } from './_internals/compare-runs.js';
import { designDifferences, type DesignDifference } from './_internals/design-differences.js';
import type { StudyDesign } from './design.js';
import { readStudyFile } from './folder.js';
import { recordedRows } from './recorded-rows.js';

/** A column of one arm of a condition, in two studies. */
export interface ColumnComparison {
  readonly condition: string;
  readonly arm: string;
  readonly column: string;
  readonly means: readonly [number, number];
  readonly runs: readonly [number, number];
  /** The second study less the first, with its 95 % interval over runs. */
  readonly difference: { readonly value: number } & Interval;
  /** Whether runs with the same seed are pairs: they share what is drawn for both. */
  readonly paired: boolean;
  /** Probability of such a difference where there is none, raised for the number of comparisons (Holm 1979). */
  readonly probability: number;
  /** `alike`, of shares alone, is an equivalence within the margin and no failed test. */
  readonly verdict: 'differs' | 'alike' | 'open';
}

/** What differs between two studies, and whether it matters to what they found. */
export interface StudyComparison {
  readonly ids: readonly [string, string];
  readonly design: readonly DesignDifference[];
  /** What both measured; what differs most surely first. */
  readonly columns: readonly ColumnComparison[];
  /** Margin within which shares are alike. */
  readonly margin: number;
}

const LEVEL = 0.05;
const MARGIN = 0.05;

/**
 * Compares two studies from their folders: every difference of their designs, and of every column that both measured in the
 * same condition and arm the difference of means, its interval, and a permutation test over runs (over the signs of pairs,
 * where both have the same seeds). All tests together keep the level .05 (Holm 1979). Where each study has one condition, the
 * two are compared whatever they are called. With fewer than six runs nothing is decided.
 *
 * @throws MesocosmError (usage) when a folder is no study.
 * @example const { design, columns } = await compareStudies('studies/A', 'studies/B');
 */
export async function compareStudies(first: string, second: string): Promise<StudyComparison> {
  const [a, b] = [await loaded(first), await loaded(second)];
  const sameSeeds = a.design.scenario === b.design.scenario && a.design.seed === b.design.seed;
  const pairs = conditionsInBoth(a.design, b.design);
  const found = pairs.flatMap(([one, other]) =>
    one.arms
      .filter((arm) => other.arms.includes(arm))
      .flatMap((arm) => {
        const rows = [rowsOf(a, one.name, arm), rowsOf(b, other.name, arm)] as const;
        const condition = one.name === other.name ? one.name : `${one.name} / ${other.name}`;
        return columnsIn(rows).flatMap((column) => {
          const compared = compareRuns(rows, { condition, arm, column, sameSeeds });
          return compared === null ? [] : [{ condition, arm, column, ...compared }];
        });
      }),
  );
  const raised = holm(found.map(({ probability }) => probability));
  const columns = found.map(({ isShare, at90, ...one }, at): ColumnComparison => {
    const probability = raised[at] ?? 1;
    const n = Math.min(...one.runs);
    const alike = isShare && equivalence({ at90, at95: one.difference, n }, MARGIN) === 'equivalent';
    const differs = probability <= LEVEL && n >= FEWEST_RUNS;
    return { ...one, probability, verdict: differs ? 'differs' : alike ? 'alike' : 'open' };
  });
  return {
    ids: [a.id, b.id],
    design: designDifferences(a.design, b.design, pairs),
    columns: columns.toSorted((x, y) => x.probability - y.probability),
    margin: MARGIN,
  };
}

interface Loaded {
  readonly id: string;
  readonly design: StudyDesign;
  readonly rows: readonly RunRecord[];
}

type Condition = StudyDesign['conditions'][number];

async function loaded(folder: string): Promise<Loaded> {
  const { id, design } = await readStudyFile(folder);
  return { id, design, rows: [...(await recordedRows(folder)).values()] };
}

/** Those of the same name, or the only ones of both. */
function conditionsInBoth(a: StudyDesign, b: StudyDesign): readonly (readonly [Condition, Condition])[] {
  const [one, other] = [a.conditions[0], b.conditions[0]];
  if (a.conditions.length === 1 && b.conditions.length === 1 && one !== undefined && other !== undefined) {
    return [[one, other]];
  }
  return a.conditions.flatMap((condition) => {
    const same = b.conditions.find(({ name }) => name === condition.name);
    return same === undefined ? [] : [[condition, same] as const];
  });
}

function rowsOf({ rows }: Loaded, condition: string, arm: string): readonly RunRecord[] {
  return rows.filter((row) => row.condition === condition && row.arm === arm);
}

function columnsIn([one, other]: readonly [readonly RunRecord[], readonly RunRecord[]]): readonly string[] {
  const there = new Set(other.flatMap(({ values }) => Object.keys(values)));
  return [...new Set(one.flatMap(({ values }) => Object.keys(values)))].filter((column) => there.has(column));
}
