import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readManifest, RUN_FILES } from './folder.js';

/**
 * A fork is made in a folder of its own: what a study or another run keeps there would be written over.
 *
 * @throws MesocosmError (usage) unless the folder is not there, is empty, or holds this fork, whole or as it was begun.
 */
export async function assertForkFolder(folder: string, id: string): Promise<void> {
  if (!existsSync(folder)) return;
  if (existsSync(join(folder, RUN_FILES.manifest))) {
    const found = (await readManifest(folder)).id;
    if (found !== id) throw taken(folder, `this is the folder of another run, ${found}`, id);
    return;
  }
  const others = (await readdir(folder)).filter((name) => !isOfBeginning(name));
  if (others.length > 0) throw taken(folder, `there is something else in this folder, as ${others[0]}`, id);
}

/** Whether a fork that was stopped before its manifest may have left such a file. */
function isOfBeginning(name: string): boolean {
  const begun: readonly string[] = [RUN_FILES.answers, RUN_FILES.prompts];
  return name.startsWith('.') || begun.includes(name.replace(/\.part$/, ''));
}

function taken(folder: string, what: string, id: string): Error {
  return userError({
    kind: 'usage',
    what,
    where: folder,
    expected: `a new folder, or that of ${id}`,
    remedy: 'name another folder for the fork',
  });
}
