export { optionInReply, optionsFromTokens, type TokenLogProbability } from './choices.js';
export { isLocal, openaiModel, type OpenAiOptions } from './openai-model.js';
