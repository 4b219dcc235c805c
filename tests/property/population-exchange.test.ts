import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rake, readPopulation, savePopulation, type PopulationFormat } from '../../src/persona/index.js';
import { Persona, type Population } from '../../src/spec/index.js';
import { folderForAll } from '../support/temporary-folder.js';

const folder = folderForAll();

/** Texts with everything that a table could stumble over. */
const awkward = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({
    minLength: 1,
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\r', '\t', ' ', 'a'),
  }),
);
/** Whatever can be a name. */
const name = awkward.map((text) => text.trim()).filter((text) => Persona.shape.name.safeParse(text).success);
const place = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const json = fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value)) as never);
const persona = fc.record(
  {
    name,
    text: awkward,
    position: fc.dictionary(awkward, place, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    provenance: fc.dictionary(awkward, json, { maxKeys: 3, noNullPrototype: true }),
  },
  { requiredKeys: ['name', 'text'], noNullPrototype: true },
);
const people = fc.uniqueArray(persona, { minLength: 2, maxLength: 6, selector: (one) => one.name.normalize('NFC') });
/** At no depth a key `__proto__`: it is no name of data, and reading leaves it out. */
const isPlain = ({ position, provenance }: Persona): boolean =>
  !JSON.stringify([position, provenance]).includes('"__proto__":');

describe('a population that is written and read', () => {
  it.each<[PopulationFormat]>([['json'], ['jsonl'], ['csv']])('should be the same people, as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(people, async (personas) => {
        fc.pre(personas.every(isPlain));
        const population: Population = { formatVersion: 1, name: 'people', personas };
        const path = join(folder, `people.${format}`);

        await savePopulation(path, population);

        expect(await readPopulation(path)).toEqual(population);
      }),
      { numRuns: 150 },
    );
  });
});

describe('raked weights', () => {
  it('should meet every target, keep the mean 1 and never be worth more people than there are', () => {
    const cell = fc.record({ trust: place, region: fc.constantFrom('n', 's') });
    const share = fc.double({ min: 0.2, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 4, maxLength: 40 }), share, share, (cells, low, north) => {
        // All four crossings are there, so that any targets can be met.
        const all = [...cells, ...[0, 1].flatMap((trust) => ['n', 's'].map((region) => ({ trust, region })))];
        const personas = all.map(({ trust, region }, at) => ({
          name: `${at}`,
          text: 'x',
          position: { trust },
          provenance: { region },
        }));
        const result = rake({
          population: { personas },
          marginals: [
            { axis: 'trust', edges: [0, 0.5, 1], shares: [low, 1 - low] },
            { attribute: 'region', shares: { n: north, s: 1 - north } },
          ],
          leastEffectiveShare: 0,
        });

        if (!result.ok) throw new Error(result.failure.message);
        const { weights, effectiveSize } = result.value;
        const share = (holds: (at: number) => boolean): number =>
          weights.reduce((sum, weight, at) => sum + (holds(at) ? weight : 0), 0) / all.length;
        expect(share((at) => (all[at]?.trust ?? 0) < 0.5)).toBeCloseTo(low, 6);
        expect(share((at) => all[at]?.region === 'n')).toBeCloseTo(north, 6);
        expect(share(() => true)).toBeCloseTo(1, 9);
        expect(effectiveSize).toBeLessThanOrEqual(all.length + 1e-9);
      }),
    );
  });
});
