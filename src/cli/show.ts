import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { openAppendLog, readJsonFile } from '../foundation/storage/index.js';
import { playthrough, transcript } from '../report/index.js';
import { notTheWhole, readJournal, readManifest, RUN_FILES } from '../run/index.js';
import { StudySummary, type Event } from '../spec/index.js';
import { isComplete, readStudyFile, STUDY_FILES, type StudyFile } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { printStudy } from './conduct-study.js';
import type { Terminal } from './terminal.js';
import { printJson } from './_internals/print-json.js';

interface How {
  readonly terminal: Terminal;
  readonly program: string;
  readonly json: boolean;
  /** Default: all of what was said, and the first of all events. */
  readonly events?: number;
  /** Only what was said, as a transcript. */
  readonly talk?: boolean;
}

/** Events that are shown unless more are asked for. */
const FEW = 40;

/** Shows a study: its closing screen, or how far it got. */
export async function showStudy(folder: string, how: How): Promise<void> {
  const { terminal, program, json } = how;
  refuseOptionsOfRuns(folder, how);
  const file = await readStudyFile(folder);
  const { status, design, id } = file;
  if (isComplete(folder, file)) {
    const summary = await readJsonFile(join(folder, STUDY_FILES.summary), StudySummary);
    return printStudy({ summary, folder }, { terminal, json });
  }
  const log = await openAppendLog(join(folder, STUDY_FILES.log), { readOnly: true });
  const total = design.conditions.reduce((sum, { arms }) => sum + arms.length, 0) * design.runs;
  const data = { id, status, done: log.lines.length, total, scenario: design.scenario, mind: design.mind.name };
  if (json) return printJson(terminal, { status, data });
  terminal.result(`${id}: ${status}, ${data.done} of at most ${total} runs are done.`);
  const larger = status === 'stopped-by-budget' ? largerLimits(design.budget) : [];
  terminal.result(`Go on with: ${commandLine(program, ['resume', folder, ...larger])}`);
}

/** An option that would do nothing is a mistake. */
function refuseOptionsOfRuns(folder: string, { talk = false, events }: How): void {
  if (!talk && events === undefined) return;
  throw userError({
    kind: 'usage',
    what: `${talk ? '--talk' : '--events'} is about a run, and this is a study`,
    where: folder,
    expected: 'the folder of a kept run',
    remedy: 'name one that is in its folder `runs`',
  });
}

/** With the limits that it has it would stop at once. */
function largerLimits({ calls, tokens, usd }: StudyFile['design']['budget']): readonly string[] {
  const limits = { '--max-calls': calls, '--max-tokens': tokens ?? null, '--max-usd': usd ?? null };
  return Object.entries(limits).flatMap(([option, limit]) => (limit === null ? [] : [option, String(2 * limit)]));
}

/** Shows a run: what it is, and its events in words. */
export async function showRun(folder: string, { terminal, json, events: limit, talk = false }: How): Promise<void> {
  const manifest = await readManifest(folder);
  if (json) return printJson(terminal, { status: manifest.status, data: manifest });
  const { events, damage } = await soundEvents(join(folder, RUN_FILES.events), manifest.events);
  const about = { manifest, events, ...(limit === undefined ? {} : { limit }) };
  terminal.result(
    (talk
      ? transcript({ ...about, width: Math.max(16, terminal.width) })
      : playthrough({ ...about, limit: limit ?? FEW })
    ).trimEnd(),
  );
  if (damage !== undefined) throw damage;
}

/**
 * What is sound of a journal: the events before a line that cannot be read, and what is wrong.
 *
 * @param made How many events the run made; `null` where it is not finished.
 */
async function soundEvents(
  file: string,
  made: number | null,
): Promise<{ readonly events: readonly Event[]; readonly damage?: unknown }> {
  const events: Event[] = [];
  try {
    for await (const event of readJournal(file)) events.push(event);
  } catch (error) {
    if (events.length === 0) throw error;
    return { events, damage: error };
  }
  const found = events.length;
  return made === null || found === made ? { events } : { events, damage: notTheWhole(file, { found, made }) };
}
