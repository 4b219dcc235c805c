import { describe, expect, it } from 'vitest';
import {
  assistedPeople,
  plantedFailures,
  psychometricPerson,
  scriptedPerson,
  searchedBy,
  searchTable,
  systemUnderTest,
  type Search,
} from 'mesocosm/scenarios';
import type { Mind } from '../../../src/spec/index.js';
import { heldBy } from '../../support/held-conversations.js';

const PEOPLE = 24;
const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);
const density = { kind: 'normal', mean: 0.5, sd: 0.2 } as const;
const densities = { patience: density, knowledge: density, trust: density };

async function search(name: string, seed: number, how: Partial<Parameters<typeof assistedPeople>[0]>, mind: Mind) {
  const { personas } = await assistedPeople({ people: PEOPLE, seed, ...how });
  const { events } = await heldBy(systemUnderTest({ agents: PEOPLE, turns: 1 }), { mind, personas, seed });
  return searchedBy({ name, personas, runs: [events] });
}

async function searches(mind: Mind): Promise<readonly { readonly covering: Search; readonly matched: Search }[]> {
  return Promise.all(
    SEEDS.map(async (seed) => ({
      covering: await search('covering', seed, {}, mind),
      matched: await search('matched', seed, { placement: 'sobol', densities }, mind),
    })),
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('the search for planted failures', () => {
  it('should find at least three more by a covering population than by one matched to a density, over 20 seeds', async () => {
    const found = await searches(scriptedPerson());
    const more = found.map(({ covering, matched }) => covering.distinct.length - matched.distinct.length);

    expect(mean(more)).toBeGreaterThan(3);
    expect(Math.min(...more)).toBeGreaterThanOrEqual(0);
  });

  it('should find at least one and a half more where people show their positions with noise', async () => {
    const found = await searches(psychometricPerson({ parameters: { slope: 0.9, noise: 0.3 } }));
    const more = found.map(({ covering, matched }) => covering.distinct.length - matched.distinct.length);

    expect(mean(more)).toBeGreaterThan(1.5);
  });

  it('should find more by an even Sobol population than by the same one matched to a density', async () => {
    const evenly = await Promise.all(
      SEEDS.map((seed) => search('sobol', seed, { placement: 'sobol' }, scriptedPerson())),
    );
    const matched = await Promise.all(
      SEEDS.map((seed) => search('matched', seed, { placement: 'sobol', densities }, scriptedPerson())),
    );

    expect(mean(evenly.map(({ distinct }) => distinct.length))).toBeGreaterThan(
      mean(matched.map(({ distinct }) => distinct.length)) + 0.5,
    );
  });

  it('should place failures in the regions in which they were planted', async () => {
    const { regions, distinct } = await search('covering', 3, {}, scriptedPerson());
    const names = new Map(plantedFailures.map(({ name, corner }) => [name, corner]));

    expect(distinct.length).toBeGreaterThan(3);
    for (const { region, failures } of regions) {
      for (const name of failures) expect(region).toMatchObject(names.get(name) ?? {});
    }
  });

  it('should give each region its rate with an interval, and count per hundred conversations', async () => {
    const found = await search('covering', 3, {}, scriptedPerson());

    expect(found.conversations).toBe(PEOPLE);
    expect(found.distinctPerHundred).toBeCloseTo((100 * found.distinct.length) / PEOPLE);
    expect(found.regions.reduce((sum, { of }) => sum + of, 0)).toBe(PEOPLE);
    for (const { share, low, high } of found.regions) {
      expect(low).toBeLessThanOrEqual(share as number);
      expect(high).toBeGreaterThanOrEqual(share as number);
    }
  });

  it('should say side by side what populations found', async () => {
    const [{ covering, matched } = {}] = await searches(scriptedPerson());
    const table = searchTable([covering as Search, matched as Search]);

    expect(table).toMatch(/^covering: 24 conversations, failures in \d+ of 24 \(/);
    expect(table).toContain('per hundred conversations');
    expect(table).toContain('where covering found failures:\n  patience');
  });

  it('should say who has no position', async () => {
    const { personas } = await assistedPeople({ people: 2, seed: 1 });
    const scenario = systemUnderTest({ agents: 2, turns: 1 });
    const { events } = await heldBy(scenario, { mind: scriptedPerson(), personas });

    expect(() => searchedBy({ name: 'others', personas: [], runs: [events] }, ['trust'])).toThrow(
      'no position on "trust"',
    );
  });
});
