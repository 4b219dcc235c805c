// Compiles the library, the scenarios and the command into dist/. JSON that the code imports is copied by the compiler.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const SOURCES = ['src', 'scenarios', 'generators', 'bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const built = join(root, 'dist/bin/mesocosm.js');

/** Time of the newest change below a path. */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

// `npx` in a clone prepares the package anew each time npm forgets it: what is built already need not be built again.
if (process.argv.includes('--if-needed') && existsSync(built)) {
  if (Math.max(...SOURCES.map((name) => newest(join(root, name)))) < statSync(built).mtimeMs) process.exit(0);
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) {
  // What did not compile must not pass for a build.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  process.exit(compiled.status ?? 1);
}
chmodSync(join(root, 'dist/bin/mesocosm.js'), 0o755);
