/** Arguments as they would be typed in a POSIX shell. */
export function commandLine(program: string, argv: readonly string[]): string {
  return [program, ...argv.map(quoted)].join(' ');
}

function quoted(argument: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./#-]*$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
