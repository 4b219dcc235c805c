import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forkRun, replayRun, type Fork } from '../../src/run/index.js';
import type { Change } from '../../src/spec/index.js';
import { killedWorld } from './killed-worlds.js';
import { linesIn } from './killed-runs.js';
import { runPlaza, withPlazaSource, type PlazaRun } from './plaza-run.js';

/** What a run came to in so far as it hangs on seed and answers alone, by file. */
export function outcomeOf(folder: string): { readonly [file: string]: string | undefined } {
  const files = ['events.jsonl', 'interviews.jsonl', 'summary.json', 'agents.csv', 'ledger.csv', 'metrics.csv'];
  const textOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  return Object.fromEntries(files.map((file) => [file, textOf(join(folder, file))]));
}

/** Runs to the end in this process. */
export async function uninterrupted(run: PlazaRun): Promise<ReturnType<typeof outcomeOf>> {
  const execution = await runPlaza(run);
  if (execution.status !== 'finished') throw new Error(execution.message);
  return outcomeOf(run.folder);
}

/** Events of a replay from the folder alone. */
export async function replayed(folder: string, regime: string): Promise<number> {
  return (await replayRun(folder, () => killedWorld(regime).scenario)).events;
}

/** Keys that the record has more than once. */
export function twiceIn(folder: string): readonly string[] {
  const keys = linesIn<{ readonly key: string }>(join(folder, 'answers.jsonl')).map(({ key }) => key);
  return keys.filter((key, place) => keys.indexOf(key) < place);
}

/** Forks a run of a world in a folder of its own. */
export function forkPlaza(parent: string, run: PlazaRun, changes: readonly Change[]): Promise<Fork> {
  return withPlazaSource(run, (source) =>
    forkRun(parent, {
      at: 20,
      changes,
      folder: run.folder,
      scenarioOf: () => killedWorld(run.regime).scenario,
      source: async () => source,
    }),
  );
}
