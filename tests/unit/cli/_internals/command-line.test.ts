import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../../src/cli/_internals/command-line.js';

describe('commandLine', () => {
  it('should leave plain arguments as they are', () => {
    expect(commandLine('mesocosm', ['run', 'naming-game', '--policy', 'table.json#large:all', '--seed', '7'])).toBe(
      'mesocosm run naming-game --policy table.json#large:all --seed 7',
    );
    expect(commandLine('npx mesocosm', [])).toBe('npx mesocosm');
  });

  it.each([
    ['my studies/one', "'my studies/one'"],
    ["it's", "'it'\\''s'"],
    ['', "''"],
    ['$HOME', "'$HOME'"],
    ['a;b', "'a;b'"],
    ['*.json', "'*.json'"],
    ['#1', "'#1'"],
    ['=x', "'=x'"],
    ['Größe', "'Größe'"],
  ])('should quote %j', (argument, quoted) => {
    expect(commandLine('m', [argument])).toBe(`m ${quoted}`);
  });

  it('should be read by a shell as the arguments that it was made of', () => {
    const argument = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));
    const awkward = fc.constantFrom("'", '"', '\\', ' ', '\n', '`', '$(x)', '#', '~', '!', '-', '--');
    fc.assert(
      fc.property(fc.array(fc.oneof(argument, awkward), { minLength: 1, maxLength: 8 }), (argv) => {
        const read = execFileSync('/bin/sh', ['-c', commandLine('printf', ['%s\\0', ...argv])], { encoding: 'utf8' });

        expect(read.split('\0').slice(0, -1)).toEqual(argv);
      }),
      { numRuns: 60 },
    );
  });
});
