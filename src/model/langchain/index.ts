export { isLocal } from './address.js';
export { optionsFromTokens } from './choices.js';
export type { Choosing } from './choose.js';
export {
  fromLangChain,
  type FromLangChainOptions,
  type LangChainChatModel,
  type LangChainMessage,
  type LangChainSettings,
} from './from-langchain.js';
export { openaiModel, type OpenAiOptions } from './openai-model.js';
export type { AroundOpening } from './opening.js';
export { optionInReply } from './option-in-reply.js';
