import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

// Files share a process: each finds the environment, the clock, the folder and all functions as the first did. What npm tells
// its scripts, tests of the command line take away before it is read.
delete process.env['npm_command'];
const environment = { ...process.env };
const start = process.cwd();
afterEach(() => process.chdir(start));
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

// Tests share no answers with each other, nor with whoever runs them.
const folder = mkdtempSync(join(tmpdir(), 'mesocosm-answers-'));
let tests = 0;
const useAnother = (): void => {
  tests += 1;
  process.env['MESOCOSM_ANSWER_CACHE'] = join(folder, String(tests));
};
delete process.env['MESOCOSM_PRICES'];
useAnother();
beforeEach(useAnother);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
