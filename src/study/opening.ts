import { join } from 'node:path';
import type { Clock } from '../foundation/clock.js';
import { contentHash, lockFolder, openAppendLog, type FolderLock } from '../foundation/storage/index.js';
import { countOpening, type CallRecord } from '../model/index.js';
import type { LanguageModel } from '../spec/index.js';
import type { GivenCondition } from './conditions.js';
import { designOf } from './design-of.js';
import type { StudyDesign } from './design.js';
import { listStudies, STUDY_FILES } from './folder.js';
import { priceFor } from './price-for.js';
import { CallLine, recordedLines } from './records.js';
import type { StudyOptions } from './run-study.js';

/** The opening of the endpoint that a study asks. */
export interface StudyOpening {
  /**
   * For a model that is opened: counts what is asked, within the limits of the study, earlier sittings included. Of several
   * the first finds the study that is gone on with; `mind` is the name of each.
   */
  around(asked: LanguageModel, mind?: string): Promise<LanguageModel>;
  /** Identifies the endpoint and its settings as they were given; `null` where none was opened. */
  connection(): string | null;
  /**
   * Takes the folder of the study, if it is not held yet, and writes down among its calls what the opening took.
   *
   * @throws MesocosmError (usage) when another process holds it.
   */
  hold(folder: string): Promise<void>;
  /** Gives the folder back. Safe to call twice, and where none is held. */
  release(): Promise<void>;
}

/**
 * What the model is only known by when it is open (and so the hash of the design) is left to the end: a study of the same
 * endpoint and the same design as it was given is held before anything is asked, and its calls so far count.
 */
export function studyOpening(
  options: StudyOptions,
  { given, clock }: { readonly given: readonly GivenCondition[]; readonly clock: Clock },
): StudyOpening {
  let connection: string | null = null;
  let calls: CallRecord[] = [];
  let held: { readonly folder: string; readonly lock: FolderLock } | undefined;

  const writeDown = async (folder: string): Promise<void> => {
    if (calls.length === 0) return;
    const log = await openAppendLog(join(folder, STUDY_FILES.calls));
    try {
      for (const call of calls) log.append(JSON.stringify(call));
      calls = [];
    } finally {
      log.close();
    }
  };

  return {
    async around(asked, mind) {
      const price = await priceFor({ model: asked }, options);
      if (connection === null) {
        connection = asked.fingerprint;
        const folder = options.resume ?? (await unfinished(asked, options, given));
        if (folder !== undefined) held = { folder, lock: await lockFolder(folder, clock) };
      }
      const recorded = held === undefined ? [] : await recordedLines(join(held.folder, STUDY_FILES.calls), CallLine);
      const before = [...recorded, ...calls];
      const { maxCalls, maxTokens, maxUsd } = options;
      return countOpening({
        limits: { calls: maxCalls, tokens: maxTokens, usd: maxUsd },
        before: before as unknown as readonly CallRecord[],
        clock,
        priceOf: () => price,
        ...(mind === undefined ? {} : { mind }),
        onCall: (call) => calls.push(call),
      })(asked);
    },
    connection: () => connection,
    async hold(folder) {
      if (held?.folder !== folder) {
        held?.lock.release();
        held = undefined;
        held = { folder, lock: await lockFolder(folder, clock) };
      }
      await writeDown(folder);
    },
    async release() {
      try {
        // Where it could not be opened, what it took counts all the same.
        if (held !== undefined) await writeDown(held.folder);
      } finally {
        held?.lock.release();
        held = undefined;
      }
    },
  };
}

/** The newest unfinished study of this endpoint and this design, as far as they are known before it is asked. */
async function unfinished(
  { fingerprint, name }: LanguageModel,
  options: StudyOptions,
  given: readonly GivenCondition[],
): Promise<string | undefined> {
  if (options.fresh === true) return undefined;
  const one = { kind: 'language-model', name, fingerprint, settings: () => ({}) } as const;
  // Of several, those that follow are not known yet.
  const names = Object.keys(options.minds ?? {});
  const several = Object.fromEntries(names.map((mind) => [mind, { ...one, why: '', description: {}, open: never }]));
  const unopened = options.minds === undefined ? one : { ...one, name: names.join(', '), several };
  const wanted = hashAsGiven(designOf(options, given, unopened));
  const studies = (await listStudies(options.folder ?? 'studies')).filter(
    ({ file }) => file.connection === fingerprint && file.status !== 'finished' && hashAsGiven(file.design) === wanted,
  );
  return studies.at(-1)?.folder;
}

function never(): never {
  throw new Error('a model that is not open yet decides nothing');
}

/** Hash of a design without limits, and without what an open model adds to it. */
function hashAsGiven(design: StudyDesign): string {
  const { budget: _budget, maxFailures: _maxFailures, mind, conditions, ...rest } = design;
  const asGiven = conditions.map(({ settings: _settings, minds, ...condition }) => ({
    ...condition,
    ...(minds === undefined ? {} : { minds: minds.map(({ mind: _mind, ...one }) => one) }),
  }));
  return contentHash({ ...rest, conditions: asGiven, mind: mind.name });
}
