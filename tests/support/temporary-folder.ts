import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** Makes empty folders that are gone after the test. To be called once, at the top of a test file. */
export function temporaryFolders(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
    folders.push(folder);
    return folder;
  };
}

/** An empty folder that all tests of a file look at, gone after the last. To be called once, at the top of a test file. */
export function folderForAll(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
