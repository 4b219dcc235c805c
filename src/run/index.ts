export { execute, type ExecuteOptions, type Execution } from './execute.js';
export { checkInterventions } from './check-interventions.js';
export { checkMoments } from './check-moments.js';
export { checkMemory } from './memory-of-plan.js';
export { forkId, forkRun, type Fork, type ForkOptions } from './fork.js';
export { isWholeRun, readManifest, recordRun, RUN_FILES, type KeptRun } from './folder.js';
export { INTERVENED, intervened } from './intervened.js';
export { encodeEvent, notTheWhole, readJournal } from './journal/codec.js';
export { journalSink, type EventSink, type JournalSink } from './journal/sink.js';
export {
  broughtSource,
  languageModelSource,
  mindOf,
  mindSource,
  mixedSource,
  personSource,
  policySource,
  recordOfSource,
  seatedMinds,
  withBrought,
  type MindSource,
  type OpenMinds,
} from './mind-source.js';
export { readInterviews } from './read-interviews.js';
export { recordedMind } from './recorded-mind.js';
export { broughtAgain, recordedSource, type RecordedModel } from './recorded-source.js';
export { LEDGER_COLUMNS, rowsAfter, rowsBefore, type LedgerCell, type LedgerPlace } from './ledger-rows.js';
export { lateModel } from './late-model.js';
export { severalSource } from './several-source.js';
export { policyFileOf, tablesOf, writeTablesOf } from './policy-files.js';
export { noteSeen, type SeenNotes } from './seen.js';
export { armContext, planOf, replayRun, type Replay } from './replay.js';
export { withNames } from './with-names.js';
export { withoutMessages, type HeardDecision, type WatchedPlan, type WithoutOptions } from './without-messages.js';
export { askedForValues, valueAnswer } from './value-questions.js';
export { versions } from './versions.js';
