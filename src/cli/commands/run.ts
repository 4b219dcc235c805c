import { Option, type Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addHistoryOptions } from '../_internals/histories-option.js';
import { addLimitOptions } from '../_internals/limit-options.js';
import { count, positive } from '../_internals/numbers.js';
import { addParameterOptions } from '../_internals/parameter-options.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  $ mesocosm run                                        majority opinion on the embedded model
  $ mesocosm run --quick --seed 7
  $ mesocosm run majority-opinion --condition hot,cold  two conditions in one study
  $ mesocosm run naming-game --policy claude-3.5-sonnet measured choices, no model needed
  $ mesocosm run naming-game --policy table.json#model  a table of your own
  $ mesocosm run conflict --mind scripted               a mind that is shipped, no model needed
  $ mesocosm run --model openai:NAME --base-url http://localhost:8000/v1
  $ mesocosm run --population people.json --agents 24   people whose texts reach the prompts
  $ mesocosm run naming-game --agents 4 --person agent-1   you among the agents
  $ mesocosm run naming-game --policy claude-3.5-sonnet --interventions \
      '[{"when": {"time": 200}, "changes": [{"do": "commit", "agent": "agent-1", "option": "M"}]}]'

Interventions are a list of {"when": MOMENT, "changes": [CHANGE, …]}. A moment is {"time": T}, {"seq": N} or
{"after": {"event": TYPE, "agent": ID, "count": N}} or {"state": {"path": PATH, "agent": ID, "is"/"atLeast"/"atMost": X}}; \`mesocosm fork --help\` lists the changes.

A scenario may ask models beside whatever decides, as with --system and --judge of system-under-test. Limits hold for all that
is asked; --base-url and --model-options are of the endpoint that decides or, where none does (as with --mind, --policy or
a model in this process), of the endpoints that the scenario asks.

The same command goes on with a study that was cut off; --fresh begins anew.`;

/** `run`: runs a study of one scenario. */
export async function runCommand(context: Context): Promise<Command> {
  const command = new CliCommand('run')
    .description('Run a study: every agent alone, the population together, and its null models.')
    .argument('[scenario]', 'a scenario; `mesocosm scenarios` lists them', 'majority-opinion')
    .option('--condition <names>', 'named conditions of the scenario, with commas between')
    .option('--runs <n>', 'runs of every arm (default: what the scenario suggests; 1 with --person)', positive)
    .option('--quick', 'fewer runs, for a first look')
    .option('--seed <n>', 'seed of the study', count, 1)
    .option(
      '--arms <names>',
      'arms to run, with commas between; `interacting` is always among them, and with --person alone; +NAME adds one to the usual',
    )
    .option('--model <name>', 'path of a .gguf file, openai:NAME, or known weights (default: the embedded model)')
    .option(
      '--base-url <url>',
      'address of an OpenAI-compatible endpoint: of the one that decides, else of those that the scenario asks (default: OPENAI_BASE_URL)',
    )
    .option(
      '--model-options <file>',
      'JSON file of such an endpoint: headers, body, organisation, choose, reasoningTokens, timeoutMs',
    )
    .option('--context-size <n>', 'tokens that fit into an embedded model (default 2048)', positive)
    .option('--policy <table>', 'measured choices instead of a model: FILE, FILE#MODEL, or a name that is shipped')
    .addOption(
      new Option('--fallback <way>', 'what a table does in a state that it lacks').choices([
        'suffix',
        'uniform',
        'repeat-last',
      ]),
    )
    .option('--mind <name>', 'a mind that ships with the scenario instead of a model, for example scripted')
    .option('--population <file>', 'people whose texts reach the prompts: a file, or the name of a shipped population')
    .option(
      '--person <agent>',
      'take the place of this agent at the terminal, or by lines that are piped; may be given again',
      (agent: string, before: readonly string[] = []) => [...before, agent],
    )
    .option(
      '--person-timeout <seconds>',
      'how long a person has for an answer (default: as long as it takes)',
      positive,
    )
    .option(
      '--person-fallback <what>',
      'what counts where no answer comes: refused (default), others (whatever decides for them) or an option',
    )
    .addOption(
      new Option('--form <form>', 'how the model is asked (default: by the model)').choices(['completion', 'chat']),
    )
    .option('--shuffles <n>', 'orders of a list that are averaged, an even number (default 4)', positive)
    .option('--samples <n>', 'samples that are counted where a model tells no probabilities (default 20)', positive)
    .option(
      '--elicitation <settings>',
      'how the model is asked in detail, for example person=first,average=logits,calibration=contextual,leastMass=0.1',
    )
    .option(
      '--interventions <json>',
      'what is done to runs from outside, a file or JSON itself: adds the arm `intervened` beside the one without it',
    )
    .option('--journals <n>', 'runs an arm whose whole folder is kept: a number, all or none (default 1)')
    .option(
      '--asked-after <n>',
      'runs an arm at whose end everybody is asked once more: a number, all or none (default 10)',
    )
    .option(
      '--values [file]',
      'ask everybody of values before the runs and at the ends of those, by the instrument that ships or a questionnaire of your own',
    );
  addLimitOptions(addHistoryOptions(command))
    .option('--preregister <file>', 'freeze the design, tell it in this page (.md or .html), and run nothing')
    .option('--name <name>', 'name of the study (default: the scenario)')
    .addOption(new Option('--resume <folder>', 'the very study to go on with').hideHelp())
    .option('--fresh', 'begin anew, even where an unfinished study of this design is there')
    .addHelpText('after', EXAMPLES)
    .action(async (scenario: string, options: object) => {
      const { runStudyCommand } = await import('../run-study-command.js');
      await runStudyCommand(scenario, options, context);
    });
  // The parameters of scenarios are options too; other commands do not pay for loading them.
  if (context.argv.includes('run')) {
    const group = command.optionsGroup('Parameters of scenarios:');
    addParameterOptions(group, await context.scenarios());
    command.optionsGroup('Output:');
  }
  return command;
}
