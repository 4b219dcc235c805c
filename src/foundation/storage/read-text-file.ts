import { readFile } from 'node:fs/promises';
import { userError } from '../errors/index.js';

/**
 * Reads a file of text that a user made. A byte order mark at its beginning is left out.
 *
 * @throws MesocosmError (usage) in one sentence, naming the file: no such file, not readable, or not UTF-8.
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw userError({ kind: 'usage', what: whyUnread(error), where: path, remedy: 'check the path' }, { cause: error });
  });
  const text = decoded(bytes);
  if (text !== undefined) return text;
  throw userError({
    kind: 'usage',
    what: 'it is not UTF-8 text',
    where: path,
    remedy: 'save it as UTF-8',
  });
}

const REASONS: { readonly [code: string]: string } = {
  EISDIR: 'it is a folder and not a file',
  ENOTDIR: 'a part of the path is a file and not a folder',
  EACCES: 'there is no permission to read it',
};

function whyUnread({ code = 'unknown' }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file';
  const reason = REASONS[code];
  return `it cannot be read (${code})${reason === undefined ? '' : `: ${reason}`}`;
}

/** `undefined` of what is no UTF-8; UTF-16 without a mark would pass for text with zeros between its letters. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
