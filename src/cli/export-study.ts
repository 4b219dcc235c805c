import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { makeFolder, writeFileAtomic } from '../foundation/storage/index.js';
import { isComplete, readStudyFile, STUDY_FILES } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';

const BY_EXTENSION: { readonly [extension: string]: string } = {
  '.csv': STUDY_FILES.runs,
  '.json': STUDY_FILES.summary,
  '.html': STUDY_FILES.report,
  '.md': STUDY_FILES.markdown,
};

const EVERYTHING = [
  STUDY_FILES.study,
  STUDY_FILES.runs,
  STUDY_FILES.metrics,
  STUDY_FILES.summary,
  STUDY_FILES.report,
  STUDY_FILES.markdown,
  STUDY_FILES.probes,
];

/**
 * Copies what a finished study found.
 *
 * @returns the paths that were written.
 * @throws MesocosmError (usage) when the study is not finished, or something would be written over.
 */
export async function exportStudy(
  folder: string,
  { to, force }: { readonly to: string; readonly force: boolean },
): Promise<readonly string[]> {
  const file = await readStudyFile(folder);
  if (!isComplete(folder, file)) {
    const remedy = `\`${commandLine('mesocosm', ['resume', folder])}\` goes on with it`;
    throw userError({
      kind: 'usage',
      what: `this study is not finished: it is marked "${file.status}"`,
      where: folder,
      remedy,
    });
  }
  const one = BY_EXTENSION[extname(to).toLowerCase()];
  const copies: readonly (readonly [string, string])[] =
    one === undefined ? EVERYTHING.map((name) => [name, join(to, name)]) : [[one, to]];
  const there = copies.find(([, target]) => existsSync(target));
  if (there !== undefined && !force) {
    throw userError({ kind: 'usage', what: `${there[1]} is there already`, remedy: 'use --force, or another path' });
  }
  if (one === undefined) await makeFolder(to);
  for (const [name, target] of copies) {
    await writeFileAtomic(target, await readFile(join(folder, name), 'utf8'));
  }
  return copies.map(([, target]) => target);
}
