import { describe, expect, it } from 'vitest';
import { peopleSummary } from '../../../src/study/people-summary.js';
import type { Population } from '../../../src/spec/index.js';

const village: Population = {
  formatVersion: 1,
  name: 'village',
  source: 'a survey',
  personas: [
    { name: 'Ada', text: 'A baker.', position: { trust: 0.2 } },
    { name: 'Bram', text: 'A smith.', position: { trust: 0.8 } },
  ],
};
const town: Population = {
  ...village,
  name: 'town',
  personas: village.personas.map(({ name, text }) => ({ name, text })),
};

describe('peopleSummary', () => {
  it('should give the places that were meant and those by answers, axis by axis', () => {
    const standings = { Ada: { trust: 0.4, thrift: 0.1 }, Bram: { trust: 0.5, thrift: 0.3 } };
    const [people] = peopleSummary({ population: village }, standings);

    expect(people).toMatchObject({ name: 'village', size: 2, source: 'a survey' });
    expect(people?.axes[0]).toEqual({
      axis: 'trust',
      meant: { least: 0.2, mean: 0.5, most: 0.8 },
      answered: { least: 0.4, mean: 0.45, most: 0.5 },
    });
    expect(people?.axes[1]).toMatchObject({ axis: 'thrift', meant: null, answered: { least: 0.1, most: 0.3 } });
  });

  it('should tell the people of single conditions too, and nothing where there is nobody', () => {
    expect(peopleSummary({ population: null, populations: { town } }).map(({ name, axes }) => [name, axes])).toEqual([
      ['town', []],
    ]);
    expect(peopleSummary({ population: null })).toEqual([]);
  });
});
