import { describe, expect, it } from 'vitest';
import { endProcessesAfterEach, runProgram, runShell } from '../support/program.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
endProcessesAfterEach();

const GAME = [
  'run',
  'naming-game',
  '--policy',
  'llama-3-70b',
  '--agents',
  '4',
  '--horizon',
  '12',
  '--person',
  'agent-1',
];

describe('a person, piped', () => {
  it('should answer by lines, and see what the agent sees on standard error', async () => {
    const line = `yes Q | head -60 | mesocosm ${GAME.join(' ')} --max-failures 1`;
    const { code, out, err } = await runShell(line, folder());

    expect(code).toBe(0);
    expect(out).toMatch(/^Naming game: 1 run of every arm/);
    expect(err).toContain('Type the name of an option, or its number:');
  });

  it('should be missed where standard input is nothing', async () => {
    const { code, out, err } = await runProgram(GAME, folder());

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^--person needs somebody who answers, and standard input is neither a terminal nor a pipe/);
  });
});
