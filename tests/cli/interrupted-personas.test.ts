import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { end, endProcessesAfterEach, startProgram, waitUntil } from '../support/program.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
endProcessesAfterEach();

describe('personas without a language model that are stopped by SIGINT', () => {
  it('should end with 130 while it computes, and leave nothing half written', async () => {
    const out = join(folder(), 'evaluation');
    const rows = join(out, 'rows.jsonl');
    const many = ['personas', 'evaluate', '--contexts', '10', '-n', '100', '--model', 'none', '--out', out];
    const running = startProgram(many, folder());
    // From the first population on nothing is waited for: all that follows is computed in this process.
    await waitUntil(() => existsSync(rows) && readFileSync(rows, 'utf8').endsWith('\n'), running);
    running.process.kill('SIGINT');
    const { code, out: said, err } = await end(running);

    // What it said on the way out tells why, where it ends otherwise.
    expect([code, said], err).toEqual([130, '']);
    expect(err).toContain('stopped');
    const lines = readFileSync(rows, 'utf8').trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('row');
    expect(readdirSync(out).filter((name) => name.startsWith('evaluation.'))).toEqual([]);
  });
});
