import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { printJson } from '../_internals/print-json.js';

/** `model`: the weights of embedded models. */
export function modelCommand({ terminal, signal }: Context): Command {
  const model = new CliCommand('model').description('List or fetch the weights of embedded models.');
  model
    .command('list')
    .description('List the models that are known, and whether their weights are here.')
    .addHelpText('after', '\nExample:\n  $ mesocosm model list')
    .action(async (options: { json?: boolean }) => {
      const { cacheFolder, listWeights } = await import('../../model/index.js');
      const rows = listWeights().map(({ name, bytes, licence, path }) => ({ name, bytes, licence, path }));
      const data = { cache: cacheFolder(), models: rows };
      if (options.json === true) return printJson(terminal, { status: 'done', data });
      for (const { name, bytes, licence, path } of rows) {
        terminal.result(`${name}  ${Math.round(bytes / 1e6)} MB  ${licence}  ${path ?? 'not fetched yet'}`);
      }
    });
  model
    .command('pull')
    .description('Fetch weights into the cache, so that later runs need no network.')
    .argument('[name]', 'a known model (default: the one that is used by default)')
    .addHelpText('after', '\nExample:\n  $ mesocosm model pull')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { ensureWeights } = await import('../../model/index.js');
      const { createNarrator } = await import('../narrator.js');
      const narrator = createNarrator(terminal);
      const weights = await ensureWeights({ name, signal, onProgress: narrator.weights });
      narrator.end();
      if (options.json === true) return printJson(terminal, { status: 'done', data: weights });
      terminal.result(`${weights.name}: ${weights.path} (from ${weights.from})`);
    });
  return model;
}
