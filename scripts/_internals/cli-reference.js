const WIDTH = 100;

const HEAD = `# The command line

Written by \`node scripts/cli-reference.js\` from the help of every command; a test compares it. In a clone, and wherever the
package is installed, commands are typed with \`npx mesocosm\`.
`;

const FENCE = '```';

/**
 * The reference of the command line as Markdown: what `--help` says of the program and of each command.
 *
 * @param createProgram Makes the program, as src/cli/program.ts does.
 * @param scenarios The registry, whose parameters are options of `run`.
 */
export async function cliReference(createProgram, scenarios) {
  const said = [];
  const silent = () => undefined;
  const program = await createProgram({
    terminal: {
      result: (text) => void said.push(text),
      warn: silent,
      tell: silent,
      live: silent,
      clear: silent,
      width: WIDTH,
      watched: false,
    },
    signal: new AbortController().signal,
    program: 'mesocosm',
    // The parameters of scenarios are options of `run` only where it is called.
    argv: ['run'],
    endAs: silent,
    goOnWith: silent,
    scenarios: async () => scenarios,
    generators: silent,
  });
  const helpOf = (command) => {
    said.length = 0;
    command.outputHelp();
    return said.join('\n').trimEnd();
  };
  const sections = leavesOf(program).map(
    ({ name, command }) => `## ${name}\n\n${FENCE}text\n${helpOf(command)}\n${FENCE}\n`,
  );
  return [HEAD, ...sections].join('\n');
}

/** The program and every command that does something, with its whole name. */
function leavesOf(program) {
  const below = (command, name) =>
    command.commands.length === 0
      ? [{ name, command }]
      : command.commands.flatMap((child) => below(child, `${name} ${child.name()}`));
  return [{ name: program.name(), command: program }, ...below(program, program.name())];
}
