import { Readable } from 'node:stream';
import { main } from '../../src/cli/index.js';
import { createTerminal, type Terminal } from '../../src/cli/terminal.js';
import type { ScenarioEntry } from '../../src/spec/index.js';
import { scenarios } from '../../scenarios/index.js';

// How these tests themselves were called is not how the program is.
delete process.env['npm_command'];

/** A terminal that keeps what was written to it. */
export interface FakeTerminal {
  readonly terminal: Terminal;
  out(): string;
  err(): string;
}

/** A terminal of so many columns that a person watches; without columns, pipes. */
export function fakeTerminal(columns?: number): FakeTerminal {
  const written = { out: '', err: '' };
  const stream = (name: keyof typeof written) =>
    ({
      isTTY: columns !== undefined,
      columns,
      write(text: string) {
        written[name] += text;
        return true;
      },
    }) as never;
  const terminal = createTerminal({ out: stream('out'), err: stream('err') });
  return { terminal, out: () => written.out, err: () => written.err };
}

/** What a command left. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, as if typed with these arguments. */
export async function mesocosm(
  argv: readonly string[],
  how: {
    readonly columns?: number;
    readonly signal?: AbortSignal;
    readonly scenarios?: readonly ScenarioEntry[];
    readonly terminal?: FakeTerminal;
    /** What is piped to it. Default nothing. */
    readonly input?: readonly string[];
  } = {},
): Promise<Ran> {
  const { terminal = fakeTerminal(how.columns), signal = new AbortController().signal } = how;
  const code = await main(argv, {
    terminal: terminal.terminal,
    input: Readable.from((how.input ?? []).map((line) => `${line}\n`)),
    signal,
    scenarios: async () => how.scenarios ?? scenarios,
    generators: () => import('../../generators/index.js'),
  });
  return { code, out: terminal.out(), err: terminal.err() };
}

/** What a command printed with `--json`: exactly one object, with status, data and warnings. */
export function jsonOf({ out }: Ran): { status: string; data: Record<string, unknown>; warnings: string[] } {
  const lines = out.trimEnd().split('\n');
  if (lines.length !== 1)
    throw new Error(`one line of JSON was expected on standard output, not ${lines.length}:\n${out}`);
  const object = JSON.parse(lines[0] as string) as {
    status: string;
    data: Record<string, unknown>;
    warnings: string[];
  };
  if (Object.keys(object).sort().join() !== 'data,status,warnings')
    throw new Error(`another shape was expected: ${out}`);
  return object;
}

/** Arguments of a study by a table that takes a fraction of a second, in this folder of studies. */
export function quickStudy(folder: string, ...more: readonly string[]): readonly string[] {
  const small = ['--agents', '4', '--horizon', '40', '--runs', '2'];
  return ['run', 'naming-game', '--policy', 'claude-3.5-sonnet', ...small, '--folder', folder, ...more];
}
