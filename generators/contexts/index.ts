import { Questionnaire, recordAccess, userError, type Clock } from 'mesocosm';
import { testFiles } from './test-files.js';
import { trainFiles } from './train-files.js';
import { validationFiles } from './validation-files.js';

/** The parts into which the contexts are divided: to search on, to choose by, and to report on once. */
export type ContextSplit = 'train' | 'validation' | 'test';

const FILES: {
  readonly [split in ContextSplit]: { readonly [name: string]: () => Promise<{ readonly default: unknown }> };
} = {
  train: trainFiles,
  validation: validationFiles,
  test: testFiles,
};

/** Whether somebody opened the test split in this process. */
let testIsOpen = false;

/** Names of the contexts of a split, in order. */
export function contextNames(split: ContextSplit): readonly string[] {
  return Object.keys(FILES[split]);
}

/**
 * One context by name.
 *
 * @throws MesocosmError (usage) when there is none of that name, or when it is of the test split and that is closed.
 */
export async function loadContext(name: string): Promise<Questionnaire> {
  const split = (Object.keys(FILES) as ContextSplit[]).find((one) => Object.hasOwn(FILES[one], name));
  const load = split === undefined ? undefined : FILES[split][name];
  if (split === undefined || load === undefined) {
    const available = [...contextNames('train'), ...contextNames('validation')];
    throw userError({ kind: 'usage', what: `there is no context "${name}"`, given: name, available });
  }
  if (split === 'test') refuseWhileClosed(`the context "${name}" is of the test split, which is closed`);
  return Questionnaire.parse((await load()).default);
}

/**
 * All contexts of a split, in the order of their names.
 *
 * @throws MesocosmError (usage) when the test split is asked for and closed.
 */
export async function loadContexts(split: ContextSplit): Promise<readonly Questionnaire[]> {
  if (split === 'test') refuseWhileClosed('the test split is closed');
  return Promise.all(contextNames(split).map(loadContext));
}

/**
 * Opens the test split for this process, and leaves a dated line in `generators/contexts/test/ACCESS.md` of the
 * checkout, or beside the contexts of an installed package.
 *
 * @throws MesocosmError (usage) where that line cannot be written: the split stays closed.
 */
export async function openTestSplit(options: { readonly why: string; readonly clock?: Clock }): Promise<void> {
  await recordAccess({ ...options, files: accessFiles(import.meta.url) });
  testIsOpen = true;
}

/** Where openings of the test split may be written down: built files are in `dist/` of the checkout, and made anew. */
export function accessFiles(module: string): readonly URL[] {
  const beside = new URL('./test/ACCESS.md', module);
  const [root, built] = module.split('/dist/generators/contexts/') as [string, string?];
  return built === undefined ? [beside] : [new URL(`${root}/generators/contexts/test/ACCESS.md`), beside];
}

function refuseWhileClosed(what: string): void {
  if (testIsOpen) return;
  throw userError({
    kind: 'usage',
    what,
    expected: 'the train or the validation split',
    remedy: 'to report on it once, open it with --open-test-split, which leaves a dated line in its ACCESS.md',
  });
}
