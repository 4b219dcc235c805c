import { afterAll, describe, expect, it } from 'vitest';
import { examplesIn, execute, writeExamples } from '../docs/_internals/code-blocks.js';
import { readDocuments } from '../docs/_internals/documents.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const examples = readDocuments()
  .flatMap(examplesIn)
  .filter(({ runs }) => runs === 'with the model');
const { paths, remove } = writeExamples(examples);
afterAll(remove);
const emptyFolder = temporaryFolders();

describe('code in the documents that asks the embedded model', () => {
  it('should be found', () => expect(examples.length).toBeGreaterThan(0));

  for (const [index, { place, prints }] of examples.entries()) {
    it(`should run: ${place}`, async () => {
      const printed = await execute(paths[index] as string, emptyFolder());

      expect(printed).not.toBe('');
      expect(printed).toBe(prints ?? printed);
    });
  }
});
