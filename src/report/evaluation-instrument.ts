import { betterModeClause } from '../persona/instrument/index.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
import { plural } from './format.js';
import { sentence } from './persona-blocks.js';
import { listed } from './persona-figures.js';

/** A context in which the instrument fails, whoever writes. */
interface FailingContext {
  readonly context: string;
  readonly axes: readonly string[];
  /** Which mode of asking does better there, or that none does; `undefined` where no other could be asked. */
  readonly better: string | undefined;
}

/** That the instrument fails in the context of a population: on which axes, and which mode does better; '' where it does not. */
export function failureNote(row: EvaluatedPopulation, report: EvaluationReport): string {
  const { instrumentFailed } = row;
  if (instrumentFailed.length === 0) return '';
  const better = betterIn(row, report);
  return [`the instrument fails on ${instrumentFailed.join(', ')}`, ...(better === undefined ? [] : [better])].join(
    '; ',
  );
}

/** In which contexts the instrument fails, on which axes, and which mode does better; `undefined` where it fails in none. */
export function failureSummary(report: EvaluationReport): string | undefined {
  const failing = failingContexts(report);
  if (failing.length === 0) return undefined;
  const contexts = new Set(report.rows.map(({ context }) => context)).size;
  const where = listed(failing.map(({ context, axes }) => `${context} (${axes.join(', ')})`), 12); // prettier-ignore
  const said = [...new Set(failing.flatMap(({ better }) => better ?? []))].map((better) => {
    const own = failing.filter((one) => one.better === better).map(({ context }) => context);
    return sentence(own.length === failing.length ? better : `${better} (${listed(own, 12)})`);
  });
  return [`The instrument fails in ${failing.length} of ${plural(contexts, 'context')}: ${where}.`, ...said].join(' ');
}

function failingContexts(report: EvaluationReport): readonly FailingContext[] {
  const failing = new Map<string, EvaluatedPopulation>();
  for (const row of report.rows) {
    if (row.instrumentFailed.length > 0 && !failing.has(row.context)) failing.set(row.context, row);
  }
  return [...failing].map(([context, row]) => ({
    context,
    axes: row.instrumentFailed,
    better: betterIn(row, report),
  }));
}

function betterIn(
  { measures, instrumentFailed, otherModes }: EvaluatedPopulation,
  { modes, untried }: EvaluationReport,
): string | undefined {
  const [mode] = modes;
  if (mode === undefined) return undefined;
  const others = otherModes.map((other) => ({ mode: other.mode, failed: other.instrumentFailed }));
  const axes = measures?.axes.length ?? instrumentFailed.length;
  return betterModeClause({ mode, failed: instrumentFailed }, others, { axes, untried });
}
