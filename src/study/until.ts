import { userError } from '../foundation/errors/index.js';
import { lookAt, looksOf } from '../foundation/statistics/index.js';
import type { RunRecord, Scenario, UntilNarrow } from '../spec/index.js';
import type { ReadyCondition } from './conditions.js';
import type { StudyDesign } from './design.js';

/** The rule in words, for the record. */
export function untilInWords({ measure, arm, width, atLeast, atMost, level }: UntilNarrow): string {
  return (
    `runs of every arm until the ${Math.round(level * 100)} % interval of ${measure} in ${arm} is no wider than ${width} in ` +
    `every condition, from ${atLeast} to ${atMost}`
  );
}

/** @throws MesocosmError (usage) listing the measures, when a scenario does not have the one that the rule looks at. */
export function assertUntil(until: UntilNarrow | undefined, scenarios: readonly (readonly [string, Scenario])[]): void {
  if (until === undefined) return;
  for (const [condition, scenario] of scenarios) {
    const available = scenario.measures.flatMap(({ columns }) => Object.keys(columns));
    if (available.includes(until.measure)) continue;
    const what = `the condition "${condition}" has no measure "${until.measure}" whose interval could be looked at`;
    throw userError({ kind: 'usage', what, available, given: until.measure });
  }
}

/** Numbers of runs after which it is looked whether there are enough: fixed before the first run. */
export function looksAt({ runs, until }: Pick<StudyDesign, 'runs' | 'until'>): readonly number[] {
  return until === undefined ? [runs] : looksOf({ ...until, kind: 'until-width', of: 'mean' });
}

/** Whether the interval that the rule looks at is narrow in every condition. A study without a rule is never. */
export function isNarrow(
  { until }: Pick<StudyDesign, 'until'>,
  conditions: readonly Pick<ReadyCondition, 'name' | 'scenario'>[],
  rows: readonly RunRecord[],
): boolean {
  if (until === undefined) return false;
  return conditions.every(({ name, scenario }) => {
    const of = isShare(scenario, until.measure) ? ('share' as const) : ('mean' as const);
    const values = rows.flatMap(({ condition, arm, seed, values: row }) => {
      const value = row[until.measure];
      const isOf = condition === name && arm === until.arm && typeof value === 'number';
      return isOf ? [{ run: String(seed), value }] : [];
    });
    const rule = { kind: 'until-width', of, ...until } as const;
    // Runs without a value do not count: the interval is taken where those with one are.
    return lookAt(rule, values, { budgetEnded: true }).stop === 'narrow';
  });
}

function isShare({ measures, outcomes }: Scenario, column: string): boolean {
  const isWin = outcomes.some((outcome) => outcome.kind === 'choice' && outcome.columns.includes(column));
  return isWin || measures.some(({ columns }) => columns[column]?.proportion === true);
}
