import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { npm } from '../../scripts/_internals/commands.js';
import { inTemporaryFolder, sizeInWords, sizeOf } from '../../scripts/_internals/folders.js';
import { installPacked, succeed } from '../../scripts/_internals/pack.js';
import { root } from '../../scripts/_internals/root.js';
import { row, timed } from './_internals/measure.js';

export const title = 'Installation, in temporary folders; seconds depend on the network and on the cache of npm';

/** Only on demand: it uses the network. */
export const onDemand = true;

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'studies', 'runs', 'coverage']);

/** `npm ci` in a copy of the sources, as in a fresh clone; it builds as well. */
async function clone(folder) {
  const copy = join(folder, 'clone');
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(root, path).split(/[\\/]/)[0]) });
  const { ms, result } = await timed(() => npm(['ci', '--no-audit', '--no-fund'], { cwd: copy, stdio: 'pipe' }));
  succeed('npm ci', result);
  return { seconds: ms / 1000, size: sizeOf(join(copy, 'node_modules')) };
}

export async function run() {
  const cloned = await inTemporaryFolder(clone);
  const packed = await inTemporaryFolder((folder) => installPacked(folder));
  const size = (what, { size }, most) =>
    row({ what, value: size.megabytes, unit: 'MB', most, note: sizeInWords(size) });
  return [
    size('node_modules after npm ci in a clone', cloned, 400),
    row({ what: 'npm ci in a clone, building included', value: cloned.seconds, unit: 's', most: 60 }),
    size('the packed package with its own dependencies', packed, 100),
    row({ what: 'npm install of the packed package', value: packed.seconds, unit: 's', most: 60 }),
  ];
}
