import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { ageInMs, sizeInBytes } from '../_internals/quantities.js';
import type { Context } from '../context.js';

interface PruneOptions {
  readonly olderThan?: number;
  readonly to?: number;
  readonly json?: boolean;
}

/** `cache`: answers of models, kept for later studies. */
export function cacheCommand({ terminal }: Context): Command {
  const cache = new CliCommand('cache').description(
    'Look after the answers of models that are kept for later studies.',
  );
  const tell = () => import('../tell-cache.js');
  cache
    .command('list')
    .description('List whose answers are kept: how many, how large, and from when.')
    .addHelpText('after', '\nExample:\n  $ mesocosm cache list')
    .action(async ({ json }: { json?: boolean }) => (await tell()).tellCachedModels(terminal, json === true));
  cache
    .command('size')
    .description('Say where the cache is, and how much room it takes.')
    .addHelpText('after', '\nExample:\n  $ mesocosm cache size')
    .action(async ({ json }: { json?: boolean }) => (await tell()).tellCacheSize(terminal, json === true));
  cache
    .command('prune')
    .description('Remove old answers, and what processes that were killed left behind.')
    .option('--older-than <age>', 'remove answers older than this: 30d, 12h, 45m', ageInMs)
    .option('--to <size>', 'remove the oldest until the rest takes no more: 500MB, 2GB', sizeInBytes)
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm cache prune --older-than 30d
  $ mesocosm cache prune --to 500MB`,
    )
    .action(async ({ json, ...what }: PruneOptions) => (await tell()).pruneCache(terminal, what, json === true));
  cache
    .command('clear')
    .description('Remove all answers, without asking.')
    .addHelpText('after', '\nExample:\n  $ mesocosm cache clear')
    .action(async ({ json }: { json?: boolean }) => (await tell()).clearCache(terminal, json === true));
  return cache;
}
