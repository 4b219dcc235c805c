import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let known: { readonly [name: string]: string } | undefined;

/**
 * Versions that a manifest records: of Mesocosm, of Node, of the platform, of what answers in process, and the commit of
 * the user's own work where the current folder is under version control.
 */
export function versions(): { [name: string]: string } {
  known ??= {
    mesocosm: ownVersion(),
    node: process.version,
    platform: `${platform()}-${arch()}`,
    ...embedded(),
    ...gitState(),
  };
  return { ...known };
}

/**
 * The version of Mesocosm alone: cheap, where {@link versions} asks git.
 *
 * It stands in the nearest package.json above this file that is ours, from the sources and from the build alike.
 */
export function ownVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string };
    if (name === 'mesocosm' && version !== undefined) return version;
  }
  return 'unknown';
}

/** Commit of the current folder, and whether tracked files were changed since; nothing where there is no git. */
function gitState(): { [name: string]: string } {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 2000 }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', with changes';
    return { git: `${git('rev-parse', '--short=12', 'HEAD')}${changed}` };
  } catch {
    return {};
  }
}

/** Version of node-llama-cpp where it is installed; its package does not let its own description be asked for. */
function embedded(): { [name: string]: string } {
  const folders = createRequire(import.meta.url).resolve.paths('node-llama-cpp') ?? [];
  const path = folders.map((folder) => join(folder, 'node-llama-cpp', 'package.json')).find(existsSync);
  if (path === undefined) return {};
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return { 'node-llama-cpp': version };
}
