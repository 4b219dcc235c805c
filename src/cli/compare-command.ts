import { userError } from '../foundation/errors/index.js';
import { comparisonScreen } from '../report/index.js';
import { compareStudies } from '../study/index.js';
import { findStudy } from './_internals/find-study.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** Compares two studies and prints what differs. */
export async function compareCommandOf(
  given: readonly [string, string],
  options: { readonly folder: string; readonly json?: boolean },
  { terminal }: Context,
): Promise<void> {
  const [first, second] = [await studyAt(given[0], options.folder), await studyAt(given[1], options.folder)];
  const comparison = await compareStudies(first, second);
  if (options.json === true) return printJson(terminal, { status: 'done', data: comparison });
  terminal.result(comparisonScreen(comparison, { width: terminal.width }));
}

/** @throws MesocosmError (usage) when it is a run. */
async function studyAt(given: string, root: string): Promise<string> {
  const { kind, folder } = await findStudy(given, root);
  if (kind === 'study') return folder;
  const what = 'this is the folder of a run, and studies are compared';
  throw userError({ kind: 'usage', what, where: folder, remedy: 'name the study, two folders above it' });
}
