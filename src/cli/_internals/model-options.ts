import type { Command } from 'commander';
import { amount, positive } from './numbers.js';

/** What a command says of the model that it asks, as commander collects it. */
export interface ModelOptions {
  /** Default: the embedded model. `none`: no language model at all. */
  readonly model?: string;
  readonly baseUrl?: string;
  /** File with settings of the endpoint. */
  readonly modelOptions?: string;
  readonly contextSize?: number;
  readonly maxCalls?: number;
  readonly maxTokens?: number;
  readonly maxUsd?: number;
  readonly prices?: string;
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly concurrency?: number;
}

/** Adds the options of a model and of what it may cost, as `run` has them. */
export function addModelOptions(command: Command, about: { readonly model: string }): Command {
  return command
    .option('--model <name>', about.model)
    .option('--base-url <url>', 'address of an OpenAI-compatible endpoint (default: OPENAI_BASE_URL)')
    .option(
      '--model-options <file>',
      'JSON file of an endpoint: headers, body, organisation, choose, reasoningTokens, timeoutMs',
    )
    .option('--context-size <n>', 'tokens that fit into an embedded model (default 2048)', positive)
    .option('--max-calls <n>', 'stop after so many model calls', positive)
    .option('--max-tokens <n>', 'stop before more tokens are read and written', positive)
    .option('--max-usd <amount>', 'stop before it costs more US dollars', amount)
    .option('--prices <file>', 'prices of models, over the built-in ones (default: MESOCOSM_PRICES)')
    .option('--no-cache', 'ask anew what was asked before, and keep nothing for later')
    .option('--concurrency <n>', 'calls to an endpoint at once (default 8)', positive);
}
