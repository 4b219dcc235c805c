import type { AnswerTable, Chance } from '../../spec/index.js';
import { correlation } from './_internals/association.js';
import { columnsOf, meanAnswered } from './positions-of.js';

/** Splits over which the correlation is averaged. */
const SPLITS = 50;

/**
 * Reliability of each axis by halves of its items: the correlation of people's means on both, averaged over 50 random
 * splits that share out forward and reverse-keyed items alike, stepped up to the whole by `2r / (1 + r)` (Spearman 1910;
 * Brown 1910). `null` where an axis has one item, or people do not differ. It says how much of the spread on an axis the
 * same instrument would find again, so that its noise is not blamed on the writer.
 */
export function splitHalf(table: AnswerTable, options: { readonly chance: Chance }): (number | null)[] {
  return table.axes.map((axis) => {
    const columns = columnsOf(table, axis);
    if (columns.length < 2) return null;
    const found: number[] = [];
    for (let split = 0; split < SPLITS; split += 1) {
      const r = correlationOfHalves(table, halvesOf(table, columns, options.chance));
      if (r !== null) found.push(r);
    }
    if (found.length === 0) return null;
    const r = found.reduce((sum, value) => sum + value, 0) / found.length;
    return r <= -0.99 ? -1 : Math.max(-1, (2 * r) / (1 + r));
  });
}

/** Items of each key dealt in turn, so that both halves have alike many of each. */
function halvesOf(table: AnswerTable, columns: readonly number[], chance: Chance): readonly [number[], number[]] {
  const forward = columns.filter((column) => table.items[column]?.reverseKeyed === false);
  const reversed = columns.filter((column) => table.items[column]?.reverseKeyed !== false);
  const dealt = [...chance.shuffle(forward), ...chance.shuffle(reversed)];
  return [dealt.filter((_, at) => at % 2 === 0), dealt.filter((_, at) => at % 2 === 1)];
}

function correlationOfHalves(table: AnswerTable, [one, other]: readonly [number[], number[]]): number | null {
  const pairs = table.scores.flatMap((row) => {
    const [left, right] = [meanAnswered(row, one), meanAnswered(row, other)];
    return left === null || right === null ? [] : [[left, right] as const];
  });
  if (pairs.length < 3) return null;
  return correlation(
    pairs.map(([left]) => left),
    pairs.map(([, right]) => right),
  );
}
