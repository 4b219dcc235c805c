import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { row } from './_internals/measure.js';

export const title = 'Memory: the same run, 100,000 turns, in a process of its own';

const MOST_GROWTH_MB = 32;
const MOST_LIVE_GROWTH_MB = 2;
/** From turn 10,000 to turn 100,000, two a turn. */
const EVENTS = 180_000;

function grown(kept) {
  const script = fileURLToPath(new URL('./_internals/memory-run.js', import.meta.url));
  const done = spawnSync(process.execPath, ['--expose-gc', script, kept], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the run for the memory ended with ${done.status}: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

export async function run() {
  const streamed = grown('streamed');
  const kept = grown('kept');
  return [
    row({
      what: 'resident memory, growth from turn 10,000 to turn 100,000',
      value: streamed.resident,
      unit: 'MB',
      beside: { what: 'the same run, events kept', value: kept.resident },
      most: MOST_GROWTH_MB,
      note: `the journal grew by ${streamed.journal.toFixed(0)} MB meanwhile`,
    }),
    row({
      what: 'live objects after collection, growth from turn 10,000 to turn 100,000',
      value: streamed.live,
      unit: 'MB',
      beside: { what: 'the same run, events kept', value: kept.live },
      most: MOST_LIVE_GROWTH_MB,
    }),
    row({
      what: 'live bytes an event over these 90,000 turns',
      value: (1e6 * streamed.live) / EVENTS,
      unit: 'bytes',
      beside: { what: 'the same run, events kept', value: (1e6 * kept.live) / EVENTS },
      note: `${EVENTS.toLocaleString('en')} events, two a turn; a line of the journal is ${((1e6 * streamed.journal) / EVENTS).toFixed(0)} bytes`,
    }),
  ];
}
