import { committedShare } from '../analysis/index.js';
import { nearest, userError } from '../foundation/errors/index.js';
import { StudyFit, type MeasureColumn, type StudyFitInput } from '../spec/index.js';
import { wantedArms, type GivenCondition } from './conditions.js';

/**
 * Refuses what could not be fitted, before anything is run.
 *
 * @throws MesocosmError (usage) naming the fit, what is wrong with it, and what there is.
 */
export function assertFits(
  fits: readonly StudyFitInput[] | undefined,
  conditions: readonly GivenCondition[],
  arms?: readonly string[],
): void {
  for (const [place, given] of (fits ?? []).entries()) {
    const where = `fit ${place + 1} of the study`;
    const parsed = StudyFit.safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw userError({ kind: 'usage', what: `${issue?.path.join('.') || 'kind'}: ${issue?.message}`, where });
    }
    const fit = parsed.data;
    assertFactor(fit.factor, conditions, where);
    if (fit.kind === 'critical-mass' && fit.between !== undefined) assertDirections(fit, conditions, where);
    for (const condition of conditions) {
      assertOutcome(fit, condition, where);
      const running = wantedArms(condition.scenario, arms);
      if (running.includes(fit.arm)) continue;
      throw userError({
        kind: 'usage',
        what: `the arm "${fit.arm}" does not run`,
        where,
        given: fit.arm,
        available: running,
      });
    }
    if (fit.kind === 'critical-mass') assertScan(conditions, fit.factor, where);
  }
}

function levelsOf(factor: string, conditions: readonly GivenCondition[]): readonly unknown[] {
  return [...new Set(conditions.map(({ levels = {} }) => levels[factor]))];
}

function assertFactor(factor: string, conditions: readonly GivenCondition[], where: string): void {
  const available = [...new Set(conditions.flatMap(({ levels = {} }) => Object.keys(levels)))];
  if (!available.includes(factor)) {
    const what = `the study has no factor "${factor}"`;
    const remedy = nearest(factor, available) === undefined ? 'a fit goes over the levels of a factor' : undefined;
    throw userError({ kind: 'usage', what, where, given: factor, available, remedy });
  }
  const levels = levelsOf(factor, conditions);
  if (levels.length > 1 && levels.every((level) => typeof level === 'number')) return;
  const what = `the factor "${factor}" cannot be scanned`;
  throw userError({ kind: 'usage', what, where, expected: 'at least two levels, all of them numbers' });
}

function assertDirections(
  { factor, between = '' }: Extract<StudyFit, { kind: 'critical-mass' }>,
  conditions: readonly GivenCondition[],
  where: string,
): void {
  const available = [...new Set(conditions.flatMap(({ levels = {} }) => Object.keys(levels)))];
  const many = levelsOf(between, conditions).length;
  if (available.includes(between) && between !== factor && many === 2) return;
  const what = available.includes(between)
    ? `between: the factor "${between}" does not make two directions`
    : `between: the study has no factor "${between}"`;
  const expected = 'another factor than the one that is scanned, with two levels';
  throw userError({ kind: 'usage', what, where, expected });
}

function assertOutcome(fit: StudyFit, { name, scenario }: GivenCondition, where: string): void {
  const columns = new Map(scenario.measures.flatMap((measure) => Object.entries(measure.columns)));
  const column = columns.get(fit.outcome);
  if (column === undefined) {
    const what = `the condition "${name}" has no measure "${fit.outcome}"`;
    throw userError({ kind: 'usage', what, where, given: fit.outcome, available: [...columns.keys()] });
  }
  const lacking = lackingIn(fit, column);
  if (lacking === undefined) return;
  const fitting = [...columns].filter(([, one]) => lackingIn(fit, one) === undefined).map(([one]) => one);
  throw userError({ kind: 'usage', what: `"${fit.outcome}" ${lacking}`, where, available: fitting });
}

/** What keeps a column from being fitted so. */
function lackingIn({ kind }: StudyFit, { proportion, range, horizon, unit }: MeasureColumn): string | undefined {
  const isShare = proportion === true || (range?.[0] === 0 && range[1] === 1) || unit === 'share';
  if (kind === 'tanh') return isShare ? undefined : 'is no share, which this curve is for';
  if (kind === 'dose-response') return undefined;
  if (proportion !== true) return 'is not what happens in a run or does not';
  return kind === 'logistic' || horizon !== undefined
    ? undefined
    : 'has no horizon, and a critical mass is always that of a horizon';
}

/** A scan of a critical mass needs different committed shares. */
function assertScan(conditions: readonly GivenCondition[], factor: string, where: string): void {
  const shares = new Set(conditions.map(({ scenario }) => committedShare(scenario.agents)));
  if (shares.size > 1) return;
  const what = `the factor "${factor}" does not change how many agents are committed`;
  throw userError({ kind: 'usage', what, where, expected: 'a factor that does, for a critical mass' });
}
