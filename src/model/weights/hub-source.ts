import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../foundation/clock.js';
import { childSignal, type ChildSignal } from '../_internals/child-signal.js';
import { isDiskFull } from './_internals/disk-full.js';
import type { KnownWeights } from './registry.js';
import type { FetchOptions, WeightsSource } from './source.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that says nothing for so long is dead. */
const STALL_TIMEOUT_MS = 30_000;
/** Connections that are made one after the other, as long as each brings something. */
const CONNECTIONS = 5;

/** The model hub over https; what is there of an interrupted download is kept and gone on with. */
export function hubSource(base = process.env['HF_ENDPOINT'] || 'https://huggingface.co'): WeightsSource {
  return addressSource(`model hub (${withoutUser(base)})`, ({ hubPath, name }) => {
    if (hubPath === undefined) throw new Error(`${name} is not there`);
    return `${base.replace(/\/+$/, '')}/${hubPath}`;
  });
}

/** The file at an address of its own; resumed as from the hub. What may be secret in the address is not told. */
export function urlSource(url: string): WeightsSource {
  const { origin, pathname } = new URL(url);
  return addressSource(`${origin}${pathname}`, () => url);
}

function addressSource(name: string, addressOf: (weights: KnownWeights) => string): WeightsSource {
  return {
    name,
    async fetch(options) {
      const { weights, target, signal } = options;
      const part = `${target}.part`;
      const url = addressOf(weights);
      assertNoUser(url);
      for (let connection = 1; sizeOf(part) < weights.bytes; connection += 1) {
        let brought = 0;
        try {
          await download({ ...options, url, part, source: name, onChunk: (bytes) => (brought += bytes) });
        } catch (error) {
          if (signal?.aborted === true || brought === 0 || connection === CONNECTIONS || isDiskFull(error)) throw error;
        }
      }
      await rename(part, target);
      await rm(versionFile(part), { force: true });
    },
  };
}

/** An address as it may be shown: without the user name and the password in it. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//');
}

/** Such an address cannot be asked, and whatever refuses it says all of it. */
function assertNoUser(address: string): void {
  if (address === withoutUser(address)) return;
  throw new Error('its address may hold no user name and no password: take what stands before the @ out of it');
}

/** What one connection is to bring. */
interface Download extends FetchOptions {
  readonly url: string;
  readonly part: string;
  readonly source: string;
  onChunk(bytes: number): void;
}

/** Brings what is missing of a file, over one connection. */
async function download(options: Download): Promise<void> {
  const { weights, part, source, clock, onProgress, onChunk } = options;
  const have = sizeOf(part);
  const running = childSignal(options.signal);
  try {
    const response = await connect(options, have, running);
    const resumed = response.status === 206;
    if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`);
    assertSize(response, resumed ? have : 0, weights.bytes);
    let receivedBytes = resumed ? have : 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        receivedBytes += chunk.length;
        onChunk(chunk.length);
        onProgress?.({ source, receivedBytes, totalBytes: weights.bytes });
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
    if (receivedBytes < weights.bytes) throw new Error('the connection ended early');
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

/** Another length is another file: a page that says sorry, or a new version. */
function assertSize(response: Response, from: number, bytes: number): void {
  const length = response.headers.get('content-length');
  if (length === null || response.headers.has('content-encoding')) return;
  const offered = from + Number(length);
  if (offered !== bytes) throw new Error(`it offers another file, of ${offered} bytes and not ${bytes}`);
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

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
