import { describe, expect, it } from 'vitest';
import { ControlName, Qualification, qualify, type QualifyOptions } from '../../../src/qualification/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { historyBlind, labelBiased, perfect, random, subjectModel, type Subject } from '../../support/qualification-subjects.js'; // prettier-ignore

async function checked(subject: Subject, more: Partial<QualifyOptions> = {}): Promise<Qualification> {
  const reply = await qualify({ model: subjectModel(subject), version: '0', clock: fakeClock(), ...more });
  if (!reply.ok) throw new Error(reply.failure.message);
  return Qualification.parse(reply.value);
}

const verdicts = ({ controls }: Qualification) => Object.fromEntries(controls.map((one) => [one.name, one.verdict]));

describe('qualify', () => {
  it('should pass a subject that understands everything in every control', async () => {
    const found = verdicts(await checked(perfect));
    expect(found).toEqual({
      ...Object.fromEntries(ControlName.options.map((name) => [name, 'pass'])),
      throughput: 'not-applicable',
    });
  });

  it('should fail a random subject in whatever needs understanding, and not in what chance cannot spoil', async () => {
    console.log(verdicts(await checked(random)));
    console.log(verdicts(await checked(labelBiased)));
    console.log(verdicts(await checked(historyBlind)));
    console.log(verdicts(await checked(perfect, {quick: true})));
  });
});
