// A real OpenAI-compatible server around a GGUF file, for tests: llama-cpp-python's, in a virtual environment of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** The version with which the tests were written. */
export const PINNED = 'llama-cpp-python[server]==0.3.36';

const windows = process.platform === 'win32';
const STARTING_MS = 180_000;
const ENDING_MS = 10_000;

/** What went wrong, for a person to read; anything else is thrown as it is. */
export class CannotTest extends Error {}

/** The Python of a virtual environment. */
function pythonOf(folder) {
  return windows ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python3');
}

function hasServer(python) {
  return (
    existsSync(python) && spawnSync(python, ['-c', 'import llama_cpp.server.app'], { stdio: 'ignore' }).status === 0
  );
}

/**
 * The Python that has the server: of an environment that is given, else of one that is made once in the cache folder.
 *
 * @throws CannotTest when there is no Python, or the package cannot be built.
 */
export function pythonWithServer({ given, cache }) {
  if (given !== undefined) {
    if (hasServer(pythonOf(given))) return pythonOf(given);
    throw new CannotTest(
      `MESOCOSM_ENDPOINT_VENV names ${given}, which has no llama_cpp.server: install ${PINNED} there, or unset it.`,
    );
  }
  const folder = join(cache, 'test-endpoint', PINNED.replace(/^.*==/, 'llama-cpp-python-'));
  const python = pythonOf(folder);
  if (hasServer(python)) return python;
  const system = process.env['PYTHON'] ?? (windows ? 'python' : 'python3');
  if (spawnSync(system, ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new CannotTest(`There is no Python ("${system}"): install Python 3.9 or later, or name one with PYTHON.`);
  }
  mkdirSync(dirname(folder), { recursive: true });
  console.log(`Building ${PINNED} in ${folder}: this takes minutes, once.`);
  const made =
    spawnSync(system, ['-m', 'venv', folder], { stdio: 'inherit' }).status === 0 &&
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', PINNED], { stdio: 'inherit' }).status === 0;
  if (made && hasServer(python)) return python;
  rmSync(folder, { recursive: true, force: true });
  throw new CannotTest(
    `${PINNED} could not be installed: it is built from source and needs a C++ compiler and CMake, and the venv module ` +
      'of Python. What went wrong stands above. An environment that has it can be named with MESOCOSM_ENDPOINT_VENV.',
  );
}

/** A port that nobody has. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts the server and waits until it answers.
 *
 * @returns its address, its process id, what it said, and how to end it: true when it has ended.
 * @throws CannotTest when it ends, or is silent for too long.
 */
export async function startServer({ python, weights }) {
  const port = await freePort();
  const args = ['-m', 'llama_cpp.server', '--model', weights, '--host', '127.0.0.1', '--port', String(port)];
  // Log-probabilities need all logits; one thread, so that it does not depend on the machine more than it must.
  const settings = ['--logits_all', 'true', '--n_threads', '1', '--n_threads_batch', '1', '--n_ctx', '2048'];
  const quiet = ['--interrupt_requests', 'false', '--verbose', 'false'];
  const child = spawn(python, [...args, ...settings, ...quiet], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const keep = (chunk) => (said = (said + chunk).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => keep(`\n${error.message}\n`));
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const server = { baseUrl, pid: child.pid, said: () => said, end: () => end(child) };
  const limit = performance.now() + STARTING_MS;
  while (!(await answers(baseUrl))) {
    const ended = child.exitCode !== null || child.pid === undefined;
    if (ended || performance.now() > limit) {
      await end(child);
      const why = ended ? 'ended before it answered' : `did not answer within ${STARTING_MS / 1000} s`;
      throw new CannotTest(`The server ${why}. The last that it said:\n${said.trim()}`);
    }
    await sleep(250);
  }
  return server;
}

async function answers(baseUrl) {
  try {
    return (await fetch(`${baseUrl}/models`)).ok;
  } catch {
    return false;
  }
}

/** Ends a process, at first politely. */
async function end(child) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    const limit = performance.now() + ENDING_MS;
    if (isRunning(child)) child.kill(signal);
    while (isRunning(child) && performance.now() < limit) await sleep(50);
  }
  return !isRunning(child);
}

function isRunning(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
