import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { row } from './_internals/measure.js';

const AGENTS = 10_000;
const ROUNDS = 100;
const MOST_SECONDS = 20;
const MOST_MB = 1000;

export const title = `Crowd: ${AGENTS.toLocaleString('en')} agents, ${ROUNDS} simultaneous rounds, scripted minds, journal on, in a process of its own`;

export async function run() {
  const script = fileURLToPath(new URL('./_internals/crowd-run.js', import.meta.url));
  const done = spawnSync(process.execPath, [script, AGENTS, ROUNDS].map(String), { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the crowd ended with ${done.status}: ${done.stderr}`);
  const { seconds, processor, peak, journal } = JSON.parse(done.stdout);
  const decisions = AGENTS * ROUNDS;
  return [
    row({ what: 'the whole run', value: seconds, unit: 's', most: MOST_SECONDS }),
    row({ what: 'processor time of all threads, the collector included', value: processor, unit: 's' }),
    row({ what: 'a decision', value: (1e6 * seconds) / decisions, unit: 'µs' }),
    row({
      what: 'most resident memory',
      value: peak,
      unit: 'MB',
      most: MOST_MB,
      note: `the journal is ${journal.toFixed(0)} MB`,
    }),
  ];
}
