import {
  MEAN_FIELD,
  type ArmSummary,
  type ConditionSummary,
  type OutcomeSummary,
  type StudySummary,
} from '../spec/index.js';
import { adaptationLines } from './adaptation-section.js';
import { codingLine } from './coding-section.js';
import { costLine } from './cost.js';
import { factorLines } from './factor-section.js';
import { fitSentences } from './fit-section.js';
import { fittedLines, type ScreenLine } from './fitted-lines.js';
import { count, estimate, number, plural, share, signed } from './format.js';
import { informationLine } from './information-section.js';
import { ledgerLine } from './ledger-section.js';
import { peopleSentence } from './people-sentence.js';
import { tableSentences } from './scenario-tables.js';
import { valuesLine } from './values-section.js';
import { varianceLine } from './variance-section.js';

/** So many lines are shown without scrolling. */
const MOST_LINES = 25;

/** In this order the screen does without what the report has as well. */
const KEEP = {
  family: 0.5,
  sentence: 1,
  laterNote: 2,
  nullArm: 3,
  table: 4,
  conditionInWords: 5,
  firstNote: 6,
  fit: 7,
} as const;

/**
 * What stands at the end of a study in the terminal: at most 25 lines from 40 columns on, unless names and paths alone take
 * more. What does not fit is left to the report: first what information, variance and the coder's errors say, then the sentence that repeats the
 * figures in words, then notes after the first, then null arms, then what tables of the scenario say, then the words about
 * each of two conditions, whose figures stay, then the first note, then what fitted curves say. What is smaller has its place
 * where that leaves room. Figures, failures, cost and paths stay.
 */
export function closingScreen(
  summary: StudySummary,
  how: { readonly width: number; readonly folder: string; readonly report: string },
): string {
  const width = Math.max(20, Math.min(how.width, 100));
  const shown = summary.conditions.slice(0, 2);
  const more = summary.conditions.length - shown.length;
  const scanned = more > 0 ? factorLines(summary) : [];
  const lines: readonly ScreenLine[] = [
    kept(`${summary.scenario.title}: ${plural(summary.design.runs, 'run')} of every arm, ${summary.mind.name}`),
    ...(scanned.length > 0 ? [] : shown.flatMap((one) => (shown.length > 1 ? brief(one) : full(one)))),
    ...(more > 0 && scanned.length === 0 ? [kept(`and ${plural(more, 'more condition')}, in the report`)] : []),
    ...fitSentences(summary).map((text, index) => ({ text, keep: KEEP.fit - index / 10_000 })),
    ...scanned.map((text, index) => ({ text, keep: KEEP.conditionInWords - index / 10_000 })),
    ...(scanned.length === 0
      ? []
      : [kept(`All ${plural(summary.conditions.length, 'condition')} with all figures: in the report`)]),
    ...[peopleSentence(summary.mind)].flatMap((text) => (text === undefined ? [] : [kept(text)])),
    ...notes(summary.warnings),
    kept(failureLine(summary)),
    kept(costLine(summary)),
    kept(`Folder: ${how.folder}`),
    kept(`Report: ${how.report}`),
  ];
  return fittedLines(lines, { width, most: MOST_LINES }).join('\n');
}

function kept(text: string): ScreenLine {
  return { text };
}

function notes(warnings: readonly string[]): readonly ScreenLine[] {
  const instead = `${plural(warnings.length, 'note')}, in the report`;
  return warnings.slice(0, 2).map((text, index) => ({
    text: `Note: ${text}`,
    ...(index === 0 ? { keep: KEEP.firstNote, instead } : { keep: KEEP.laterNote }),
  }));
}

function full(condition: ConditionSummary): readonly ScreenLine[] {
  const { outcomes, arms } = condition;
  const together = arms.find(({ name }) => name === 'interacting');
  const outcome = outcomes[0];
  return [
    kept(`Alone:    ${alone(condition)}`),
    kept(
      `Together: ${outcome === undefined ? '' : `${titleOf(outcome)} ${estimate(outcome.interacting)}`}${timing(together)}`,
    ),
    kept(`Isolated: ${isolated(outcome)}; independent draws ${share(outcome?.independentDraws ?? null)}`),
    ...(outcome === undefined
      ? []
      : [
          kept(`Against the prior ${estimate(outcome.againstPrior, signed)}: ${outcome.class}.`),
          kept(
            `Against isolated ${estimate(outcome.againstIsolated, signed)}: the meeting changed it: ${outcome.changed}.`,
          ),
        ]),
    ...headlines(together).map(kept),
    ...[ledgerLine(condition)].flatMap((text) => (text === undefined ? [] : [{ text, keep: KEEP.table }])),
    ...adaptationLines(condition).map((text) => ({ text, keep: KEEP.table })),
    ...[valuesLine(condition)].flatMap((text) => (text === undefined ? [] : [{ text, keep: KEEP.table }])),
    ...tableSentences(condition).map((text) => ({ text, keep: KEEP.table })),
    // One by one, the first before the last.
    ...others(condition).map((line, index) => ({ text: `  ${line}`, keep: KEEP.nullArm - index / 1000 })),
    ...[codingLine(condition), informationLine(condition), varianceLine(condition.variance)].flatMap((text, index) =>
      text === undefined ? [] : [{ text, keep: KEEP.family - index / 1000 }],
    ),
    ...(outcome === undefined ? [] : [{ text: outcome.sentence, keep: KEEP.sentence }]),
  ];
}

