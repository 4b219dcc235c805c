export { openAppendLog, type AppendLog } from './append-log.js';
export { canonicalJson, contentHash } from './canonical-json.js';
export { readJsonFile, writeFileAtomic, writeJsonFile, writeJsonLines } from './files.js';
export { isLocked, lockFolder, type FolderLock } from './lock-folder.js';
export { makeFolder } from './make-folder.js';
export { DEEPEST, isNestedTooDeep } from './nesting.js';
export { readTextFile } from './read-text-file.js';
export { runJob, type Job, type JobResult, type Task } from './run-job.js';
export { namingFile } from './naming-file.js';
