import { describe, expect, it } from 'vitest';
import { firstPerson, loadContext } from '../../../../generators/index.js';
import { generatePersonas, psychometricAnswerer, type ChoosingAnswerer } from '../../../../src/persona/index.js';
import { cloneDraws, cloneTable } from '../../../../src/persona/generating/clone-table.js';

const questionnaire = await loadContext('lofoten-cod-quota');
const answererWith = (noise: number): ChoosingAnswerer =>
  psychometricAnswerer({ questionnaire, parameters: { noise }, seed: 1 });

describe('cloneDraws', () => {
  it('should be one where copies always answer the same, or where asking them again may cost', () => {
    const { cloneNoise: _, ...unknown } = answererWith(0.5);

    expect(cloneDraws(answererWith(0), 100)).toBe(1);
    expect(cloneDraws({ ...answererWith(0), clones: 'once' }, 100)).toBe(1);
    expect(cloneDraws(unknown, 100)).toBe(1);
  });

  it('should be twenty where what copies answer is drawn, and fewer of many people who are asked one by one', () => {
    expect(cloneDraws({ ...answererWith(0), clones: 'once', samples: 20 }, 1_000_000)).toBe(20);
    expect(cloneDraws(answererWith(0.5), 300)).toBe(20);
    expect(cloneDraws(answererWith(0.5), 5_000)).toBe(4);
    expect(cloneDraws(answererWith(0.5), 50_000)).toBe(1);
  });
});

describe('cloneTable', () => {
  it('should give other copies other noise in each draw, and the same in the same', async () => {
    const scoresOf = async (draw: number): Promise<unknown> => {
      const how = { questionnaire, answerer: answererWith(0.5), size: 4, seed: 1, kind: 'expected', draw } as const;
      const reply = await cloneTable(how);
      return reply.ok ? reply.value.scores : reply.failure;
    };

    expect(await scoresOf(0)).toEqual(await scoresOf(0));
    expect(await scoresOf(1)).not.toEqual(await scoresOf(0));
  });
});

describe('the null of a noisy mind', () => {
  it('should be the mean over twenty populations of copies, with its standard deviation', async () => {
    const people = await generatePersonas(firstPerson, {
      context: questionnaire,
      size: 8,
      answerer: answererWith(0.5),
    });
    const { cloneDraws: draws, metrics } = people.measurement!.measures;
    const coverage = metrics.find(({ metric }) => metric === 'coverage')!;

    expect(draws).toBe(20);
    expect(coverage.clonesSd).toBeGreaterThan(0);
    expect(coverage.clonesSd).toBeLessThan(coverage.clones!);
  });

  it('should have no standard deviation where copies always answer the same', async () => {
    const people = await generatePersonas(firstPerson, { context: questionnaire, size: 8 });

    expect(people.measurement?.measures.cloneDraws).toBe(1);
    expect(people.measurement?.measures.metrics[0]?.clonesSd).toBeNull();
  });
});