/** A condition of several: in words, or where there is no room in figures alone. */
function brief({ name, outcomes }: ConditionSummary): readonly ScreenLine[] {
  return outcomes.slice(0, 1).map((outcome) => ({
    text: `${name}: ${outcome.sentence}`,
    keep: KEEP.conditionInWords,
    instead:
      `${name}: ${titleOf(outcome)} ${estimate(outcome.interacting)}, prior ${share(outcome.prior.value)}: ` +
      `${outcome.class}; isolated ${isolated(outcome)}: changed: ${outcome.changed}`,
  }));
}

function titleOf({ title, focal }: OutcomeSummary): string {
  return focal === null ? title : `${title} (${focal})`;
}

function isolated(outcome: OutcomeSummary | undefined): string {
  return estimate(outcome?.isolated ?? null);
}

function alone({ priors, options }: ConditionSummary): string {
  return priors
    .slice(0, 2)
    .map(
      ({ situation, probabilities }) =>
        `${situation} history ${likeliest(options, probabilities)
          .map((index) => `${options[index]} ${share(probabilities[index] ?? null)}`)
          .join(', ')}`,
    )
    .join('; ');
}

/** The two options that are likeliest, as indices in the order of the options. */
function likeliest(options: readonly string[], probabilities: readonly number[]): readonly number[] {
  const weight = (index: number): number => probabilities[index] ?? 0;
  const indices = [...options.keys()].sort((one, other) => weight(other) - weight(one) || one - other);
  return indices.slice(0, 2).sort((one, other) => one - other);
}

/** When it happened and in how many runs, by the measure that says when, if there is one. */
function timing(arm: ArmSummary | undefined): string {
  const told = Object.values(arm?.measures ?? {}).find(({ when }) => when === true);
  if (arm === undefined || told === undefined) return '';
  const { title, median, mean, unit } = told;
  return median === null
    ? `; ${title}: in no run`
    : `; ${title}: median ${number(median)} ${unit}, in ${mean.n} of ${arm.runs} runs`;
}

/**
 * What the scenario says is worth a line of its own. Of what happens in a run or does not only the last, which is the one of
 * the longest horizon.
 */
function headlines(arm: ArmSummary | undefined): readonly string[] {
  const all = Object.values(arm?.measures ?? {}).filter(({ headline }) => headline === true);
  const last = all.findLast(happens);
  return all
    .filter((one) => one === last || !happens(one))
    .map((one) => `${one.title}: ${estimate(one.mean)}${happens(one) ? ' of the runs' : ''}`);
}

function happens({ unit }: ArmSummary['measures'][string]): boolean {
  return unit === 'yes = 1';
}

/** The null arms, one line each. */
function others({ arms, outcomes, meanField }: ConditionSummary): readonly string[] {
  const [outcome] = outcomes;
  const integrated = meanField === undefined ? [] : [`${MEAN_FIELD}: ${meanField.sentence}`];
  return arms
    .filter(({ name }) => name !== 'interacting' && name !== 'isolated')
    .map(({ name, measures, winners }) => {
      const value = measures[outcome?.column ?? ''];
      const won = Object.entries(winners).map(([option, runs]) => `${option} ${number(runs)}`);
      const order = value === undefined ? '' : estimate(value.mean);
      return `${name}: ${[order, won.length === 0 ? '' : `won by ${won.join(', ')}`].filter((part) => part !== '').join('; ')}`;
    })
    .concat(integrated);
}

function failureLine({ failures }: StudySummary): string {
  if (failures.failed === 0) return `Failures: none of ${count(failures.decisions)} decisions.`;
  return `Failures: ${count(failures.failed)} of ${count(failures.decisions)} decisions (${share(failures.share)}).`;
}
