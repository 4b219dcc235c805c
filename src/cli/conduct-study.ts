import { join, relative } from 'node:path';
import { isMesocosmError } from '../foundation/errors/index.js';
import { closingScreen } from '../report/index.js';
import type { Scenario, StudySummary } from '../spec/index.js';
import {
  runStudy,
  STUDY_FILES,
  wantedArms,
  withNewInterventions,
  type Study,
  type StudyOptions,
} from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { goOnAfterBudget } from './_internals/go-on-after-budget.js';
import { printJson } from './_internals/print-json.js';
import { withLargerLimit } from './_internals/with-larger-limit.js';
import { withWholePaths } from './_internals/with-whole-paths.js';
import type { Context } from './context.js';
import { createNarrator } from './narrator.js';

/** A study as a command asks for it. */
type Asked = Omit<StudyOptions, 'scenario'> & Required<Pick<StudyOptions, 'conditions' | 'runs' | 'seed'>>;

/** Runs a study before somebody's eyes: tells what it does, prints what it found, and says the command that goes on with it. */
export async function conductStudy(
  asked: Asked,
  { context, json }: { readonly context: Context; readonly json: boolean },
): Promise<void> {
  const { terminal, signal, program } = context;
  const narrator = createNarrator(asked.people === undefined ? terminal : withoutLiveLine(terminal));
  const again = context.argv.filter((argument) => argument !== '--fresh');
  const { conditions, runs, seed, model, policy, mind, question } = asked;
  const named = { ...(typeof model === 'string' ? { model } : {}), ...(typeof mind === 'string' ? { mind } : {}) };
  const several = asked.minds === undefined ? {} : { minds: Object.keys(asked.minds) };
  narrator.announce({
    conditions,
    options: { seed, policy, question, ...named, ...several },
    runs,
    arms: armsIn(asked),
  });
  try {
    const study = await runStudy({
      ...asked,
      languageModel: { ...asked.languageModel, onProgress: narrator.weights },
      command: withWholePaths(again),
      signal,
      onProgress: narrator.progress,
    });
    narrator.end();
    printStudy(study, { json, terminal });
    endAsItEnded(study.summary, context);
  } catch (error) {
    narrator.end();
    const folder = narrator.folder() ?? asked.resume;
    if (folder === undefined) goOnAfterBudget(error, { ...context, argv: again });
    if (signal.aborted || folder !== undefined) {
      // With the same limit it would stop at once.
      const limit = isMesocosmError(error) && error.kind === 'budget' ? withLargerLimit([], error.message) : [];
      const line = folder === undefined ? again : ['resume', shown(folder), ...limit];
      context.goOnWith(commandLine(program, line));
    }
    throw error;
  }
}

/** The arms that the conditions run. */
function armsIn({ conditions, interventions, arms }: Asked): readonly string[] {
  const each = Object.values(conditions as { readonly [name: string]: Scenario });
  return [...new Set(each.flatMap((scenario) => wantedArms(withNewInterventions(scenario, interventions), arms)))];
}

/** A line that is written anew again and again would take away what a person types. */
function withoutLiveLine(terminal: Context['terminal']): Context['terminal'] {
  return Object.assign(Object.create(terminal) as Context['terminal'], { live: () => undefined });
}

/** A study that ended with too many failures has figures, and the exit code of its failures. */
function endAsItEnded({ status, failures }: StudySummary, { terminal, endAs }: Context): void {
  if (status !== 'too-many-failures') return;
  const share = (100 * failures.share).toFixed(1);
  terminal.warn(
    `${failures.failed} of ${failures.decisions} decisions failed (${share} %), more than are allowed: ` +
      'look at decision-failed in a kept journal, try another --form, or raise --max-failures.',
  );
  endAs('failures');
}

/** Prints what came out of a study. */
export function printStudy(
  { summary, folder }: Pick<Study, 'summary' | 'folder'>,
  { json, terminal }: { readonly json: boolean; readonly terminal: Context['terminal'] },
): void {
  const report = join(folder, STUDY_FILES.report);
  if (json) {
    const data: StudySummary & { folder: string; report: string } = { ...summary, folder, report };
    printJson(terminal, { status: summary.status, data, warnings: summary.warnings });
    return;
  }
  terminal.result(closingScreen(summary, { width: terminal.width, folder: shown(folder), report: shown(report) }));
}

/** A path as one would type it here. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short;
}
