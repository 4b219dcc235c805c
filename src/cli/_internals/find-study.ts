import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../../foundation/errors/index.js';
import { RUN_FILES } from '../../run/index.js';
import { listStudies, STUDY_FILES } from '../../study/index.js';

/** What a path or name leads to. */
export interface Found {
  readonly kind: 'study' | 'run';
  readonly folder: string;
}

/**
 * A study or run by its path, the study by the beginning of its id below `root`, or the newest study.
 *
 * @throws MesocosmError (usage) when there is none, or when several begin so.
 */
export async function findStudy(given: string | undefined, root: string): Promise<Found> {
  if (given !== undefined && existsSync(given)) return whatIs(given);
  const studies = await listStudies(root);
  const ids = studies.map(({ file }) => file.id);
  if (given === undefined) {
    const last = studies.at(-1);
    if (last !== undefined) return { kind: 'study', folder: last.folder };
    throw userError({ kind: 'usage', what: `there is no study in ${root}`, remedy: '`mesocosm run` makes one' });
  }
  const matching = studies.filter(({ file }) => file.id.startsWith(given));
  if (matching[0] !== undefined && matching.length === 1) return { kind: 'study', folder: matching[0].folder };
  throw userError({
    kind: 'usage',
    what: matching.length > 1 ? `several studies begin with "${given}"` : `there is no study or run "${given}"`,
    expected: `the folder of a study or run, or the id of a study in ${root}`,
    given,
    available: (matching.length > 1 ? matching.map(({ file }) => file.id) : ids).slice(-10),
  });
}

function whatIs(folder: string): Found {
  if (existsSync(join(folder, STUDY_FILES.study))) return { kind: 'study', folder };
  if (existsSync(join(folder, RUN_FILES.manifest))) return { kind: 'run', folder };
  throw userError({
    kind: 'usage',
    what: 'this folder is neither a study nor a run: it has no study.json and no manifest.json',
    where: folder,
    expected: 'a folder that `mesocosm run` made',
    remedy: '`mesocosm list` shows the studies there are',
  });
}
