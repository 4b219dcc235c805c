import { describe, expect, it } from 'vitest';
import { rewritePersons, writePopulation, type PersonToWrite } from '../../../../src/persona/writing/index.js';
import { countingModel } from '../../../../src/testing/index.js';
import { everywhere, island, sayingSo, twoQuestions } from '../../../support/island.js';
import { memoryLog } from '../../../support/memory-log.js';

const options = { generator: twoQuestions, questionnaire: island, seed: 1 };
const ada: PersonToWrite = { name: 'Ada Quist', position: everywhere(0.9), aim: everywhere(1.4) };

async function rewritten(persons: readonly PersonToWrite[], more: Partial<Parameters<typeof rewritePersons>[0]> = {}) {
  const written = await rewritePersons({ ...options, persons, round: 1, ...more });
  if (written.status !== 'finished') throw new Error(written.failure.message);
  return written.personas;
}

describe('rewriting people', () => {
  it('should keep name and position, and aim elsewhere', async () => {
    const [persona] = await rewritten([ada]);

    expect(persona).toMatchObject({
      name: 'Ada Quist',
      position: everywhere(0.9),
      provenance: { target: everywhere(0.9), aim: everywhere(1.4), round: 1 },
    });
    expect(persona?.text).toContain(JSON.stringify(everywhere(1.4)));
  });

  it('should keep what was drawn for somebody', async () => {
    const plan = [{ position: everywhere(0.9) }, { position: everywhere(0.1) }];
    const before = await writePopulation({ ...options, plan });
    const people = before.status === 'finished' ? before.population.personas : [];
    const numberIn = (text = ''): string | undefined => /number (\d+)/.exec(text)?.[1];
    const after = await rewritten(people.map(({ name }) => ({ ...ada, name })));

    expect(after.map(({ text }) => numberIn(text))).toEqual(people.map(({ text }) => numberIn(text)));
    expect(numberIn(after[0]?.text)).not.toBe(numberIn(after[1]?.text));
  });

  it('should draw other replies in another round, and the same in the same', async () => {
    const model = sayingSo();
    const same = { ...ada, aim: ada.position };
    const texts = [1, 2, 1].map(async (round) => (await rewritten([same], { model, round }))[0]?.text);
    const [one, two, again] = await Promise.all(texts);

    expect(one).toBe(again);
    expect(one).not.toBe(two);
  });

  it('should go on from the log of an earlier sitting, round by round', async () => {
    const log = memoryLog();
    await rewritten([ada], { model: sayingSo(), log, round: 1 });
    const model = countingModel(sayingSo());
    const before = memoryLog(log.appended);
    await rewritten([ada], { model, log: before, round: 1 });
    await rewritten([ada], { model, log: before, round: 2 });

    expect(model.calls).toHaveLength(2);
  });

  it('should refuse two people of one name, and an aim that is no number', async () => {
    await expect(rewritten([ada, ada])).rejects.toThrow('two people are named Ada Quist');
    await expect(rewritten([{ ...ada, aim: { ...ada.aim, trade: Number.NaN } }])).rejects.toThrow(
      'on the axis "trade"',
    );
  });
});
