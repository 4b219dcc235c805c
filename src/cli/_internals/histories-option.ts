import type { Command } from 'commander';
import { positive } from './numbers.js';

/** Adds the options that say about which constructed histories everybody is asked. */
export function addHistoryOptions(command: Command): Command {
  return command
    .option(
      '--histories <n>',
      'constructed histories about which everybody is asked, beside the runs: all, none, or a sample of at most so many (default none)',
    )
    .option('--history-length <n>', 'only those of up to this length, as so many rounds (default any)', positive);
}
