import type { Chances, ConditionSummary, RunRecord, VarianceSummary } from '../../spec/index.js';
import { choiceVariance, focalOption, runVariance, type SituationRuns } from './variance-in-study.js';

/** A condition as a situation that people were put into. */
export interface ConditionRuns extends Pick<SituationRuns, 'persons' | 'personas'> {
  /** Its situation in words: the same for conditions that differ in nothing but who takes part. */
  readonly situation: string;
  readonly summary: ConditionSummary;
  /** Runs of all arms. */
  readonly records: readonly RunRecord[];
}

/**
 * How much of the variance hangs on who takes part and how much on the condition, where agents meet: of what each chose last,
 * and of the first outcome of each run.
 *
 * @returns Nothing where there are fewer than two conditions.
 */
export function varianceAcrossConditions(
  conditions: readonly ConditionRuns[],
  chances: Chances,
): readonly VarianceSummary[] {
  const [first] = conditions;
  if (first === undefined || conditions.length < 2) return [];
  const runs = conditions.map(({ situation, persons, personas, records }) => ({
    situation,
    ...(persons === undefined ? {} : { persons }),
    ...(personas === undefined ? {} : { personas }),
    records: records.filter(({ arm }) => arm === 'interacting'),
  }));
  const { options, outcomes } = first.summary;
  const alike = conditions.every(({ summary }) => JSON.stringify(summary.options) === JSON.stringify(options));
  const ofChoices = choiceVariance({
    over: 'conditions',
    runs: alike ? runs : [],
    focal: focalOption(options, outcomes),
    chances,
  });
  const outcome = outcomes[0];
  return [
    alike ? ofChoices : { ...ofChoices, reason: 'conditions have different options' },
    ...(outcome === undefined ? [] : [runVariance(runs, { column: outcome.column, title: titleOf(outcome), chances })]),
  ];
}

function titleOf({ title, focal }: ConditionSummary['outcomes'][number]): string {
  return focal === null ? title : `${title}: ${focal}`;
}
