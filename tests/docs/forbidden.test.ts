import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './_internals/documents.js';
import { FORBIDDEN } from './_internals/forbidden-words.js';

const LEFT_OUT = ['.git', 'node_modules', 'dist', 'studies', 'runs', 'coverage'];
const LIST = 'tests/docs/_internals/forbidden-words.ts';

/** Every file that belongs to the project, pictures left out. */
function projectFiles(): readonly string[] {
  const top = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !LEFT_OUT.includes(name));
  return top
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(entry.name) : [entry.name]))
    .filter((path) => !/\.(png|tgz|gguf)$/.test(path) && path !== LIST);
}

/** Lines that say what may not be said. */
function found(path: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${path}:${index + 1}: ${why}`),
    );
}

describe('the project', () => {
  it('should be read whole', () => {
    const files = projectFiles();

    expect(files).toEqual(expect.arrayContaining(['package-lock.json', 'README.md', 'src/index.ts', '.oxlintrc.json']));
    expect(files.length).toBeGreaterThan(300);
  });

  it('should speak of itself alone', () => {
    const troubles = projectFiles().flatMap((path) => {
      // A file of another test may be gone by now.
      const text = readIfThere(path);
      return text === undefined ? [] : found(path, text);
    });

    expect(troubles).toEqual([]);
  });

  it.each(FORBIDDEN)('should not say "$example"', ({ example, why }) => {
    expect(found('made.md', example)).toEqual([`made.md:1: ${why}`]);
  });

  it.each(["import './worker.js'", "from './work-on.js'", 'the framework', 'a/root.js', '../shared-pieces.js'])(
    'should be allowed to say %j',
    (text) => expect(found('made.md', text)).toEqual([]),
  );
});

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
