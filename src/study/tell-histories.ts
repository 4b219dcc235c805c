import { join } from 'node:path';
import { openAppendLog } from '../foundation/storage/index.js';
import type { HistoryAnswer } from '../spec/index.js';
import { askHistories } from './ask-histories.js';
import type { ReadyCondition } from './conditions.js';
import { STUDY_FILES } from './folder.js';
import { recordedLines } from './records.js';
import { bringsModels } from './side-models.js';
import type { Tools, Work } from './work-on.js';

/** Asked at once where minds must be waited for. */
const OPEN_QUESTIONS = 16;

/**
 * Asks about the constructed histories of a study, as far as `histories.jsonl` of its folder does not hold the answers. Nothing
 * where it asks about none.
 */
export async function tellHistories(
  { design, found, options: { signal }, given }: Work,
  conditions: readonly ReadyCondition[],
  { stack, reporter }: Pick<Tools, 'stack' | 'reporter'>,
): Promise<readonly HistoryAnswer[]> {
  if (design.histories === undefined) return [];
  const { source } = stack;
  const path = join(found.folder, STUDY_FILES.historiesLog);
  await recordedLines(path);
  const log = await openAppendLog(path);
  try {
    return await askHistories(conditions, {
      source,
      design,
      log,
      concurrency: hasModel() ? OPEN_QUESTIONS : 1,
      signal,
      onAsked: reporter.asking('history'),
    });
  } finally {
    log.sync();
    log.close();
  }

  function hasModel(): boolean {
    const several = Object.values(source.several ?? {}).some(({ model }) => model !== undefined);
    return source.model !== undefined || several || given.some(({ scenario }) => bringsModels(scenario));
  }
}
