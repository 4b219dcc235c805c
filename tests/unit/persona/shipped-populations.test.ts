import { describe, expect, it } from 'vitest';
import { shippedPopulations } from '../../../src/persona/index.js';
import { Population } from '../../../src/spec/index.js';

describe.each(Object.entries(shippedPopulations))('the population %s that ships', (name, load) => {
  it('should be a population of that name, with source and licence', async () => {
    const population = Population.parse(await load());

    expect(population.name).toBe(name);
    expect(population.source).toMatch(/\S/);
    expect(population.licence).toMatch(/\S/);
  });

  it('should be of different people, each with a text of its own that says who speaks', async () => {
    const { personas } = Population.parse(await load());

    expect(new Set(personas.map(({ text }) => text)).size).toBe(personas.length);
    for (const person of personas) expect(person.text).toContain(person.name);
  });

  it('should place everybody on the same axes, and not all at one place', async () => {
    const { personas } = Population.parse(await load());
    const axes = Object.keys(personas[0]?.position ?? {});

    expect(axes.length).toBeGreaterThan(0);
    for (const { position } of personas) expect(Object.keys(position ?? {})).toEqual(axes);
    for (const axis of axes) {
      const places = personas.map(({ position }) => position?.[axis] ?? 0);
      expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(0.5);
    }
  });

  it('should name none of the options that it will be asked about', async () => {
    const { personas } = Population.parse(await load());

    for (const { text } of personas) expect(text).not.toMatch(/\b[QM]\b/);
  });
});
