import { describe, expect, it } from 'vitest';
import { firstPerson, loadContext, nameOnly } from '../../../../generators/index.js';
import { generatePersonas, psychometricAnswerer } from '../../../../src/persona/index.js';
import { Population } from '../../../../src/spec/index.js';
import { memoryLog } from '../../../support/memory-log.js';

const context = await loadContext('lofoten-cod-quota');

describe('generatePersonas', () => {
  it('should need no language model: composed people, answered by position, keep their slope', async () => {
    const people = await generatePersonas(firstPerson, { context, size: 12, seed: 3 });

    expect(people.personas).toHaveLength(12);
    expect(people.missing).toEqual([]);
    expect(Object.keys(people.fidelity.axes)).toEqual(context.axes.map(({ name }) => name));
    for (const { slope, spearman } of Object.values(people.fidelity.axes)) {
      expect(slope.value).toBeGreaterThan(0.8);
      expect(spearman.value).toBeGreaterThan(0.95);
    }
    expect(people.measurement?.measures.gate.verdict).toBe('distinguishable');
    expect(people.measurement?.heading).toBeNull();
  });

  it('should be a population that a file can hold', async () => {
    const people = await generatePersonas(firstPerson, { context, size: 4, measure: false });

    expect(Population.parse(people).personas.map(({ name }) => name)).toEqual(people.personas.map(({ name }) => name));
    expect(people.measurement).toBeUndefined();
  });

  it('should be the same for the same seed and another for another', async () => {
    const [one, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => generatePersonas(firstPerson, { context, size: 5, seed, measure: false })),
    );

    expect(again).toEqual(one);
    expect(other?.personas[0]?.text).not.toBe(one?.personas[0]?.text);
  });

  it('should find no diversity in people whose generator does not steer', async () => {
    const people = await generatePersonas(nameOnly, { context, size: 12 });

    expect(people.measurement?.measures.gate.verdict).toBe('undefined');
    for (const { slope } of Object.values(people.fidelity.axes)) expect(slope.value).toBeCloseTo(0, 6);
  });

  it('should win back by a loop, on items that it never saw, what the answerer shrinks', async () => {
    const answerer = psychometricAnswerer({ questionnaire: context, parameters: { slope: 0.25 }, seed: 1 });
    const people = await generatePersonas(firstPerson, { context, size: 15, answerer, loop: { rounds: 6 } });
    const { openLoop, measurement, loop } = people;
    const hull = (of: typeof measurement): number =>
      of?.measures.metrics.find(({ metric }) => metric === 'hull_volume')?.value ?? 0;

    expect(openLoop?.measures.fidelity?.[0]?.slope.value).toBeCloseTo(0.25, 1);
    expect(hull(measurement)).toBeGreaterThan(5 * hull(openLoop));
    expect(people.personas).toHaveLength(15);
    expect(loop?.items.heldOut).toEqual(measurement?.responses.items.map(({ id }) => id));
    expect(new Set(loop?.items.steering)).not.toContain(loop?.items.heldOut[0]);
  });

  it('should write again what the loop re-aimed, and keep names and number', async () => {
    const answerer = psychometricAnswerer({ questionnaire: context, parameters: { slope: 0.3 }, seed: 1 });
    const how = { context, size: 8, answerer } as const;
    const open = await generatePersonas(firstPerson, { ...how, measure: true });
    const closed = await generatePersonas(firstPerson, { ...how, loop: { rounds: 2 } });

    expect(closed.personas.map(({ name }) => name)).toEqual(open.personas.map(({ name }) => name));
    const changed = closed.personas.filter(({ text }, at) => text !== open.personas[at]?.text);
    expect(changed.length).toBeGreaterThan(4);
  });

  it('should ask nothing twice where there is a log', async () => {
    const log = memoryLog();
    const how = { context, size: 10, logs: { answers: log } } as const;
    const first = await generatePersonas(firstPerson, how);
    const asked = log.appended.length;
    const again = await generatePersonas(firstPerson, { ...how, logs: { answers: memoryLog([...log.appended]) } });

    expect(asked).toBeGreaterThan(10 * context.items.length - 1);
    expect(again.measurement).toEqual(first.measurement);
  });

  it.each([
    [{ size: 1 }, 'a population of 1 was asked for'],
    [{ size: 2.5 }, 'a population of 2.5 was asked for'],
    [{ size: 5, loop: true, measure: false }, 'a loop is closed by answers'],
    [{ size: 5, context: 'a village and its well' }, 'without a language model no questionnaire comes of it'],
  ])('should refuse %j', async (change, says) => {
    await expect(generatePersonas(firstPerson, { context, ...change })).rejects.toThrow(says);
  });
});
