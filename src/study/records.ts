import { basename, join } from 'node:path';
import { z } from 'zod';
import { firstFault, userError } from '../foundation/errors/index.js';
import { openAppendLog, type AppendLog } from '../foundation/storage/index.js';
import { openAnswers, openPrompts, type Answers, type Prompts } from '../model/index.js';
import { HistoryAnswer, RunRecord } from '../spec/index.js';
import { STUDY_FILES } from './folder.js';

/** The logs of a study, open for writing. */
export interface StudyRecords {
  readonly answers: Answers;
  readonly prompts: Prompts;
  readonly calls: AppendLog;
  /** One line a finished run. */
  readonly runs: AppendLog;
  /** One line a run whose agents were asked at its end. */
  readonly ledger: AppendLog;
  close(): void;
}

/**
 * Opens the logs of a study's folder, or makes them.
 *
 * @throws MesocosmError (usage) naming the file and the line that cannot be read.
 */
export async function openRecords(folder: string): Promise<StudyRecords> {
  const { prompts: asked, calls: made, log, ledgerLog } = STUDY_FILES;
  for (const file of [asked, made, log, ledgerLog]) await recordedLines(join(folder, file));
  const answers = await openAnswers(join(folder, STUDY_FILES.answers));
  const prompts = await openPrompts(join(folder, STUDY_FILES.prompts));
  const calls = await openAppendLog(join(folder, STUDY_FILES.calls));
  const runs = await openAppendLog(join(folder, STUDY_FILES.log));
  const ledger = await openAppendLog(join(folder, STUDY_FILES.ledgerLog));
  return {
    answers,
    prompts,
    calls,
    runs,
    ledger,
    close() {
      answers.close();
      prompts.close();
      calls.close();
      runs.sync();
      runs.close();
      ledger.close();
    },
  };
}

/** A line of the log of calls: what those who sum it up rely on. */
export const CallLine = z.looseObject({
  key: z.string(),
  verb: z.string(),
  outcome: z.string(),
  milliseconds: z.number(),
  promptTokens: z.number().nullable(),
  completionTokens: z.number().nullable(),
});

/** A line of the log of answers about constructed histories. */
export const HistoryLine = z.looseObject({ key: z.string(), row: HistoryAnswer });

/** A line of the log of finished runs. */
export const RunLine = z.looseObject({ key: z.string(), row: RunRecord });

/**
 * What the lines of a log hold, without touching it; what they hold beside the shape stays.
 *
 * @param shape What every line has to be. Default what the name of the file says, else an object.
 * @throws MesocosmError (usage) naming the file and the line that is not JSON, or not of the shape.
 */
export async function recordedLines<Shape extends z.ZodType = typeof AnyLine>(
  path: string,
  shape?: Shape,
): Promise<readonly z.output<Shape>[]> {
  const { lines } = await openAppendLog(path, { readOnly: true });
  const expected = shape ?? SHAPES.get(basename(path)) ?? AnyLine;
  return lines.map((line, index) => {
    const damaged = (why: string): Error => {
      const remedy = 'restore the file from a copy, or begin a new study with --fresh';
      return userError({ kind: 'usage', what: `line ${index + 1} is ${why}`, where: path, remedy });
    };
    const json = parseJson(line);
    if (json === undefined) throw damaged('not JSON');
    const { error } = expected.safeParse(json);
    if (error !== undefined) throw damaged(`not as it should be: ${firstFault(error, 'the line')}`);
    return json as z.output<Shape>;
  });
}

const AnyLine = z.looseObject({});

const SHAPES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  [STUDY_FILES.calls, CallLine],
  [STUDY_FILES.log, RunLine],
  [STUDY_FILES.historiesLog, HistoryLine],
]);

/** `undefined` of what is not JSON, which no JSON is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
