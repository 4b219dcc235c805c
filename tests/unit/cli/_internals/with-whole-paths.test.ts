import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withWholePaths } from '../../../../src/cli/_internals/with-whole-paths.js';

describe('withWholePaths', () => {
  const before = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'paths-')));
    process.chdir(folder);
    writeFileSync('people.json', '{}');
  });
  afterEach(() => process.chdir(before));

  it('should name in full the files that are there', () => {
    const given = ['run', 'x', '--population', 'people.json', '--policy=./people.json#gpt', '--seed', '3'];

    const whole = withWholePaths(given);

    const path = join(folder, 'people.json');
    expect(whole).toEqual(['run', 'x', '--population', path, `--policy=${path}#gpt`, '--seed', '3']);
  });

  it('should leave names of tables and models, and values of other options, as they are', () => {
    const given = ['run', '--policy', 'claude-3.5-sonnet', '--model', 'openai:x', '--name', 'people.json'];

    expect(withWholePaths(given)).toEqual(given);
  });
});
