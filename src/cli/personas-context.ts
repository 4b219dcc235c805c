import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { isMesocosmError, userError } from '../foundation/errors/index.js';
import { writeJsonFile } from '../foundation/storage/index.js';
import { checkQuestionnaire, findingInWords, generateQuestionnaire, type ContextFailure } from '../persona/index.js';
import type { LanguageModel, Questionnaire } from '../spec/index.js';
import { commandLine } from './_internals/command-line.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openModel } from './_internals/open-model.js';
import { printJson } from './_internals/print-json.js';
import { refuseToOverwrite } from './_internals/refuse-to-overwrite.js';
import { withLargerLimit } from './_internals/with-larger-limit.js';
import type { Context } from './context.js';

/** Options of `personas context`, as commander collects them. */
export interface ContextOptions {
  readonly axes: number;
  /** Default four an axis. */
  readonly items?: number;
  readonly points: number;
  readonly out: string;
  readonly seed: number;
  readonly tries: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Opens the model that is named and writes a questionnaire with it. What it answered is kept beside the file until that
 * is written, so that the same command goes on where it was cut off.
 */
export async function personasContextCommand(
  description: string,
  options: ContextOptions & ModelOptions,
  context: Context,
): Promise<void> {
  refuseToOverwrite(options);
  const folder = `${options.out}.unfinished`;
  const open = await openModel(options, { folder, context });
  // What was paid for goes only where the file is written, or the model has shown that it cannot.
  let isOver = false;
  try {
    await writeContext(description, options, { ...context, model: open.model });
    isOver = true;
  } catch (error) {
    isOver = isMesocosmError(error) && error.kind === 'failures';
    throw error;
  } finally {
    context.terminal.clear();
    await open.close();
    if (isOver) await rm(folder, { recursive: true, force: true });
  }
}

type Handed = Pick<Context, 'terminal' | 'signal' | 'program' | 'argv' | 'goOnWith'> & {
  readonly model: LanguageModel;
};

/**
 * Writes a questionnaire with an open model, to its file or not at all.
 *
 * @throws MesocosmError (failures) when the model wrote nothing that is fit for use; (interrupted), (budget) or
 *   (unreachable) when it was cut off; (usage) when the file is there.
 */
export async function writeContext(description: string, options: ContextOptions, handed: Handed): Promise<void> {
  const { terminal, signal, model } = handed;
  const { axes, items, points, seed, tries, out } = options;
  refuseToOverwrite(options);
  terminal.tell(`${model.name} writes a context with ${axes} ${axes === 1 ? 'axis' : 'axes'}: ${description}`);
  const written = await generateQuestionnaire({
    description,
    model,
    axes,
    items,
    points,
    seed,
    tries,
    signal,
    name: nameFrom(out),
    onTry({ step, attempt, reasons }) {
      for (const reason of reasons) terminal.tell(`  not fit: ${reason}`);
      terminal.live(`${step}: attempt ${attempt} of ${tries}`);
    },
  });
  terminal.clear();
  if (!written.ok) throw whyNot(written.failure, options, handed);
  const questionnaire = written.value;
  await writeJsonFile(out, questionnaire);
  const warnings = checkQuestionnaire(questionnaire).map(findingInWords);
  if (options.json === true)
    return printJson(terminal, { status: 'done', data: { file: out, questionnaire }, warnings });
  for (const line of summary(questionnaire, out)) terminal.result(line);
  for (const warning of warnings) terminal.warn(warning);
}

function summary({ axes, items }: Questionnaire, out: string): readonly string[] {
  return [
    `${out}: ${axes.length} ${axes.length === 1 ? 'axis' : 'axes'}, ${items.length} items`,
    ...axes.map(({ name, low, high }) => `  ${name}: ${low.label} … ${high.label}`),
    'It is yours to edit; `mesocosm check` looks it over.',
  ];
}

function whyNot(failure: ContextFailure, { out, seed }: ContextOptions, handed: Handed): Error {
  const { program, argv, goOnWith, model } = handed;
  if (failure.kind === 'unfit') {
    const { step, tries, reasons } = failure;
    const [first = 'nothing that can be read'] = reasons;
    const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more reasons)` : '';
    return userError({
      kind: 'failures',
      what: `${model.name} wrote no ${step} that is fit for use in ${tries} attempts, the last because ${first}${more}`,
      where: out,
      remedy: `nothing was written; try --seed ${seed + 1}, more --tries, fewer --axes, or a larger model`,
    });
  }
  const { kind, message } = failure.failure;
  const ends = { aborted: 'interrupted', 'over-budget': 'budget' } as const;
  if (kind === 'aborted' || kind === 'over-budget' || kind === 'unavailable') {
    goOnWith(commandLine(program, withLargerLimit(argv, message)));
    const remedy = 'nothing was written but the answers so far; the same command goes on';
    const cut = kind === 'unavailable' ? 'unreachable' : ends[kind];
    return userError({ kind: cut, what: `the writing of ${failure.step} stopped: ${message}`, remedy });
  }
  const remedy = 'ask for fewer items, give it --context-size, or name another model';
  return userError({ kind: 'failures', what: `${model.name} cannot write ${failure.step}: ${message}`, remedy });
}

/** The name of a questionnaire is that of its file, where it can be. */
function nameFrom(out: string): string | undefined {
  const name = basename(out).replace(/\.json$/, '');
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? name : undefined;
}
