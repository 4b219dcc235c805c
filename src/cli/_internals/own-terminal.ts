import { userError, type MesocosmError } from '../../foundation/errors/index.js';
import { createTerminal, type Terminal } from '../terminal.js';

/** What a terminal writes to. */
type Stream = NodeJS.WriteStream;

/** The terminal of a process. */
export interface OwnTerminal {
  readonly terminal: Terminal;
  /** Waits until all is written, and says what could not be, if anything; a reader who left early is no trouble. */
  lost(): Promise<MesocosmError | undefined>;
}

/** The terminal on the streams of a process, which tells of what could not be written in place of ending the process. */
export function ownTerminal({ out, err }: { readonly out: Stream; readonly err: Stream }): OwnTerminal {
  let lost: MesocosmError | undefined;
  for (const [stream, name] of [
    [out, 'standard output'],
    [err, 'standard error'],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') lost ??= notWritten(error, name);
    });
  }
  return {
    terminal: createTerminal({ out, err }),
    async lost() {
      for (const stream of [out, err]) await written(stream);
      return lost;
    },
  };
}

/** Waits until what was given to a stream is written, or has failed and been told of. */
async function written(stream: Stream): Promise<void> {
  // Writing nothing to what is full would fail, though nothing is lost.
  if (stream.writableLength > 0) await new Promise<void>((resolve) => void stream.write('', () => resolve()));
  await new Promise<void>((resolve) => setImmediate(resolve));
}

function notWritten(error: NodeJS.ErrnoException, where: string): MesocosmError {
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const why = isFull ? 'no room is left on the disk' : 'what is to be written there is not taken';
  return userError(
    {
      kind: isFull ? 'disk-full' : 'usage',
      what: `${why} (${error.code ?? error.message})`,
      where,
      remedy: isFull ? 'make room, or send it elsewhere' : 'send it elsewhere',
    },
    { cause: error },
  );
}
