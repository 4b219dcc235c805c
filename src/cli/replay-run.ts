import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { canonicalJson } from '../foundation/storage/index.js';
import { encodeEvent, readJournal, replayRun, RUN_FILES } from '../run/index.js';
import type { Event, RunRecord } from '../spec/index.js';
import { openStudy, type Study, type StudyRun } from '../study/index.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';

interface How {
  readonly context: Context;
  readonly json: boolean;
  /** File that the events are written to, or `-`. */
  readonly eventsTo?: string;
}

/** Replays a kept run and compares it with its journal. */
export async function replayKeptRun(folder: string, { context, json, eventsTo }: How): Promise<void> {
  const make = scenarioOf(await context.scenarios());
  const { manifest, events } = await replayRun(folder, make, { signal: context.signal });
  const lines: string[] = [];
  if (eventsTo !== undefined) {
    for await (const event of readJournal(join(folder, RUN_FILES.events))) lines.push(encodeEvent(event));
  }
  await write(lines, eventsTo, context);
  const data = { run: manifest.id, events, compared: 'journal', identical: true };
  if (json) context.terminal.result(JSON.stringify({ status: 'identical', data, warnings: [] }));
  else if (eventsTo !== '-')
    context.terminal.result(`${manifest.id}: ${events} events, identical to the journal, byte for byte.`);
}

/** Makes any run of a study again and compares it with its row. */
export async function replayStudyRun(folder: string, key: string, { context, json, eventsTo }: How): Promise<void> {
  const study = await openStudy(folder, scenarioOf(await context.scenarios()));
  const run = runOf(study, key);
  const lines: string[] = [];
  let events = 0;
  const again = await run.play((seen: readonly Event[]) => {
    events += seen.length;
    if (eventsTo !== undefined) for (const event of seen) lines.push(encodeEvent(event));
  });
  if (!same(again, run.record)) {
    throw userError({
      kind: 'usage',
      what: `the run ${key} made again is not what was recorded`,
      where: folder,
      remedy: 'use the version of Mesocosm that study.json names',
    });
  }
  await write(lines, eventsTo, context);
  const data = { run: key, events, compared: 'row', identical: true };
  if (json) context.terminal.result(JSON.stringify({ status: 'identical', data, warnings: [] }));
  else if (eventsTo !== '-')
    context.terminal.result(`${key}: ${events} events made again, identical to the recorded row.`);
}

/** The run that `condition.arm.seed` names. */
export function runOf(study: Study, key: string): StudyRun {
  const parts = key.split('.');
  const seed = Number(parts.pop());
  const arm = parts.pop() ?? '';
  const index = seed - study.summary.design.seed * 1_000_000;
  return study.run(arm, Number.isInteger(index) ? index : -1, parts.join('.'));
}

function same(a: RunRecord, b: RunRecord): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

async function write(lines: readonly string[], to: string | undefined, { terminal }: Context): Promise<void> {
  if (to === undefined) return;
  if (to === '-') terminal.result(lines.join('\n'));
  else await writeFile(to, `${lines.join('\n')}\n`);
}
