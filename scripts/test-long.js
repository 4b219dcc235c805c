// Runs the tests with all their repetitions. What they print is kept in docs/reference/ when every one has passed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { nodeShown, toolPath } from './_internals/commands.js';
import { machine } from './_internals/machine.js';
import { root } from './_internals/root.js';

const kept = join(root, 'docs', 'reference', 'long-tests.txt');

/** The commit, and whether files have changed since; nothing where there is no git. */
function commit() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const head = git('rev-parse', '--short', 'HEAD');
  if (head.status !== 0) return [];
  const changed = git('status', '--porcelain').stdout.trim() !== '';
  return [`commit ${head.stdout.trim()}${changed ? ' and changes since' : ''}`];
}

const args = ['run', '--mode', 'long', '--reporter', 'verbose', ...process.argv.slice(2)];
const whole = process.argv.length === 2;
const { code, said } = await nodeShown([toolPath('vitest', 'vitest.mjs'), ...args]);
if (code === 0 && whole) {
  const output = stripVTControlCharacters(said)
    .replaceAll(root.replace(/[\\/]$/, ''), '.')
    .replaceAll('\r\n', '\n')
    .trim();
  const header = ['$ npm run test:long', `  vitest ${args.join(' ')}`, ...machine(), ...commit()];
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, `${header.join('\n')}\n\n${output}\n`);
  console.log('Kept in docs/reference/long-tests.txt');
} else if (code === 0) {
  console.log('Not kept: only a part was run.');
} else {
  console.log('Not kept: not all of them passed.');
}
process.exitCode = code;
