import { describe, expect, it } from 'vitest';
import { Persona, Population } from '../../../src/spec/index.js';

const ada: Persona = { name: 'Ada', text: 'You are Ada.', position: { trust: 0.2 }, provenance: { by: 'hand' } };
const ben: Persona = { name: 'Ben', text: 'You are Ben.' };

describe('Persona', () => {
  it.each([ada, ben])('should hold $name', (persona) => expect(Persona.parse(persona)).toEqual(persona));

  it.each([
    { name: '' },
    { text: '' },
    { text: undefined },
    { position: { trust: 1.2 } },
    { position: { trust: -0.1 } },
  ])('should refuse %o', (change) => expect(Persona.safeParse({ ...ada, ...change }).success).toBe(false));
});

describe('Population', () => {
  const population: Population = { formatVersion: 1, name: 'two', personas: [ada, ben] };

  it('should be the same after JSON', () => {
    expect(Population.parse(JSON.parse(JSON.stringify(population)))).toEqual(population);
  });

  it('should refuse two of one name, in words', () => {
    const twice = Population.safeParse({ ...population, personas: [ada, { ...ben, name: 'Ada' }] });

    expect(twice.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['personas'], 'two personas have the same name; every name must be unique'],
    ]);
  });

  it.each([{ formatVersion: 2 }, { name: '' }, { personas: [ada] }, { personas: undefined }])(
    'should refuse %o',
    (change) => expect(Population.safeParse({ ...population, ...change }).success).toBe(false),
  );
});
