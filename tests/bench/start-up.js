import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, row } from './_internals/measure.js';

const TIMES = 15;
const MOST_MS = 300;

export const title = `Start-up of the command, median of ${TIMES}`;

function start(args) {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with exit code ${status}`);
  return performance.now() - begin;
}

export async function run() {
  const command = fileURLToPath(new URL('../../dist/bin/mesocosm.js', import.meta.url));
  const ours = [];
  const bare = [];
  // In turns, so that a busy moment of the machine meets both.
  for (let time = 0; time < TIMES; time += 1) {
    ours.push(start([command, '--help']));
    bare.push(start(['-e', '0']));
  }
  return [
    row({
      what: 'mesocosm --help',
      value: median(ours),
      unit: 'ms',
      beside: { what: 'node -e 0', value: median(bare) },
      most: MOST_MS,
      note: `fastest ${Math.min(...ours).toFixed(0)} ms`,
    }),
  ];
}
