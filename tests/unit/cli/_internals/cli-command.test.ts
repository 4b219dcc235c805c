import { describe, expect, it } from 'vitest';
import { CliCommand } from '../../../../src/cli/_internals/cli-command.js';

function program(): CliCommand {
  const command = new CliCommand('mesocosm').exitOverride();
  command
    .command('run')
    .argument('[scenario]')
    .option('--agents <n>')
    .option('--names <names>')
    .option('--seed <n>')
    .action(() => undefined);
  command.command('list').action(() => undefined);
  return command as CliCommand;
}

/** What is thrown at these arguments. */
function answerTo(...argv: readonly string[]): unknown {
  try {
    program().parse([...argv], { from: 'user' });
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('what is typed wrong', () => {
  it.each([
    [
      ['lsit'],
      'there is no command "lsit". Did you mean "list"? There are: run, list. `mesocosm --help` shows how it is used',
    ],
    [['frobnicate'], 'there is no command "frobnicate". There are: run, list.'],
    [['run', '--agent', '5'], '"mesocosm run" has no option --agent. Did you mean "--agents"?'],
    [['run', '--agnets=5'], '"mesocosm run" has no option --agnets=5. Did you mean "--agents"?'],
    [['run', '--agents'], "option '--agents <n>' argument missing. `mesocosm run --help` shows how it is used"],
    [['run', 'a', 'b'], "too many arguments for 'run'. Expected 1 argument but got 2."],
    [['list', '--seed', '1'], '"mesocosm list" has no option --seed. There is: --help'],
  ])('should be named, with what there is: %j', (argv, message) => {
    expect(answerTo(...argv)).toMatchObject({
      kind: 'usage',
      exitCode: 2,
      message: expect.stringContaining(message) as string,
    });
  });

  it.each(['--bananas', '--zzz', '--x'])('should not be taken for something far from it: %s', (option) => {
    expect(String(answerTo('run', option))).toMatch(/has no option \S+ There are: /);
  });
});
