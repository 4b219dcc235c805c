import { describe, expect, it } from 'vitest';
import { commandsIn, troubleWith, wordsOf, type WrittenCommand } from './_internals/commands.js';
import { readDocuments } from './_internals/documents.js';

const documents = readDocuments().filter(({ path }) => path !== 'docs/reference/cli.md');
const commands = documents.flatMap(commandsIn);

/** A made-up command, for showing that the check can fail. */
const written = (line: string): WrittenCommand => ({ words: wordsOf(line)[0] as readonly string[], place: 'here' });

describe('commands in the documents', () => {
  it('should be found', () => {
    const ours = commands.filter(({ words }) => words.includes('mesocosm'));

    expect(ours.length).toBeGreaterThan(30);
    expect(ours.some(({ place }) => place.startsWith('README.md'))).toBe(true);
  });

  for (const document of documents) {
    it(`should be possible as ${document.path} writes them`, async () => {
      const troubles = await Promise.all(commandsIn(document).map(troubleWith));

      expect(troubles.flat()).toEqual([]);
    });
  }

  it.each([
    ['npx mesocosm runn', 'no command "runn"'],
    ['npx mesocosm run --sed 3', 'no option --sed'],
    ['npx mesocosm run naming', 'no scenario "naming"'],
    ['npx mesocosm run naming-game --sweeps 20', 'no parameter --sweeps'],
    ['npx mesocosm run --agents 1', '--agents 1 is not possible'],
    ['npx mesocosm run --condition hot,tepid', 'no "tepid"'],
    ['npx mesocosm run --arms isolated,drift', 'no "drift"'],
    ['npx mesocosm run naming-game --policy llama', 'no "llama"'],
    ['npx mesocosm replay', 'missing required argument'],
    ['mesocosm model fetch', 'there is no command "fetch"'],
    ['npm run nothing', 'no script "nothing"'],
    ['node scripts/nothing.js', 'there is no scripts/nothing.js'],
    ['curl somewhere', 'no test knows this program'],
  ])('should be found impossible: %s', async (line, says) => {
    const troubles = await troubleWith(written(line));

    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain(says);
  });

  it.each([
    'npx mesocosm run naming-game --policy table.json#model --payoffs same=100,different=-50',
    'mesocosm replay studies/ID default.isolated.1000007 --events -',
    'npx mesocosm --help',
    'mesocosm model pull',
  ])('should be found possible: %s', async (line) => expect(await troubleWith(written(line))).toEqual([]));

  it('should be taken apart as a shell does', () => {
    expect(wordsOf("$ A=1 npx mesocosm show 'a b' && cd x # and more")).toEqual([
      ['npx', 'mesocosm', 'show', 'a b'],
      ['cd', 'x'],
    ]);
  });
});
