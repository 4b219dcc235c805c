import { fisherInterval, mean, pearson, standardisedDifference } from '../../../foundation/statistics/index.js';
import { INSTRUMENT_THRESHOLDS, type AxisCheck } from '../instrument-check.js';

/** Raw agreement of pole people with the items of one axis. */
export interface PoleAnswers {
  readonly axis: string;
  readonly items: readonly { readonly id: string; readonly reverseKeyed: boolean }[];
  /** A row a person, a column an item; 0 to 1, ½ is the midpoint, whatever the key; `null` where it is missing. */
  readonly low: readonly (readonly (number | null)[])[];
  readonly high: readonly (readonly (number | null)[])[];
  /** What else is against the axis. */
  readonly doubts?: readonly string[];
}

/** A smaller spread within a pole counts as this much of the axis: who repeats himself has no infinite effect. */
const LEAST_SPREAD = 0.01;

/** The verdict on one axis, and how much each person agrees whatever is said. */
export function judgeAxis(answers: PoleAnswers): { readonly check: AxisCheck; readonly pulls: readonly number[] } {
  const { axis, items, low, high, doubts = [] } = answers;
  const all = [...low, ...high];
  const asked = all.length * items.length;
  const missing = all.flat().filter((value) => value === null).length;
  const separation = separationOf(answers);
  const byKey = all.flatMap((row) => {
    const [forward, reversed] = [false, true].map((key) =>
      known(row.filter((_, at) => items[at]?.reverseKeyed === key)),
    );
    if (forward === undefined || reversed === undefined || forward.length === 0 || reversed.length === 0) return [];
    return [[mean(forward), mean(reversed)] as const];
  });
  const correlation = pearson(
    byKey.map(([forward]) => forward),
    byKey.map(([, reversed]) => reversed),
  );
  const interval = correlation === null ? undefined : fisherInterval(correlation, byKey.length);
  const keys = interval === undefined ? null : { correlation: correlation as number, ...interval };
  const pulls = byKey.map(([forward, reversed]) => (forward + reversed) / 2 - 0.5);
  const found = [
    ...missingReason({ missing, asked }),
    ...separationReason(separation),
    ...keysReason(keys, new Set(items.map(({ reverseKeyed }) => reverseKeyed)).size),
  ];
  // Where there was nothing to answer on, the doubts say why.
  const reasons = doubts.length > 0 && asked === 0 ? doubts : [...doubts, ...found];
  const acquiescence = pulls.length === 0 ? null : mean(pulls);
  const verdict = reasons.length === 0 ? 'measurable' : 'failed';
  return { check: { axis, verdict, reasons, separation, keys, acquiescence, missing, asked }, pulls };
}

function separationOf({ items, low, high }: PoleAnswers): AxisCheck['separation'] {
  const scores = (rows: PoleAnswers['low']): number[] =>
    rows.flatMap((row) => {
      const own = known(
        row.map((value, at) => (value !== null && items[at]?.reverseKeyed === true ? 1 - value : value)),
      );
      return own.length === 0 ? [] : [mean(own)];
    });
  const [below, above] = [scores(low), scores(high)];
  if (below.length < 2 || above.length < 2) return null;
  const { difference, spread, effect, interval } = standardisedDifference(above, below, { leastSpread: LEAST_SPREAD });
  return { difference, spread, effect, ...interval };
}

function missingReason({ missing, asked }: { readonly missing: number; readonly asked: number }): readonly string[] {
  if (asked === 0) return ['it has no items'];
  return missing <= INSTRUMENT_THRESHOLDS.missing * asked ? [] : [`${missing} of ${asked} answers are missing`];
}

function separationReason(separation: AxisCheck['separation']): readonly string[] {
  if (separation === null) return ['too few pole people answered'];
  const { effect, low, high } = separation;
  if (low > INSTRUMENT_THRESHOLDS.effect) return [];
  const said = `g ${effect.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  if (high < 0) return [`its poles are the wrong way round (${said})`];
  return [`its poles do not separate beyond their own spread (${said})`];
}

function keysReason(keys: AxisCheck['keys'], kinds: number): readonly string[] {
  if (kinds < 2) return ['its items are all keyed alike, so a position cannot be told from agreement with everything'];
  if (keys === null) return ['agreement does not vary with the pole'];
  if (keys.high < INSTRUMENT_THRESHOLDS.correlation) return [];
  const { correlation, low, high } = keys;
  const said = `r ${correlation.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return [`forward and reversed items do not run against each other (${said})`];
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}
