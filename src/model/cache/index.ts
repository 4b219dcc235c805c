export {
  answerCacheSize,
  clearAnswerCache,
  listCachedAnswers,
  pruneAnswerCache,
  type CachedModel,
  type CacheSize,
} from './manage-answer-cache.js';
export { answerCacheFolder, openAnswerCache, type AnswerNote } from './open-answer-cache.js';
