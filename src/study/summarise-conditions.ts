import { holmOverTests, personsOf, summariseCondition, varianceAcrossConditions } from '../analysis/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import type { ConditionSummary, LedgerLine, RunRecord, Standings, StudySummary } from '../spec/index.js';
import { adaptationOf, type TellingRecords } from './adaptation.js';
import { stoppedIn } from './allotment.js';
import type { ReadyCondition } from './conditions.js';
import type { StudyDesign } from './design.js';
import { ledgerOf } from './ledger.js';
import { valuedOf } from './values.js';

/** Factor of a study whose levels are persona sets. */
const WHO = 'population';

/**
 * All conditions of a study, each by itself; with tests of information corrected for their number in the study, and with
 * what depends on who takes part and what on the condition.
 */
export function summariseConditions(
  conditions: readonly ReadyCondition[],
  rows: ReadonlyMap<string, RunRecord>,
  about: {
    readonly design: StudyDesign;
    readonly standings?: Standings;
    /** What agents answered when runs were over, by the key of the run. */
    readonly lines: ReadonlyMap<string, LedgerLine>;
    /** Rows of runs that were not played to their end. */
    readonly stopped: readonly RunRecord[];
    /** What people answered who were told histories; absent where nobody was. */
    readonly telling?: TellingRecords;
  },
): { readonly conditions: readonly ConditionSummary[]; readonly variance?: StudySummary['variance'] } {
  const { design, standings, lines, stopped, telling } = about;
  const of = (name: string): readonly RunRecord[] => [...rows.values()].filter(({ condition }) => condition === name);
  const each = conditions.map((condition) => ({
    ...summariseCondition({
      ...condition,
      records: of(condition.name),
      unfinished: stoppedIn(stopped, condition.name),
      ...(standings === undefined ? {} : { standings }),
      conditions: conditions.length,
      ledger: ledgerOf(condition.name, rows, lines),
      valued: valuedOf(condition, rows, lines),
      chances: chancesFrom(`${design.seed}/${condition.name}`),
    }),
    ...(telling === undefined ? {} : adaptationOf(condition, telling)),
  }));
  const corrected = holmOverTests(each.flatMap(({ information }) => information ?? []));
  const summaries = each.map((summary, at) => ({ ...summary, information: corrected[at] }));
  const variance = varianceAcrossConditions(
    conditions.map(({ name, agents, population, levels = {} }, at) => ({
      situation: situationOf(name, levels),
      summary: summaries[at] as ConditionSummary,
      records: of(name),
      ...(population === null ? {} : { personas: population.name }),
      ...personsOf(agents),
    })),
    chancesFrom(`${design.seed}/across conditions`),
  );
  return { conditions: summaries, ...(variance.length === 0 ? {} : { variance: [...variance] }) };
}

/** Conditions that differ in nothing but who takes part are one situation. */
function situationOf(name: string, levels: NonNullable<ReadyCondition['levels']>): string {
  const others = Object.entries(levels).filter(([factor]) => factor !== WHO);
  if (!(WHO in levels)) return name;
  return others.length === 0
    ? 'the same'
    : others.map(([factor, level]) => `${factor} ${JSON.stringify(level)}`).join(', ');
}
