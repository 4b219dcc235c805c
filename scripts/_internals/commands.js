import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.js';

const require = createRequire(import.meta.url);

/** Path of a program that a development dependency brings, for `node` to run. */
export function toolPath(name, program) {
  return join(dirname(require.resolve(`${name}/package.json`)), program);
}

/** Version of an installed package. */
export function versionOf(name) {
  return require(`${name}/package.json`).version;
}

/** How npm is started: by the file of the npm that runs us, else by its name. Windows starts `.cmd` files in a shell. */
function npmCommand() {
  const path = process.env['npm_execpath'];
  if (path !== undefined && /npm-cli\.c?js$/.test(path))
    return { program: process.execPath, first: [path], shell: false };
  const windows = process.platform === 'win32';
  return { program: windows ? 'npm.cmd' : 'npm', first: [], shell: windows };
}

/**
 * Runs npm to its end. Arguments must hold nothing that a shell would read in its own way.
 *
 * @returns exit code, standard output and standard error; what is inherited is empty.
 */
export function npm(args, { cwd = root, env = {}, stdio = 'inherit' } = {}) {
  const { program, first, shell } = npmCommand();
  return run(program, [...first, ...args], { cwd, env, stdio, shell });
}

/** Runs a script with the Node that runs us. */
export function node(args, { cwd = root, env = {}, stdio = 'inherit' } = {}) {
  return run(process.execPath, args, { cwd, env, stdio, shell: false });
}

function run(program, args, { cwd, env, stdio, shell }) {
  const done = spawnSync(program, args, {
    cwd,
    shell,
    stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256 * 2 ** 20,
  });
  if (done.error !== undefined) throw done.error;
  return { code: done.status ?? 1, out: done.stdout ?? '', err: done.stderr ?? '' };
}

/** Runs a script with this Node, shows what it says as it says it, and keeps it. */
export function nodeShown(args, { cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const take = (to) => (chunk) => {
      said += chunk;
      to.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}
