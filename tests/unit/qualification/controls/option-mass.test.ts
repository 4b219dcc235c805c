import { describe, expect, it } from 'vitest';
import { optionMass, type Answered } from '../../../../src/qualification/controls/index.js';
import { answeredQuestions } from '../../../support/answered-questions.js';

const exact = answeredQuestions(() => 0.5);

/** The same from counted replies; of first replies this share took an option, where the record tells. */
function counted(firstMass: (at: number) => number | undefined): readonly Answered[] {
  return exact.map((one, at): Answered => {
    const first = firstMass(at);
    const told = first === undefined ? {} : { firstMass: first };
    return { ...one, answers: one.answers.map((answer) => ({ ...answer, ...told, tempered: true })) };
  });
}

describe('optionMass', () => {
  it('should speak of probability where a model tells it', () => {
    const { measure, verdict, effect, sentence } = optionMass(exact);

    expect([measure, verdict, effect]).toEqual(['probability on the options before it is normalised', 'pass', 0.9]);
    expect(sentence).toBe('It puts 90 % of its probability on the options it is offered.');
  });

  it('should judge counted replies by the first ones, and say both shares', () => {
    const { measure, verdict, effect, parts, sentence } = optionMass(counted(() => 0.1));

    expect([measure, verdict, effect]).toEqual(['share of first replies that take an option', 'fail', 0.1]);
    expect([...new Set(Object.values(parts))]).toEqual([0.1]);
    expect(sentence).toBe(
      '10 % of its first replies take an option; with those that were explained and asked again 90 % do.',
    );
  });

  it('should pass a model that takes options at once', () => {
    expect(optionMass(counted(() => 0.8))).toMatchObject({ verdict: 'pass', effect: 0.8 });
  });

  it('should fall back to all replies where a record does not tell of first ones', () => {
    const { verdict, effect, sentence } = optionMass(counted(() => undefined));

    expect([verdict, effect]).toEqual(['pass', 0.9]);
    expect(sentence).toBe(
      '90 % of its replies take an option, with those that were explained and asked again: first replies are not on record.',
    );
  });

  it('should say of how many answers that is where the others do tell', () => {
    const some = counted((at) => (at === 0 ? undefined : 0.1));
    const [first] = some;
    const [silent, all] = [first?.answers.length, some.flatMap(({ answers }) => answers).length];

    expect(optionMass(some).sentence).toContain(
      `90 % do. Of ${silent} of ${all} answers first replies are not on record: there all count.`,
    );
  });

  it('should count questions without an answer as ones that no first reply took an option of', () => {
    const some = counted(() => 1).map((one, at): Answered =>
      at % 4 === 0 ? one : { ...one, answers: [], failure: '' },
    );

    expect(optionMass(some)).toMatchObject({ verdict: 'fail', sentence: expect.stringContaining('had no answer') });
  });
});
