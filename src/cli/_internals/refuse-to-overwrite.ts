import { existsSync } from 'node:fs';
import { userError } from '../../foundation/errors/index.js';

/** @throws MesocosmError (usage) when the file is there and nobody said that it may go. */
export function refuseToOverwrite({ out, force }: { readonly out: string; readonly force?: boolean }): void {
  if (force === true || !existsSync(out)) return;
  throw userError({
    kind: 'usage',
    what: 'it is there already',
    where: out,
    expected: 'a file that is not there',
    remedy: 'name another file, or give --force',
  });
}
