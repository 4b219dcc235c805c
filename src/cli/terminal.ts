import { wrap } from '../report/wrap.js';

/** Where a command speaks: results to `out`, everything else to `err`. */
export interface Terminal {
  /** Writes a result to standard output, with a line end. */
  result(text: string): void;
  /** Writes a line to standard error, whoever reads it. */
  warn(text: string): void;
  /** Writes a command to standard error, on a line of its own and unbroken, so that it can be copied. */
  command(line: string): void;
  /** Writes a line to standard error where a person watches; silent when piped. */
  tell(text: string): void;
  /** Replaces the line that stands last, where a person watches. */
  live(text: string): void;
  /** Takes the live line away. */
  clear(): void;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** Control characters of what others wrote (names, replies of servers) must not steer a terminal. */
function harmless(text: string): string {
  return text.replace(CONTROL, '\uFFFD');
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** A terminal on two streams. With `json` the result of a command is the only thing on standard output. */
export function createTerminal(streams: { readonly out: Stream; readonly err: Stream }): Terminal {
  const { out, err } = streams;
  const watched = err.isTTY === true;
  const width = (): number => (out.isTTY && out.columns) || (watched && err.columns) || 80;
  let alive = false;
  const clear = (): void => {
    if (alive) err.write('\r\u001b[K');
    alive = false;
  };
  /** Broken at spaces for a person; as it is for a program. */
  const lines = (text: string): string =>
    watched
      ? text
          .split('\n')
          .flatMap((line) => wrap(line, width()))
          .join('\n')
      : text;
  return {
    watched,
    get width() {
      return width();
    },
    result(text) {
      clear();
      out.write(`${harmless(text)}\n`);
    },
    warn(text) {
      clear();
      err.write(`${lines(harmless(text))}\n`);
    },
    command(line) {
      clear();
      err.write(`${line}\n`);
    },
    tell(text) {
      if (!watched) return;
      clear();
      err.write(`${lines(text)}\n`);
    },
    live(text) {
      if (!watched) return;
      err.write(`\r\u001b[K${[...text].slice(0, width() - 1).join('')}`);
      alive = true;
    },
    clear,
  };
}
