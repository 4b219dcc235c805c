import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute } from 'mesocosm';
import { openAppendLog } from '../../dist/src/foundation/storage/index.js';
import { journalSink } from '../../dist/src/run/index.js';
import { freeChoice, plainFreeChoice } from './_internals/free-choice.js';
import { median, row } from './_internals/measure.js';

const AGENTS = 50;
const TURNS = 100_000;
/** Turns in one window; the first window starts at turn 100. */
const WINDOW = 1_000;

export const title = 'Kernel overhead: free-choice turn, scripted mind, 50 agents, journal on';

/** Notes when each window of turns ends, and gives milliseconds a turn of the first and the last ten. */
function windows() {
  const perTurn = [];
  let start = 0;
  return {
    turn(turn) {
      if ((turn - 100) % WINDOW !== 0) return;
      const now = performance.now();
      if (turn > 100) perTurn.push((now - start) / WINDOW);
      start = now;
    },
    read: () => ({ first: median(perTurn.slice(0, 10)), last: median(perTurn.slice(-10)), all: median(perTurn) }),
  };
}

async function ours(file, turns) {
  const log = await openAppendLog(file);
  const journal = journalSink(log, { file });
  const clock = windows();
  let turn = 0;
  const sink = (events) => {
    journal.write(events);
    if (events[0].type === 'decision-made') clock.turn(turn++);
  };
  const { status } = await execute(freeChoice({ agents: AGENTS, turns }), { sink });
  if (status !== 'finished') throw new Error(`the run is ${status}`);
  journal.finish();
  log.close();
  return clock.read();
}

async function plain(file, turns) {
  const log = await openAppendLog(file);
  const clock = windows();
  plainFreeChoice({ agents: AGENTS, turns, append: log.append, onTurn: clock.turn });
  log.sync();
  log.close();
  return clock.read();
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'mesocosm-bench-'));
  try {
    // Both are warm before they are measured.
    await ours(join(folder, 'warm-ours.jsonl'), 5_000);
    await plain(join(folder, 'warm-plain.jsonl'), 5_000);
    const kernel = await ours(join(folder, 'ours.jsonl'), TURNS);
    const loop = await plain(join(folder, 'plain.jsonl'), TURNS);
    return [
      row({
        what: 'a turn, median of 1,000 turns each',
        value: kernel.all,
        unit: 'ms',
        beside: { what: 'plain loop', value: loop.all },
        most: 0.2,
      }),
      row({
        what: `last 10,000 of ${TURNS.toLocaleString('en')} turns over the first 10,000 after turn 100`,
        value: kernel.last / kernel.first,
        unit: '×',
        beside: { what: 'plain loop', value: loop.last / loop.first },
        most: 1.25,
        note: `${kernel.first.toFixed(4)} ms then ${kernel.last.toFixed(4)} ms`,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
