import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addModelOptions } from '../_internals/model-options.js';
import { positive } from '../_internals/numbers.js';
import type { Context } from '../context.js';

type ForkCommandOptions = Parameters<typeof import('../fork-run.js').forkKeptRun>[1];

/** `fork`: a run again, from an event on with changes. */
export function forkCommand(context: Context): Command {
  const command = new CliCommand('fork')
    .description('Make a run again from its record, and from an event on with something changed.')
    .argument('<run>', 'folder of a kept run, or of a fork')
    .requiredOption('--at <seq>', 'seq of the first event that may differ', positive)
    .option('--do <file>', 'file with a change or a list of them, or the JSON itself (default: nothing changes)')
    .option('--out <folder>', 'folder of the fork (default: beside the run, by a hash of what is done)');
  return addModelOptions(command, {
    model: 'the model for what was not asked before (default: the one that is recorded)',
  })
    .addHelpText(
      'after',
      `
Answers whose question is unchanged are used again; draws are keyed, so what the change does not touch stays the
same. A fork that changes nothing is the run itself, byte for byte. The same command again goes on with a fork that
was cut off.

Changes: {"do": "remove", "agent": ID}, {"do": "add", "agent": ID}, {"do": "commit", "agent": ID, "option": LABEL or null},
{"do": "persona", "agent": ID, "persona": {"name": NAME, "text": TEXT}},
{"do": "inject", "event": {"type": TYPE, "data": {…}}} where the scenario takes such an event.

Examples:
  $ mesocosm fork studies/ID/runs/default.interacting.1000000 --at 120
  $ mesocosm fork studies/ID/runs/default.interacting.1000000 --at 120 --do change.json
  $ mesocosm fork RUN --at 120 --do '{"do": "remove", "agent": "agent-3"}'`,
    )
    .action(async (folder: string, options: ForkCommandOptions) => {
      const { forkKeptRun } = await import('../fork-run.js');
      await forkKeptRun(folder, options, context);
    });
}
