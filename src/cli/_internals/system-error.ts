import { userError } from '../../foundation/errors/index.js';

const MEANINGS: { readonly [code: string]: string } = {
  EACCES: 'there is no permission to do that',
  EPERM: 'there is no permission to do that',
  EROFS: 'the file system can only be read',
  ENOSPC: 'no room is left on the disk',
  EDQUOT: 'no room is left on the disk, whose quota is used up',
  EFBIG: 'the file is as large as a file may be there',
  EIO: 'the disk or its connection failed',
  ELOOP: 'links lead in a circle',
  EBUSY: 'something else is using it',
  ENOTDIR: 'a part of the path is a file and not a folder',
  EISDIR: 'it is a folder and not a file',
  ENOENT: 'it cannot be made there',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
};

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const GO_ON = 'go on with the same command; what was written before is kept';

/** A refusal of the file system in words that a user can act on; any other error as it is. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const { code, dest, path = dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const meaning = code === undefined ? undefined : MEANINGS[code];
  if (meaning === undefined || path === undefined) return error;
  const isFull = NO_ROOM.includes(code ?? '');
  const remedy = isFull
    ? `${code === 'EFBIG' ? 'raise the limit (ulimit -f)' : 'make room'} and ${GO_ON}`
    : 'check the path and who may write there, or choose another folder';
  // What is written at once or not at all is written under another name first.
  const where = (dest ?? path).replace(/\.([^/\\]+)\.\d+-\d+\.tmp$/, '$1');
  const kind = isFull ? 'disk-full' : 'usage';
  return userError({ kind, what: `${meaning} (${code})`, where, remedy }, { cause: error });
}
