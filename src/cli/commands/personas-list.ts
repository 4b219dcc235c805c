import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';

/** `personas list`: what there is to generate people with, and for. */
export function personasListCommand(context: Context): CliCommand {
  return new CliCommand('list')
    .description('List generators, placements, and the contexts that ship.')
    .addHelpText('after', '\nExample:\n  $ mesocosm personas list')
    .action(async (options: { readonly json?: boolean }) => {
      const { listPersonas } = await import('../personas-list.js');
      await listPersonas(options, context);
    }) as CliCommand;
}
