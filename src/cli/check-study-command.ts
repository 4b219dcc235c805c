import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { openPrices } from '../model/index.js';
import { validityScreen } from '../report/index.js';
import { checkStudy, STUDY_FILES } from '../study/index.js';
import type { LanguageModel } from '../spec/index.js';
import { openBare, settingsIn } from './_internals/open-bare.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** Options of `check` for a study, as commander collects them. */
export interface CheckStudyOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly modelOptions?: string;
  readonly json?: boolean;
}

/** Whether a path is the folder of a study. */
export function isStudy(path: string): boolean {
  return existsSync(join(path, STUDY_FILES.study));
}

/** @throws MesocosmError (usage) when a model is named, or its endpoint, where none is asked. */
export function refuseIdleModel(options: CheckStudyOptions, isOfStudy: boolean): void {
  const named = { '--model': options.model, '--base-url': options.baseUrl, '--model-options': options.modelOptions };
  const [idle] = Object.entries(named).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (idle === undefined || (isOfStudy && options.model !== undefined)) return;
  const what = isOfStudy ? `${idle} is of no use without --model` : `${idle} is for the check of a study`;
  const remedy = isOfStudy ? 'name the model that is asked' : 'leave it away, or name the folder of a study';
  throw userError({ kind: 'usage', what, remedy });
}

/** Checks the validity of a finished study, and prints each finding with its evidence and a remedy. */
export async function checkStudyCommand(
  paths: readonly string[],
  options: CheckStudyOptions,
  context: Context,
): Promise<void> {
  const { terminal, signal } = context;
  const [folder, ...others] = paths;
  if (folder === undefined || others.length > 0) {
    const what = 'a study is checked alone';
    throw userError({ kind: 'usage', what, given: paths.join(' '), expected: 'the folder of one study, or files' });
  }
  refuseIdleModel(options, true);
  const model = options.model === undefined ? undefined : await opened(options.model, options, context);
  try {
    const findings = await checkStudy(folder, { signal, ...(model === undefined ? {} : { model }) });
    terminal.clear();
    if (options.json === true) return printJson(terminal, { status: 'done', data: { study: folder, findings } });
    terminal.result(validityScreen(findings, { width: terminal.width }));
  } finally {
    await model?.close();
  }
}

async function opened(model: string, options: CheckStudyOptions, context: Context): Promise<LanguageModel> {
  const settings = await settingsIn(options);
  return openBare({ ...options, model }, { settings, prices: await openPrices(), context, onCall: () => undefined });
}
