import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute } from 'mesocosm';
import { openAppendLog } from '../../dist/src/foundation/storage/index.js';
import { journalSink } from '../../dist/src/run/index.js';
import { freeChoice } from './_internals/free-choice.js';
import { row } from './_internals/measure.js';

const AGENTS = [5, 50, 500, 5000];
/** Turns after which the time is read; figures are of the turns from one to the next. */
const MARKS = [100, 1_000, 10_000, 100_000];
const MOST_MS = 0.2;
const MOST_GROWTH = 1.25;

export const title =
  'Overhead a turn by agents and turns: free choice that nobody else sees, scripted mind, journal on (processor time)';

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds a turn between the marks, for a run of the last of them. */
async function perTurn(agents, folder) {
  const file = join(folder, `${agents}.jsonl`);
  const log = await openAppendLog(file);
  const journal = journalSink(log, { file });
  const read = [];
  let turns = 0;
  const sink = (events) => {
    journal.write(events);
    if (events[0].type !== 'decision-made') return;
    turns += 1;
    if (MARKS.includes(turns)) read.push(processorMs());
  };
  const { status } = await execute(freeChoice({ agents, turns: MARKS.at(-1), sees: 'itself' }), { sink });
  if (status !== 'finished') throw new Error(`the run is ${status}`);
  journal.finish();
  log.close();
  return read.slice(1).map((at, place) => (at - read[place]) / (MARKS[place + 1] - MARKS[place]));
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'mesocosm-bench-'));
  const words = (count) => count.toLocaleString('en');
  try {
    await perTurn(50, folder);
    rmSync(join(folder, '50.jsonl'));
    const rows = [];
    for (const agents of AGENTS) {
      const times = await perTurn(agents, folder);
      for (const [place, ms] of times.entries()) {
        const what = `${words(agents)} agents, turns ${words(MARKS[place])} to ${words(MARKS[place + 1])}`;
        rows.push(row({ what, value: ms, unit: 'ms a turn', most: MOST_MS }));
      }
      const [, middle, last] = times;
      const what = `${words(agents)} agents, the last 90,000 turns over the 9,000 before`;
      rows.push(row({ what, value: last / middle, unit: '×', most: MOST_GROWTH }));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
