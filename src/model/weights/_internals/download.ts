import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../../foundation/clock.js';
import { childSignal, type ChildSignal } from '../../_internals/child-signal.js';
import { isDiskFull } from './disk-full.js';
import { sizeOf } from './size-of.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that says nothing for so long is dead. */
const STALL_TIMEOUT_MS = 30_000;
/** Connections that are made one after the other, as long as each brings something. */
const CONNECTIONS = 5;

/** A file to be brought from an address. */
export interface Download {
  readonly url: string;
  /** Where it grows, and stays when it is not whole yet. */
  readonly part: string;
  /** How long it is, where that is known. */
  readonly bytes?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** What is there by now. */
  onReceived?(receivedBytes: number): void;
}

/**
 * Brings a file, over several connections where they break; what is there of an earlier attempt is gone on with.
 *
 * @throws Error with the reason when it is not whole; what came is kept.
 */
export async function download(options: Download): Promise<void> {
  const { part, signal, onReceived } = options;
  let whole = options.bytes !== undefined && sizeOf(part) >= options.bytes;
  for (let connection = 1; !whole; connection += 1) {
    let brought = false;
    try {
      await bringTheRest(options, (receivedBytes) => {
        brought = true;
        onReceived?.(receivedBytes);
      });
      whole = true;
    } catch (error) {
      if (signal?.aborted === true || !brought || connection === CONNECTIONS || isDiskFull(error)) throw error;
    }
  }
  await rm(versionFile(part), { force: true });
}

/** Brings what is missing of a file, over one connection. */
async function bringTheRest(options: Download, onReceived: (receivedBytes: number) => void): Promise<void> {
  const { part, clock } = options;
  const have = sizeOf(part);
  const running = childSignal(options.signal);
  try {
    const response = await connect(options, have, running);
    const resumed = response.status === 206;
    if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`);
    const bytes = lengthOf(response, { from: resumed ? have : 0, expected: options.bytes });
    let receivedBytes = resumed ? have : 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        receivedBytes += chunk.length;
        onReceived(receivedBytes);
        done(null, chunk);
      },
    });
    if (!resumed) keepVersion(part, response);
    const stalled = watchForStall(() => receivedBytes, clock, running);
    const file = createWriteStream(part, { flags: resumed ? 'a' : 'w' });
    try {
      await pipeline(Readable.fromWeb(response.body as never), meter, file, { signal: running.signal });
    } catch (error) {
      throw stalled.happened() ? silentFor(STALL_TIMEOUT_MS, error) : broken(error);
    } finally {
      stalled.end();
      // What was on its way to the disk arrives after the stream has failed; only then the file has its length.
      if (!file.closed) await once(file.destroy(), 'close');
    }
    if (receivedBytes < bytes) throw new Error('the connection ended early');
  } finally {
    running.release();
  }
}
async function connect({ url, part, clock }: Download, from: number, running: ChildSignal): Promise<Response> {
  const connected = new AbortController();
  let late = false;
  void clock.sleep(CONNECT_TIMEOUT_MS, connected.signal).then(() => {
    if (connected.signal.aborted) return;
    late = true;
    running.abort();
  });
  // What is compressed on the way has another length.
  const ask = (more: Record<string, string>): Promise<Response> =>
    fetch(url, { headers: { 'accept-encoding': 'identity', ...more }, signal: running.signal });
  try {
    const version = from > 0 ? versionOf(part) : undefined;
    const range: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    // Where another file stands there by now the server sends it whole, from its beginning.
    const response = await ask({ ...range, ...(version === undefined ? {} : { 'if-range': version }) });
    // What is here already is longer than what is there: begin again.
    return response.status === 416 ? await ask({}) : response;
  } catch (error) {
    throw late ? silentFor(CONNECT_TIMEOUT_MS, error) : broken(error);
  } finally {
    connected.abort();
  }
}

/** The file beside a part that says which version of a file the part is of. */
function versionFile(part: string): string {
  return `${part}.version`;
}

/** At once: what arrives meanwhile is lost when the connection breaks. */
function keepVersion(part: string, response: Response): void {
  const tag = response.headers.get('etag');
  // A weak tag says that files mean the same, not that they are the same.
  if (tag === null || tag.startsWith('W/')) rmSync(versionFile(part), { force: true });
  else writeFileSync(versionFile(part), tag);
}

function versionOf(part: string): string | undefined {
  return existsSync(versionFile(part)) ? readFileSync(versionFile(part), 'utf8') || undefined : undefined;
}

/**
 * The length of the whole file, as far as it is told. Another one than expected is another file: a page that says sorry,
 * or a new version.
 */
function lengthOf(
  response: Response,
  { from, expected }: { readonly from: number; readonly expected: number | undefined },
): number {
  const length = response.headers.get('content-length');
  if (length === null || response.headers.has('content-encoding')) return expected ?? 0;
  const offered = from + Number(length);
  if (expected === undefined || offered === expected) return offered;
  throw new Error(`it offers another file, of ${offered} bytes and not ${expected}`);
}

/** Stops a download through which nothing comes any more. */
function watchForStall(
  received: () => number,
  clock: Clock,
  running: ChildSignal,
): { happened(): boolean; end(): void } {
  const ended = new AbortController();
  let stalled = false;
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const before = received();
      await clock.sleep(STALL_TIMEOUT_MS, ended.signal);
      if (ended.signal.aborted || received() > before) continue;
      stalled = true;
      running.abort();
      return;
    }
  };
  void watch();
  return { happened: () => stalled, end: () => ended.abort() };
}

function silentFor(ms: number, cause: unknown): Error {
  return new Error(`no answer within ${ms / 1000} s`, { cause });
}

function broken(error: unknown): Error {
  // The code of an interruption is a number, which says nothing to a person.
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  const said = error instanceof Error ? error.message : String(error);
  return new Error(typeof code === 'string' ? code : said, { cause: error });
}
