import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStudy } from 'mesocosm';
import { namingGame } from 'mesocosm/scenarios';
import { plainNamingGame } from './_internals/plain-naming-game.js';
import { row, timed } from './_internals/measure.js';

const RUNS = 1_000;
const MOST_SECONDS = 60;
const TABLES = ['llama-3-70b', 'claude-3.5-sonnet'];

export const title = `Policy tables: ${RUNS.toLocaleString('en')} naming-game runs of each, through an ordinary study`;

async function measure(table) {
  const scenario = namingGame();
  const file = await scenario.policies[table]();
  const folder = mkdtempSync(join(tmpdir(), 'mesocosm-bench-'));
  try {
    const loop = await timed(async () => plainNamingGame(file.models[table].baseline, RUNS));
    const { ms, result } = await timed(() =>
      runStudy({ scenario, policy: table, runs: RUNS, arms: ['interacting'], folder }),
    );
    const [arm] = result.conditions[0].arms;
    if (arm.runs !== RUNS) throw new Error(`${arm.runs} runs of ${RUNS}`);
    const share = (wins) => (wins / RUNS).toFixed(3);
    return row({
      what: table,
      value: ms / 1000,
      unit: 's',
      beside: { what: 'plain loop', value: loop.ms / 1000 },
      most: MOST_SECONDS,
      note: `M wins ${share(arm.winners.M)}; in the plain loop ${share(loop.result.wins)}`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function run() {
  const rows = [];
  for (const table of TABLES) rows.push(await measure(table));
  return rows;
}
