import type { Command } from 'commander';
import { amount, positive, share } from './numbers.js';

/** The limits of a study that is begun, what it may take from earlier ones, and where it is kept. */
export function addLimitOptions(command: Command): Command {
  return command
    .option('--max-calls <n>', 'stop after so many model calls', positive)
    .option('--max-tokens <n>', 'stop before more tokens are read and written', positive)
    .option('--max-usd <amount>', 'stop before it costs more US dollars', amount)
    .option('--prices <file>', 'prices of models, over the built-in ones (default: MESOCOSM_PRICES)')
    .option('--no-cache', 'ask anew what earlier studies asked, and keep nothing for later ones')
    .option('--max-failures <share>', 'stop when more decisions fail (default 0.05)', share)
    .option('--concurrency <n>', 'calls to an endpoint at once (default 8)', positive)
    .option('--folder <path>', 'where study folders are made', 'studies');
}
