import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from 'mesocosm/scenarios';
import { arxivIn, citationsIn, inWords, sameWork, type Citation } from './_internals/citations.js';
import { filesBelow, readDocument, readDocuments, root } from './_internals/documents.js';

const bibliography = readDocument('docs/bibliography.md');
const entries = bibliography.text
  .split(/\n(?=- \*\*)/)
  .slice(1)
  .map((text) => ({ text, work: citationsIn(text.split('\n')[0] as string)[0] as Citation }));

/** What may cite: code, tests but those of documents themselves, and all other documents. */
const places = [
  ...['src', 'scenarios', 'generators', 'tests']
    .flatMap(filesBelow)
    .filter((path) => /\.(ts|js)$/.test(path) && !path.startsWith('tests/docs/')),
  ...readDocuments()
    .map(({ path }) => path)
    .filter((path) => path !== bibliography.path),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const cited = places.flatMap(({ path, text }) => citationsIn(text).map((citation) => ({ path, citation })));

describe('the bibliography', () => {
  it('should say of each entry where it can be found', () => {
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter(({ text }) => !/DOI\s|arXiv|No DOI/.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('should be in order, each work once', () => {
    const names = entries.map(({ work }) => inWords(work));

    expect(names).toEqual([...new Set(names)].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('should have every work that code, tests, scenarios or documents cite by author and year', () => {
    const missing = cited.filter(({ citation }) => !entries.some(({ work }) => sameWork(work, citation)));

    expect(cited.length).toBeGreaterThan(30);
    expect(missing.map(({ path, citation }) => `${path}: ${inWords(citation)}`)).toEqual([]);
  });

  it('should have every work that is cited by its arXiv number', () => {
    const known = arxivIn(bibliography.text);
    const missing = places.flatMap(({ path, text }) =>
      arxivIn(text).flatMap((number) => (known.includes(number) ? [] : [`${path}: arXiv ${number}`])),
    );

    expect(missing).toEqual([]);
  });

  it('should have the sources of every scenario', () => {
    const sources = scenarios.flatMap((entry) => entry.create().about.sources);
    const missing = sources.filter(({ authors, year }) => {
      const [source] = citationsIn(`${authors} ${year}`);
      return source === undefined || !entries.some(({ work }) => sameWork(work, source));
    });

    expect(missing).toEqual([]);
  });

  it('should have nothing that nobody cites', () => {
    const numbers = places.flatMap(({ text }) => arxivIn(text));
    const unused = entries.filter(
      ({ work, text }) =>
        !cited.some(({ citation }) => sameWork(work, citation)) && !arxivIn(text).some((one) => numbers.includes(one)),
    );

    expect(unused.map(({ work }) => inWords(work))).toEqual([]);
  });
});

describe('citations', () => {
  it.each([
    ['(Watts and Strogatz 1998, Nature 393:440, figure 1)', 'Watts, Strogatz 1998'],
    ['Source: De Marzo, Castellano, Garcia 2026, Science', 'De Marzo, Castellano, Garcia 2026'],
    ['(Ben Allal et al. 2025, arXiv 2502.02737)', 'Ben Allal et al. 2025'],
    ['(Barrie and Törnberg 2025)', 'Barrie, Törnberg 2025'],
    [' * drawn again (Bollobás\n * 1980, the configuration model)', 'Bollobás 1980'],
    ['Dorogovtsev, Mendes and Samukhin (2000)', 'Dorogovtsev, Mendes, Samukhin 2000'],
  ])('should be found in %j', (text, found) => expect(citationsIn(text).map(inWords)).toEqual([found]));

  it.each(['Thu, 01 Jan 2026 00:00', 'new Date(2026, 1)', 'ES2023 and Node 20', 'the year 1998', 'MIT 11357'])(
    'should not be seen in %j',
    (text) => expect(citationsIn(text)).toEqual([]),
  );
});
