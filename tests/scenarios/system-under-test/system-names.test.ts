import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mesocosm } from '../../support/command-line.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** People by a script, who talk with the assistant that ships. */
function study(where: string, ...more: readonly string[]): readonly string[] {
  const small = ['--agents', '3', '--turns', '2', '--runs', '1', '--arms', 'interacting', '--folder', where];
  return ['run', 'system-under-test', '--mind', 'scripted', ...small, ...more];
}

describe('the name of a system or judge', () => {
  it.each(['--judge', '--system'])(
    'should refuse a name of %s that is no model before it asks anybody',
    async (option) => {
      const where = folder();
      const { code, err } = await mesocosm(study(where, option, 'smollm2'));

      expect(code).toBe(2);
      expect(err).toMatch(/"smollm2" is no model/);
      expect(err).toMatch(/smollm2-135m-instruct/);
      expect(readdirSync(where)).toEqual([]);
    },
  );

  it('should not take a path, which means another file from another folder', async () => {
    const { code, err } = await mesocosm(study(folder(), '--judge', 'models/judge.gguf'));

    expect(code).toBe(2);
    expect(err).toMatch(/--judge models\/judge.gguf is not possible.*openai:NAME, or known weights/s);
  });
});
