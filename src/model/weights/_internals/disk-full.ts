import { statfs } from 'node:fs/promises';
import { userError } from '../../../foundation/errors/index.js';

/** Whether an error says that there is no room on the disk; programs of others say it in their words. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/ENOSPC|EDQUOT|no space left|disk quota/i.test(`${(cause as NodeJS.ErrnoException).code} ${cause.message}`))
      return true;
  }
  return false;
}

/** @throws MesocosmError (disk-full) when an error says that there is no room for what is still to come. */
export async function assertNotFull(
  error: unknown,
  { folder, bytes }: { readonly folder: string; readonly bytes: number },
): Promise<void> {
  if (!isDiskFull(error)) return;
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => ` and ${megabytes(bavail * bsize)} are free`,
    () => '',
  );
  throw userError(
    {
      kind: 'disk-full',
      what: `the disk is full: ${megabytes(bytes)} of weights are still to come${free}`,
      where: folder,
      remedy:
        'make room and give the same command again, which goes on; or set MESOCOSM_CACHE to a folder on another disk',
    },
    { cause: error },
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
