import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './commands.js';
import { sizeOf } from './folders.js';

/**
 * Packs the project and installs the tarball, with what it depends on, in a new folder `user` below an empty one.
 *
 * @returns the folder, how long the installation took, and how much is installed.
 */
export function installPacked(folder) {
  succeed('npm pack', npm(['pack', '--pack-destination', folder], { stdio: 'pipe' }));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');

  const user = join(folder, 'user');
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), `${JSON.stringify({ name: 'user', private: true, type: 'module' })}\n`);
  const start = performance.now();
  const install = ['install', '--no-audit', '--no-fund', join('..', tarball)];
  succeed('npm install of the tarball', npm(install, { cwd: user, stdio: 'pipe' }));
  const seconds = (performance.now() - start) / 1000;
  return { user, seconds, size: sizeOf(join(user, 'node_modules')) };
}

/** @throws Error with everything that was said, where a program did not end well. */
export function succeed(what, { code, out, err }) {
  if (code !== 0) throw new Error(`${what} ended with exit code ${code}:\n${out}\n${err}`);
}
