import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, readDocument, sectionOf } from '../docs/_internals/documents.js';

const SPLITS = ['train', 'validation', 'test'] as const;
type Split = (typeof SPLITS)[number];

/** As the README says: how many contexts of an era go to each split, and two whose place was set. */
const SIZES: Readonly<Record<string, Readonly<Record<Split, number>>>> = {
  contemporary: { train: 8, validation: 3, test: 2 },
  historical: { train: 8, validation: 3, test: 2 },
  fictional: { train: 7, validation: 2, test: 3 },
  future: { train: 7, validation: 2, test: 3 },
};
const PLACED: Readonly<Record<string, Split>> = { 'mars-valley-charter': 'train', 'emigrant-ship-1907': 'validation' };

const readme = readDocument('generators/contexts/README.md');
const titles: Readonly<Record<Split, string>> = { train: 'Train', validation: 'Validation', test: 'Test' };
const rows = SPLITS.flatMap((split) =>
  [...sectionOf(readme, titles[split]).matchAll(/^\| `([a-z0-9-]+)\.json`\s*\| (\w+)\s*\|/gm)].map((match) => ({
    split,
    name: match[1] as string,
    era: match[2] as string,
  })),
);
const digest = (name: string): string => createHash('sha256').update(name).digest('hex');

/** Names of an era, dealt out to the splits by the rule of the README. */
function dealt(era: string): readonly (readonly [string, Split])[] {
  const names = rows.filter((row) => row.era === era).map(({ name }) => name);
  const placed = names.filter((name) => name in PLACED);
  const queue = names.filter((name) => !(name in PLACED)).sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
  const places = SPLITS.flatMap((split) => {
    const taken = placed.filter((name) => PLACED[name] === split).length;
    return Array<Split>((SIZES[era]?.[split] ?? 0) - taken).fill(split);
  });
  return [
    ...placed.map((name) => [name, PLACED[name] as Split] as const),
    ...queue.map((name, at) => [name, places[at] as Split] as const),
  ];
}

describe('the README of the contexts', () => {
  it.each(SPLITS)('should have a row for each file of %s', (split) => {
    const files = filesBelow(`generators/contexts/${split}`).filter((path) => path.endsWith('.json'));

    expect(
      rows
        .filter((row) => row.split === split)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(files.map((path) => posix.basename(path, '.json')));
  });

  it.each(Object.keys(SIZES))('should deal the %s contexts out by the digest of their names', (era) => {
    const found = rows.filter((row) => row.era === era).map(({ name, split }) => [name, split] as const);

    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(dealt(era)));
  });
});
