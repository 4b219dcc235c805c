import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { makeFolder, writeFileAtomic } from '../foundation/storage/index.js';
import { runsParquet } from '../report/index.js';
import { isComplete, readStudyFile, runRows, STUDY_FILES } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';

const BY_EXTENSION: { readonly [extension: string]: string } = {
  '.csv': STUDY_FILES.runs,
  '.json': STUDY_FILES.summary,
  '.html': STUDY_FILES.report,
  '.md': STUDY_FILES.markdown,
  '.parquet': STUDY_FILES.log,
};

/** What some studies do not have: those of earlier versions, and those that did not ask or declare it. */
const LATER: readonly string[] = [
  STUDY_FILES.series,
  STUDY_FILES.fits,
  STUDY_FILES.codings,
  STUDY_FILES.information,
  STUDY_FILES.variance,
  STUDY_FILES.sociology,
  STUDY_FILES.adaptation,
  STUDY_FILES.values,
];

const EVERYTHING: readonly string[] = [
  STUDY_FILES.study,
  STUDY_FILES.runs,
  STUDY_FILES.metrics,
  ...LATER,
  STUDY_FILES.summary,
  STUDY_FILES.report,
  STUDY_FILES.markdown,
  STUDY_FILES.probes,
];

/**
 * Copies what a finished study found.
 *
 * @returns the paths that were written.
 * @throws MesocosmError (usage) when the study is not finished, something would be written over, or a file of another kind
 *   is asked for.
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
  const one = fileFor(to);
  const copies: readonly (readonly [string, string])[] =
    one === undefined ? allIn(folder).map((name) => [name, join(to, name)]) : [[one, to]];
  const there = copies.find(([, target]) => existsSync(target));
  if (there !== undefined && !force) {
    throw userError({ kind: 'usage', what: `${there[1]} is there already`, remedy: 'use --force, or another path' });
  }
  if (one === undefined) await makeFolder(to);
  for (const [name, target] of copies) {
    await (name === STUDY_FILES.log ? writeRuns(folder, target) : copy(join(folder, name), target));
  }
  return copies.map(([, target]) => target);
}

async function copy(from: string, to: string): Promise<void> {
  await writeFileAtomic(to, await readFile(from));
}

/** The rows of `runs.csv` as Parquet. */
async function writeRuns(folder: string, to: string): Promise<void> {
  await writeFileAtomic(to, await runsParquet(await runRows(folder)));
}

/** What a file of that name is to hold; nothing where the path is that of a folder. */
function fileFor(to: string): string | undefined {
  const extension = extname(to).toLowerCase();
  const file = BY_EXTENSION[extension];
  const isFolder = extension === '' || /[/\\]$/.test(to) || (existsSync(to) && statSync(to).isDirectory());
  if (file !== undefined || isFolder) return file;
  throw userError({
    kind: 'usage',
    what: `nothing is exported as ${extension}`,
    where: to,
    expected: `a folder, or a file that ends in ${Object.keys(BY_EXTENSION).join(', ')}`,
    remedy: 'a folder that is to be made has no extension, or a slash at its end',
  });
}

function allIn(folder: string): readonly string[] {
  return EVERYTHING.filter((name) => !LATER.includes(name) || existsSync(join(folder, name)));
}
