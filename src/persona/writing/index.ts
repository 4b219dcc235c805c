export {
  askWriter,
  type RecordedReply,
  type ReplyRecord,
  type Writer,
  type WriterAccount,
  type WriterOptions,
} from './ask-writer.js';
export { inDegrees, type Degrees } from './in-degrees.js';
export { personNames } from './person-names.js';
export { isRefusal, replyCheck, type ReplyDemands } from './reply-check.js';
export { rewritePersons, writePopulation, type WrittenPopulation } from './write-population.js';
export type {
  MissingPerson,
  PersonDone,
  PersonToWrite,
  WritingOptions,
  WritingSpent,
  WrittenPersons,
} from './writing-options.js';
