import { openaiModel } from '../../src/model/langchain/index.js';
import type { LanguageModel } from '../../src/spec/index.js';

/** The address of the server that `npm run test:endpoint` starts. */
export function realEndpoint(): string {
  const address = process.env['MESOCOSM_TEST_ENDPOINT'];
  if (address === undefined) throw new Error('no server is named: run these tests with `npm run test:endpoint`');
  return address;
}

/** Opens a model on it. */
export function realModel(more: Partial<Parameters<typeof openaiModel>[0]> = {}): Promise<LanguageModel> {
  return openaiModel({ model: 'smollm2-135m-instruct', baseUrl: realEndpoint(), ...more });
}
