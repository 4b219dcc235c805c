export { optionInReply, optionsFromTokens } from './choices.js';
export { isLocal } from './address.js';
export { openaiModel, type OpenAiOptions } from './openai-model.js';
