import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { end, endProcessesAfterEach, PROGRAM, start, type Ended } from '../support/program.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
endProcessesAfterEach();

/** Runs a command in a terminal of so many columns, types Ctrl-C once it says `stopAt`, and prints what was seen. */
const PTY = `
import fcntl, os, pty, struct, sys, termios
columns, stop_at, argv = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(argv[0], argv)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
seen, typed = b'', stop_at == ''
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
    if not typed and stop_at.encode() in seen:
        os.write(terminal, b'\\x03')
        typed = True
os.write(1, seen)
_, status = os.waitpid(pid, 0)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 99)
`;
const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import pty']).status === 0);

function inTerminal(columns: number, argv: readonly string[], cwd: string, stopAt = ''): Promise<Ended> {
  return end(start(python as string, ['-c', PTY, String(columns), stopAt, process.execPath, PROGRAM, ...argv], cwd));
}

/** What stands on the screen in the end, line by line: what was written over is gone. */
function screenOf(written: string): readonly string[] {
  const lines = written.split(/\r?\n/).map((line) => line.split('\r\u001b[K').at(-1) as string);
  return lines.map((line) => line.replace(/\r$/, ''));
}

const STUDY = [
  'run',
  'naming-game',
  '--policy',
  'llama-3-70b',
  '--agents',
  '8',
  '--horizon',
  '400',
  '--arms',
  'isolated,drift',
];

// Where there is no Python, tests/unit/cli/terminal.test.ts says as much of a terminal that is made up.
describe.skipIf(python === undefined)('the program in a terminal', () => {
  it.each([40, 80])('should fit into %s columns, and leave no live line behind', async (columns) => {
    const where = folder();
    const { code, out } = await inTerminal(columns, [...STUDY, '--runs', '20'], where);
    const screen = screenOf(out);

    expect(code).toBe(0);
    expect(screen.filter((line) => line.length > columns && line.trim().includes(' '))).toEqual([]);
    expect(screen.join('\n')).not.toContain('\u001b');
    expect(screen.join('\n')).not.toContain('events/s');
    expect(screen.join(' ').replaceAll(/\s+/g, ' ')).toContain('Writing to studies/');
    expect(screen.join(' ').replaceAll(/\s+/g, ' ')).toContain('Naming game: 20 runs of every arm');
  });

  it('should keep its live line within the terminal', async () => {
    const { out } = await inTerminal(40, [...STUDY, '--runs', '20'], folder());
    const live = out
      .split('\r\u001b[K')
      .slice(1)
      .map((part) => part.split(/\r?\n/)[0] as string);

    expect(live.length).toBeGreaterThan(1);
    expect(live.filter((line) => line.length > 40 && !line.includes('Folder:'))).toEqual([]);
  });

  it('should stop on Ctrl-C, say so, and say how to go on', async () => {
    const where = folder();
    const { code, out } = await inTerminal(80, [...STUDY, '--runs', '300'], where, 'interacting 1');
    const screen = screenOf(out).join(' ').replaceAll(/\s+/g, ' ');

    expect(code).toBe(130);
    expect(screen).toContain(
      'Stopping: what is answered is kept, calls under way are given up. Ctrl-C again stops at once.',
    );
    expect(screen).toContain('Go on with: mesocosm resume studies/');
    expect(existsSync(join(onlyStudyIn(join(where, 'studies')), 'summary.json'))).toBe(false);
  });
});
