import { describe, expect, it } from 'vitest';
import { scenarios } from 'mesocosm/scenarios';
import { cliReference } from '../../scripts/_internals/cli-reference.js';
import { createProgram } from '../../src/cli/program.js';
import { readDocument } from './_internals/documents.js';

const document = readDocument('docs/reference/cli.md');

describe('the reference of the command line', () => {
  it('should be what the commands say of themselves (`node scripts/cli-reference.js` writes it anew)', async () => {
    expect(document.text).toBe(await cliReference(createProgram, scenarios));
  });

  it('should have a section for every command', () => {
    const names = document.headings.filter(({ level }) => level === 2).map(({ text }) => text);

    expect(names).toEqual(expect.arrayContaining(['mesocosm', 'mesocosm run', 'mesocosm model pull']));
    expect(new Set(names).size).toBe(names.length);
  });
});
