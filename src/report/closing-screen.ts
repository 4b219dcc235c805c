import type { ArmSummary, ConditionSummary, StudySummary } from '../spec/index.js';
import { costLine } from './cost.js';
import { count, estimate, number, plural, share, signed } from './format.js';
import { wrap } from './wrap.js';

/** A terminal of 80 columns shows so many lines without scrolling. */
const MOST_LINES = 25;

/**
 * What stands at the end of a study in the terminal: at most 25 lines from 80 columns on. What does not fit is left to the
 * report: first the sentence that repeats the figures in words, then notes after the first, then null arms.
 */
export function closingScreen(
  summary: StudySummary,
  how: { readonly width: number; readonly folder: string; readonly report: string },
): string {
  const width = Math.max(20, Math.min(how.width, 100));
  const shown = summary.conditions.slice(0, 2);
  const lines = [
    `${summary.scenario.title}: ${plural(summary.design.runs, 'run')} of every arm, ${summary.mind.name}`,
    ...(shown.length > 1
      ? shown.flatMap((condition) => brief(condition))
      : shown.flatMap((condition) => full(condition))),
    ...(summary.conditions.length > 2
      ? [`and ${plural(summary.conditions.length - 2, 'more condition')}, in the report`]
      : []),
    ...summary.warnings.slice(0, 2).map((text) => `${NOTE}${text}`),
    failureLine(summary),
    costLine(summary),
    `Folder: ${how.folder}`,
    `Report: ${how.report}`,
  ];
  return fitted(lines, { width, summary }).join('\n');
}

function fitted(
  lines: readonly string[],
  how: { readonly width: number; readonly summary: StudySummary },
): readonly string[] {
  const wrapped = lines.flatMap((line) => wrap(line, how.width));
  if (how.width < 80 || wrapped.length <= MOST_LINES) return wrapped;
  const dispensable = leastNeeded(lines, how.summary);
  return dispensable < 0 ? wrapped : fitted(lines.toSpliced(dispensable, 1), how);
}

const NOTE = 'Note: ';
const NULL_ARM = '  ';

/** Index of the line that the screen can do without first, or -1. */
function leastNeeded(lines: readonly string[], { conditions }: StudySummary): number {
  const sentences = new Set(conditions.flatMap(({ outcomes }) => outcomes.map(({ sentence }) => sentence)));
  const sentence = lines.findLastIndex((line) => sentences.has(line));
  if (sentence >= 0) return sentence;
  const notes = lines.filter((line) => line.startsWith(NOTE)).length;
  if (notes > 1) return lines.findLastIndex((line) => line.startsWith(NOTE));
  return lines.findLastIndex((line) => line.startsWith(NULL_ARM));
}

function full(condition: ConditionSummary): readonly string[] {
  const { outcomes, arms } = condition;
  const together = arms.find(({ name }) => name === 'interacting');
  const outcome = outcomes[0];
  return [
    `Alone:    ${alone(condition)}`,
    `Together: ${outcome === undefined ? '' : `${outcome.title}${outcome.focal === null ? '' : ` (${outcome.focal})`} ${estimate(outcome.interacting)}`}${timing(together)}`,
    `Isolated: ${outcome?.isolated === undefined || outcome.isolated === null ? 'did not run' : estimate(outcome.isolated)}; independent draws ${share(outcome?.independentDraws ?? null)}`,
    ...(outcome === undefined
      ? []
      : [
          `Against the prior ${estimate(outcome.againstPrior, signed)}: ${outcome.class}.`,
          `Against isolated ${outcome.againstIsolated === null ? 'did not run' : estimate(outcome.againstIsolated, signed)}: the meeting changed it: ${outcome.changed}.`,
        ]),
    ...others(condition).map((line) => `${NULL_ARM}${line}`),
    ...(outcome === undefined ? [] : [outcome.sentence]),
  ];
}

function brief({ name, outcomes }: ConditionSummary): readonly string[] {
  return outcomes.slice(0, 1).map((outcome) => `${name}: ${outcome.sentence}`);
}

function alone({ priors, options }: ConditionSummary): string {
  return priors
    .slice(0, 2)
    .map(
      ({ situation, probabilities }) =>
        `${situation} history ${options
          .slice(0, 2)
          .map((option, index) => `${option} ${share(probabilities[index] ?? null)}`)
          .join(', ')}`,
    )
    .join('; ');
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

/** The null arms, one line each. */
function others({ arms, outcomes }: ConditionSummary): readonly string[] {
  const [outcome] = outcomes;
  return arms
    .filter(({ name }) => name !== 'interacting' && name !== 'isolated')
    .map(({ name, measures, winners }) => {
      const value = measures[outcome?.column ?? ''];
      const won = Object.entries(winners).map(([option, runs]) => `${option} ${number(runs)}`);
      const order = value === undefined ? '' : estimate(value.mean);
      return `${name}: ${[order, won.length === 0 ? '' : `won by ${won.join(', ')}`].filter((part) => part !== '').join('; ')}`;
    });
}

function failureLine({ failures }: StudySummary): string {
  if (failures.failed === 0) return `Failures: none of ${count(failures.decisions)} decisions.`;
  return `Failures: ${count(failures.failed)} of ${count(failures.decisions)} decisions (${share(failures.share)}).`;
}
