import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';
import { amount, positive } from '../_internals/numbers.js';
import { printJson } from '../_internals/print-json.js';

/** `model`: the weights of embedded models. */
export function modelCommand(context: Context): Command {
  const { terminal, signal } = context;
  const model = new CliCommand('model').description(
    'List, fetch or remove the weights of embedded models; check what a model can do.',
  );
  model
    .command('list')
    .description('List the models that are known, and whether their weights are here.')
    .addHelpText('after', '\nExample:\n  $ mesocosm model list')
    .action(async (options: { json?: boolean }) => {
      const { listModels } = await import('../model-weights.js');
      await listModels(options, context);
    });
  model
    .command('info')
    .description('Tell what is known of a model: licence, size, checksum, how it is asked, where its weights are.')
    .argument('[name]', 'a known model (default: the one that is used by default)')
    .addHelpText('after', '\nExamples:\n  $ mesocosm model info\n  $ mesocosm model info gemma-3-270m --json')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { describeModel } = await import('../model-weights.js');
      await describeModel(name, options, context);
    });
  model
    .command('remove')
    .description('Remove the weights of a model from the cache; a file of your own stays where it is.')
    .argument('<name>', 'a known model')
    .addHelpText('after', '\nExample:\n  $ mesocosm model remove gemma-3-270m')
    .action(async (name: string, options: { json?: boolean }) => {
      const { removeModel } = await import('../model-weights.js');
      await removeModel(name, options, context);
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
  model
    .command('check')
    .description('Find out what a model can do, and keep it for the studies that use the model.')
    .argument('[name]', 'path of a .gguf file, openai:NAME, or known weights (default: the embedded model)')
    .option('--base-url <url>', 'address of an OpenAI-compatible endpoint (default: OPENAI_BASE_URL)')
    .option(
      '--model-options <file>',
      'JSON file of an endpoint: headers, body, organisation, choose, reasoningTokens, timeoutMs',
    )
    .option('--quick', 'fewer questions of every kind, for a first look')
    .option('--context-size <n>', 'tokens that fit into an embedded model (default 2048)', positive)
    .option('--max-calls <n>', 'stop after so many model calls; the same command then goes on', positive)
    .option('--max-tokens <n>', 'stop before more tokens are read and written', positive)
    .option('--max-usd <amount>', 'stop before it costs more US dollars', amount)
    .option('--prices <file>', 'prices of models, over the built-in ones (default: MESOCOSM_PRICES)')
    .option('--concurrency <n>', 'calls to an endpoint at once (default 8)', positive)
    .option('--out <file>', 'write what was found to this file as well')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mesocosm model check\n  $ mesocosm model check openai:NAME --base-url http://localhost:8000/v1 --quick\n\n' +
        'A failed control is a finding, not an error. The same command goes on with a check that was cut off.',
    )
    .action(async (name: string | undefined, options: object) => {
      const { checkModelCommand } = await import('../check-model.js');
      await checkModelCommand(name, options, context);
    });
  return model;
}
