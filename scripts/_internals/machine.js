import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { versionOf } from './commands.js';
import { root } from './root.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** When, with what and on what something was measured, one fact a line. */
export function machine() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const cores = cpus();
  return [
    new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    `mesocosm ${version}, vitest ${versionOf('vitest')}, Node ${process.version}, ${platform()}-${arch()}`,
    `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0].toFixed(1)}`,
  ];
}
