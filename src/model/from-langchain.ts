import type { LanguageModel } from '../spec/index.js';
import type { FromLangChainOptions, LangChainChatModel } from './langchain/index.js';

/**
 * Any chat model of LangChain (`BaseChatModel` of @langchain/core) as a model for studies.
 *
 * @example await fromLangChain(new ChatAnthropic({ model: '…' }), { name: 'claude' })
 */
export async function fromLangChain(
  model: LangChainChatModel,
  options: FromLangChainOptions = {},
): Promise<LanguageModel> {
  const { fromLangChain: open } = await import('./langchain/index.js');
  return open(model, options);
}
