// A run of 100,000 turns with its journal; prints how memory grew. `kept` keeps every event as well, for comparison.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute } from 'mesocosm';
import { openAppendLog } from '../../../dist/src/foundation/storage/index.js';
import { journalSink } from '../../../dist/src/run/index.js';
import { freeChoice } from './free-choice.js';

const FROM = 10_000;
const TO = 100_000;
const kept = process.argv[2] === 'kept' ? [] : undefined;
const folder = mkdtempSync(join(tmpdir(), 'mesocosm-bench-'));
const file = join(folder, 'events.jsonl');
const readings = [];

function read() {
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  readings.push({ resident: rss, live: heapUsed + external, journal: statSync(file).size });
}

try {
  const log = await openAppendLog(file);
  const journal = journalSink(log, { file });
  let turn = 0;
  const sink = (events) => {
    journal.write(events);
    kept?.push(...events);
    if (events[0].type !== 'decision-made') return;
    turn += 1;
    if (turn === FROM || turn === TO) read();
  };
  const { status } = await execute(freeChoice({ agents: 50, turns: TO }), { sink });
  if (status !== 'finished') throw new Error(`the run is ${status}`);
  log.close();
  const [from, to] = readings;
  const grown = Object.keys(from).map((name) => [name, (to[name] - from[name]) / 1e6]);
  process.stdout.write(JSON.stringify(Object.fromEntries(grown)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
