import { describe, expect, it } from 'vitest';
import { scenarios } from 'mesocosm/scenarios';
import { OutcomeClass } from '../../src/spec/index.js';
import { readDocument } from './_internals/documents.js';

const glossary = readDocument('docs/glossary.md');
const entries = [...glossary.text.matchAll(/^\| \*\*(.+?)\*\* +\| (.+?) +\|$/gm)].map(([, term, meaning]) => ({
  term: term as string,
  meaning: meaning as string,
}));
const terms = entries.map(({ term }) => term);

describe('the glossary', () => {
  it('should have a meaning for every term', () => {
    const rows = glossary.prose.filter((line) => line.startsWith('| ')).length;

    expect(terms.length).toBeGreaterThan(50);
    expect(terms).toHaveLength(rows - 2);
    expect(entries.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
  });

  it('should have each term once, in order', () => {
    expect(terms).toEqual([...new Set(terms)].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('should have every class of outcome', () => {
    expect(OutcomeClass.options.filter((name) => !terms.includes(name))).toEqual([]);
  });

  it('should have every arm of the scenarios that ship', () => {
    const arms = scenarios.flatMap((entry) => entry.create().arms.map(({ name }) => name));

    expect(arms.length).toBeGreaterThan(8);
    expect(arms.filter((name) => !terms.includes(name))).toEqual([]);
  });
});
