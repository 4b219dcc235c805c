import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';

const HEADING = '# Access\n\nEvery opening of what is held back, with its reason. Lines are only added.\n\n';

/**
 * Adds a dated line to a file that tells who opened what is held back, and why. The line is on the disk when it
 * resolves, and is written at once: openings at the same time do not mix.
 *
 * @param options.files Where the file may be; the first whose folder is there is taken.
 * @param options.why One line; line breaks become spaces.
 * @returns the path of the file.
 * @throws MesocosmError (usage) without a reason, or where nothing can be written: then nothing is opened.
 */
export async function recordAccess(options: {
  readonly files: readonly URL[];
  readonly why: string;
  readonly clock?: Clock;
}): Promise<string> {
  const { files, clock = systemClock } = options;
  const why = options.why.trim().replace(/\s+/g, ' ');
  if (why === '') {
    const remedy = 'say in a few words what it is opened for';
    throw userError({ kind: 'usage', what: 'what is held back is not opened without a reason', remedy });
  }
  const paths = files.map((file) => fileURLToPath(file));
  const path = paths.find((one) => existsSync(dirname(one))) ?? paths.at(-1) ?? '';
  try {
    const file = await open(path, 'a');
    try {
      const heading = (await file.stat()).size === 0 ? HEADING : '';
      await file.write(`${heading}- ${clock.iso()}: ${why}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw userError(
      {
        kind: 'usage',
        what: `the opening cannot be written down (${code}), so nothing is opened`,
        where: path,
        expected: 'a file that may be written to',
        remedy: 'give write permission, or use a copy of the package that is yours',
      },
      { cause: error },
    );
  }
  return path;
}
