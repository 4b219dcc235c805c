import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';

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
