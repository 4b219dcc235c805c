import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile, writeFileAtomic } from '../foundation/storage/index.js';
import { methodsParagraph } from '../report/index.js';
import { StudySummary } from '../spec/index.js';
import { isComplete, preregistrationOf, readStudyFile, STUDY_FILES } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';
import { assertPage, writePage } from './write-preregistration.js';

/**
 * Writes the preregistration of a study, whether it is finished or not, or the methods paragraph of a finished one.
 *
 * @throws MesocosmError (usage) when the study is not finished and its methods are asked for, something would be written over,
 *   or the file is no page.
 */
export async function exportPage(
  folder: string,
  { as, to, force }: { readonly as: 'preregistration' | 'methods'; readonly to: string; readonly force: boolean },
  { scenarios }: Pick<Context, 'scenarios'>,
): Promise<void> {
  assertPage(to, force);
  if (as === 'preregistration') return writePage(await preregistrationOf(folder, scenarioOf(await scenarios())), to);
  if (!to.toLowerCase().endsWith('.md')) {
    throw userError({ kind: 'usage', what: 'a paragraph is written as Markdown', where: to, remedy: 'end it in .md' });
  }
  const file = await readStudyFile(folder);
  if (!isComplete(folder, file)) {
    throw userError({
      kind: 'usage',
      what: `what a study did is told when it is finished, and this one is marked "${file.status}"`,
      where: folder,
      remedy: `\`${commandLine('mesocosm', ['resume', folder])}\` goes on with it`,
    });
  }
  await writeFileAtomic(
    to,
    `${methodsParagraph(await readJsonFile(join(folder, STUDY_FILES.summary), StudySummary))}\n`,
  );
}
