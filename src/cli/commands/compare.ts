import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';

/** `compare`: what differs between two studies, and whether it matters. */
export function compareCommand(context: Context): Command {
  return new CliCommand('compare')
    .description('Say what differs between two studies, and whether it matters to what they found.')
    .argument('<first>', 'folder of a study, or the beginning of its id')
    .argument('<second>', 'the other one')
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .addHelpText(
      'after',
      `
All that both measured in the same condition and arm is compared: the second study less the first, with a 95 % interval over
runs, paired where both have the same seeds. Tests are permutations of runs, held together at the level .05 (Holm 1979).
"alike" is said of shares alone, where the difference is surely within .05; what is neither is open.

Examples:
  $ mesocosm compare studies/A studies/B
  $ mesocosm compare 20261127T1004 20261127T1130 --json`,
    )
    .action(async (first: string, second: string, options: { readonly folder: string; readonly json?: boolean }) => {
      const { compareCommandOf } = await import('../compare-command.js');
      await compareCommandOf([first, second], options, context);
    });
}
