/** Options of a budget by the unit in which its refusal speaks. */
const OPTIONS: { readonly [unit: string]: string } = {
  calls: '--max-calls',
  tokens: '--max-tokens',
  'US dollars': '--max-usd',
};

/**
 * The arguments of a command that a budget stopped, with twice the limit that it named: with the same it would stop at
 * once. Where the message names none, the arguments as they were.
 */
export function withLargerLimit(argv: readonly string[], message: string): readonly string[] {
  const [, limit, unit = ''] = /the budget of ([\d.]+) (calls|tokens|US dollars)/.exec(message) ?? [];
  const option = OPTIONS[unit];
  if (option === undefined) return argv;
  const others = argv.filter((argument, at) => {
    const isValue = argv[at - 1] === option;
    return argument !== option && !isValue && !argument.startsWith(`${option}=`);
  });
  return [...others, option, String(2 * Number(limit))];
}
