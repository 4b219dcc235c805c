export { execute, type ExecuteOptions, type Execution } from './execute.js';
export { readManifest, recordRun, RUN_FILES, type KeptRun } from './folder.js';
export { encodeEvent, readJournal } from './journal/codec.js';
export { journalSink, type EventSink, type JournalSink } from './journal/sink.js';
export { languageModelSource, mindSource, policySource, type MindSource, type OpenMinds } from './mind-source.js';
export { recordedSource } from './recorded-source.js';
export { armContext, replayRun, type Replay } from './replay.js';
export { versions } from './versions.js';
