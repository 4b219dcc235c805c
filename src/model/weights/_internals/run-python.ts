import { spawn } from 'node:child_process';

/** A program of Python that ran, with what it said on its standard output; or why none did. */
export type Ran = { readonly said: string } | { readonly failed: string; readonly unreachable: boolean };

/** How programs are run. */
export interface Running {
  /** Names of Python, in the order in which they are tried. */
  readonly pythons: readonly string[];
  /** Where the program may put what it needs for the moment. */
  readonly temporary: string;
  readonly signal?: AbortSignal;
}

const UNREACHABLE = 'the package index cannot be reached';

/** Runs the first Python that gets to the end of what it is told. Where one has no network, another is not asked. */
export async function runPython(args: readonly string[], running: Running): Promise<Ran> {
  const reasons: string[] = [];
  for (const program of running.pythons) {
    const { said, reason } = await run(program, args, running);
    if (reason === undefined) return { said };
    reasons.push(`${program}: ${reason}`);
    const unreachable = reason === UNREACHABLE;
    if (running.signal?.aborted === true || unreachable) return { failed: reasons.join('; '), unreachable };
  }
  return { failed: reasons.join('; '), unreachable: false };
}

/** Runs a program to its end; with the reason when it fails. Its temporary files go where they are watched and removed. */
function run(
  program: string,
  args: readonly string[],
  { temporary, signal }: Running,
): Promise<{ readonly said: string; readonly reason?: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env, signal });
    let said = '';
    let complaints = '';
    let problem: string | undefined;
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
    child.on('error', (error: NodeJS.ErrnoException) => {
      problem = error.code === 'ENOENT' ? 'not installed' : error.message;
    });
    // Only then does it write no more.
    child.on('close', (code) => {
      if (code === 0) return resolve({ said });
      const reason = complaints.includes('after connection broken') ? UNREACHABLE : lastLine(complaints);
      resolve({ said, reason: problem ?? reason ?? `exit code ${code}` });
    });
  });
}

function lastLine(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1))?.slice(0, 200);
}
