import { describe, expect, it } from 'vitest';
import { conflict, psychometricDriver, scriptedDriver } from 'mesocosm/scenarios';
import type { Mind, Persona, RunRecord } from '../../src/spec/index.js';
import { heldBy } from '../support/held-conversations.js';

const PEOPLE = 24;
const tempers = Array.from({ length: PEOPLE }, (_, at) => at / (PEOPLE - 1));
const scenario = conflict({ agents: PEOPLE, words: false });

function people(stands: readonly number[]): readonly Persona[] {
  return stands.map((temper, at) => ({ name: `P${at + 1}`, text: `Person ${at + 1}.`, position: { temper } }));
}

async function runs(mind: Mind, personas: readonly Persona[], seeds = [1, 2]): Promise<readonly RunRecord[]> {
  const held = seeds.map((seed) => heldBy(scenario, { mind, personas, seed }));
  return (await Promise.all(held)).map(({ record }) => record);
}

const tables = (
  records: readonly RunRecord[],
  about: Parameters<NonNullable<typeof scenario.tables>>[1],
): ReturnType<NonNullable<typeof scenario.tables>> =>
  scenario.tables?.([{ name: 'interacting', records }], about) ?? [];

describe('the table of spreads in a conflict', () => {
  it('should follow where people were meant to stand, and say that no answers are known', async () => {
    const personas = people(tempers);
    const [table] = tables(await runs(psychometricDriver(), personas), { personas });
    const [axis, from, arm, many, , , ratio = '', correlation = ''] = table?.rows[0] ?? [];

    expect([axis, from, arm, many]).toEqual(['temper', 'intention', 'interacting', String(PEOPLE)]);
    expect(ratio).toMatch(/^\.\d\d \[\.\d\d, \d?\.\d\d\]$/);
    expect(Number(correlation.split(' ')[0])).toBeGreaterThan(0.9);
    expect(table?.note).toContain('no answers of theirs are known');
    expect(table?.sentence).toContain('in where they were meant to stand on "temper"');
  });

  it('should go by answers where they are known', async () => {
    const personas = people(tempers);
    const standings = Object.fromEntries(personas.map(({ name }, at) => [name, { temper: 1 - (tempers[at] ?? 0) }]));
    const [table] = tables(await runs(psychometricDriver(), personas), { personas, standings });

    expect(table?.rows[0]?.[1]).toBe('answers');
    expect(Number(table?.rows[0]?.[7]?.split(' ')[0])).toBeLessThan(-0.9);
    expect(table?.sentence).toMatch(/^24 people differ in what they do by .* in what they answer on "temper" by \.30 /);
  });

  it('should find no spread in people who all do the same, whatever they answer', async () => {
    const personas = people(tempers.map(() => 0.5));
    const standings = Object.fromEntries(personas.map(({ name }, at) => [name, { temper: tempers[at] ?? 0 }]));
    const [table] = tables(await runs(scriptedDriver(), personas), { personas, standings });

    expect(table?.rows[0]?.slice(4)).toEqual(['.30', '.00', '.00', 'none']);
  });

  it('should take the first axis of people who do not stand on the one that is named', async () => {
    const personas = people(tempers);
    const other = conflict({ agents: PEOPLE, words: false, axis: 'patience' });
    const records = await runs(psychometricDriver(), personas);
    const [table] = other.tables?.([{ name: 'interacting', records }], { personas }) ?? [];

    expect(table?.sentence).toContain('on "temper"');
  });

  it('should give no correlation of two, and no table where nobody stands anywhere', async () => {
    const personas = people([0, 1]);
    const two = conflict({ words: false });
    const { record } = await heldBy(two, { mind: psychometricDriver(), personas });
    const of = (who: readonly Persona[]) =>
      two.tables?.([{ name: 'interacting', records: [record] }], { personas: who });

    expect(of(personas)?.[0]?.rows[0]?.[7]).toBe('needs 3 people');
    expect(of(personas)?.[0]?.sentence).not.toContain('correlate');
    expect(of(personas.map(({ name, text }) => ({ name, text })))).toEqual([]);
    expect(of([])).toEqual([]);
  });
});
