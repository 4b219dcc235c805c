import { modelOnPool } from '../../src/model/llama/llama-model.js';
import type { Pool } from '../../src/model/llama/pool.js';
import type { LanguageModel } from '../../src/spec/index.js';

/** The embedded model with processes that write what they are told: grammars hold a real one, and are not relied upon. */
export function embeddedModelThatWrites(text: string, finishReason: 'stop' | 'length' = 'stop'): LanguageModel {
  const pool: Pool = {
    ask: async () => ({ verb: 'write', text, finishReason, promptTokens: 9, completionTokens: 4 }),
    close: async () => undefined,
  };
  return modelOnPool(pool, { path: '/models/tiny.gguf', sha256: 'abc', description: {} });
}
