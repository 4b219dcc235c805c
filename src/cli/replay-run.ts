import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { canonicalJson, namingFile, writeFileAtomic } from '../foundation/storage/index.js';
import { encodeEvent, readJournal, replayRun, RUN_FILES } from '../run/index.js';
import type { Event, RunRecord } from '../spec/index.js';
import { openStudy, runSeed, STUDY_FILES, type Study, type StudyRun } from '../study/index.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';
import { printJson } from './_internals/print-json.js';

interface How {
  readonly context: Context;
  readonly json: boolean;
  /** File that the events are written to, or `-`. */
  readonly eventsTo?: string;
}

/** Replays a kept run and compares it with its journal. */
export async function replayKeptRun(folder: string, { context, json, eventsTo }: How): Promise<void> {
  refuseTwoResults(json, eventsTo);
  refuseToReplace(eventsTo);
  if (existsSync(join(folder, STUDY_FILES.study))) throw runIsMissing(folder);
  const make = scenarioOf(await context.scenarios());
  const { manifest, events } = await replayRun(folder, make, { signal: context.signal });
  const lines: string[] = [];
  if (eventsTo !== undefined) {
    for await (const event of readJournal(join(folder, RUN_FILES.events))) lines.push(encodeEvent(event));
  }
  await write(lines, eventsTo, context);
  const data = { run: manifest.id, events, compared: 'journal', identical: true };
  if (json) printJson(context.terminal, { status: 'identical', data });
  else if (eventsTo !== '-')
    context.terminal.result(`${manifest.id}: ${events} events, identical to the journal, byte for byte.`);
}

/** Makes any run of a study again and compares it with its row. */
export async function replayStudyRun(folder: string, key: string, { context, json, eventsTo }: How): Promise<void> {
  refuseTwoResults(json, eventsTo);
  refuseToReplace(eventsTo);
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
  if (json) printJson(context.terminal, { status: 'identical', data });
  else if (eventsTo !== '-')
    context.terminal.result(`${key}: ${events} events made again, identical to the recorded row.`);
}

/** The run that `condition.arm.seed` names. */
export function runOf(study: Study, key: string): StudyRun {
  const record = study.records.find(({ condition, arm, seed }) => `${condition}.${arm}.${seed}` === key);
  const { seed: studySeed, runs } = study.summary.design;
  const first = runSeed(studySeed, 0);
  if (record !== undefined) return study.run(record.arm, record.seed - first, record.condition);
  throw userError({
    kind: 'usage',
    what: `the study has no run "${key}"`,
    where: study.folder,
    expected: `condition.arm.seed, with a seed from ${first} to ${first + runs - 1}`,
    available: [...new Set(study.records.map(({ condition, arm }) => `${condition}.${arm}`))],
  });
}

function runIsMissing(folder: string): Error {
  return userError({
    kind: 'usage',
    what: 'this is a study; which of its runs is to be played again was not said',
    where: folder,
    expected: 'condition.arm.seed after it, or the folder of a kept run',
    remedy: `for example \`mesocosm replay ${folder} default.interacting.1000000\``,
  });
}

/** Standard output has room for one result. */
function refuseTwoResults(json: boolean, eventsTo: string | undefined): void {
  if (!json || eventsTo !== '-') return;
  const what = '--json and --events - both write to standard output';
  throw userError({ kind: 'usage', what, remedy: 'write the events to a file, or leave --json away' });
}

/** The record of a run is a file like any other; a device, as /dev/null, is not replaced. */
function refuseToReplace(eventsTo: string | undefined): void {
  if (eventsTo === undefined || eventsTo === '-' || !isFile(eventsTo)) return;
  throw userError({ kind: 'usage', what: `${eventsTo} is there already`, remedy: 'name another file for --events' });
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function same(a: RunRecord, b: RunRecord): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

async function write(lines: readonly string[], to: string | undefined, { terminal }: Context): Promise<void> {
  if (to === undefined) return;
  if (to === '-') return terminal.result(lines.join('\n'));
  const text = `${lines.join('\n')}\n`;
  if (!existsSync(to)) return writeFileAtomic(to, text);
  await writeFile(to, text).catch((error: unknown) => {
    throw namingFile(error, to);
  });
}
