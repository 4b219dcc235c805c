import { describe, expect, it } from 'vitest';
import {
  comprehension,
  consistency,
  format,
  history,
  labelPreference,
  majority,
  optionMass,
  payoffs,
  personaAsked,
  positionPreference,
  strategy,
  unanimity,
  type Answered,
  type Control,
} from '../../../../src/qualification/controls/index.js';
import { answeredQuestions, rightly } from '../../../support/answered-questions.js';

const CONTROLS: readonly ((answered: readonly Answered[]) => Control)[] = [
  optionMass,
  comprehension,
  labelPreference,
  positionPreference,
  payoffs,
  strategy,
  history,
  majority,
  unanimity,
  personaAsked,
];

describe('controls of questions without an answer', () => {
  it('should fail every control all of whose questions are unanswered, and say so', () => {
    const answered = answeredQuestions(() => 'no option');
    const found = CONTROLS.map((control) => control(answered));

    expect(found.map(({ name, verdict }) => [name, verdict])).toEqual(found.map(({ name }) => [name, 'fail']));
    expect(found.filter(({ sentence }) => !/^It answered none of the \d+ questions/.test(sentence))).toEqual([]);
  });

  it('should not pass a mass that was measured on the few questions that were answered', () => {
    const { verdict, effect, sentence } = optionMass(answeredQuestions((item, at) => (at < 14 ? rightly(item) : '')));

    expect([verdict, Number(effect) < 0.2]).toEqual(['fail', true]);
    expect(sentence).toMatch(/\d+ of \d+ had no answer, which counts against it\.$/);
  });

  it('should take the mass of an unanswered question from what its failure tells, else 0', () => {
    const without = answeredQuestions(() => 'too little');

    expect(optionMass(without.map((one) => ({ ...one, mass: 0.04 }))).effect).toBeCloseTo(0.04, 9);
    expect(optionMass(without).effect).toBe(0);
  });

  it('should weigh masses by presentations in the parts, as where all are answered', () => {
    const some = answeredQuestions((item) => (item.kind === 'neutral' ? 'no option' : rightly(item)));

    expect(optionMass(some).parts).toMatchObject({ neutral: 0, dominance: 0.9, majority: 0.9 });
  });

  it('should count the share of answered questions where the model does not tell its mass', () => {
    const silent = { mass: null };
    const all = answeredQuestions(rightly, silent);
    const few = answeredQuestions((item, at) => (at % 4 === 0 ? rightly(item) : 'no option'), silent);

    expect(optionMass(all).verdict).toBe('not-applicable');
    expect(optionMass(few)).toMatchObject({ verdict: 'fail', sentence: expect.stringContaining('of the questions') });
  });

  it.each([
    ['comprehension', comprehension, 'payoff'],
    ['payoffs', payoffs, 'dominance'],
    ['strategy', strategy, 'strategic'],
    ['history', history, 'history'],
    ['persona-asked', personaAsked, 'persona'],
    ['label-preference', labelPreference, 'neutral'],
    ['position-preference', positionPreference, 'neutral'],
    ['majority', majority, 'majority'],
    ['unanimity', unanimity, 'majority'],
  ] as const)('should not let %s pass on the fifth of its questions that was answered', (_, control, kind) => {
    const all = answeredQuestions(rightly);
    const of = (one: Answered): boolean => one.item.kind === kind;
    const kept = new Set(all.filter(of).filter((__, at) => at % 5 === 0));
    const few = all.map((one): Answered => (of(one) && !kept.has(one) ? { ...one, answers: [], failure: '' } : one));

    expect(control(all).verdict).toBe('pass');
    expect(control(few).verdict).not.toBe('pass');
  });

  it('should take an answer to one wording alone for as large a change as there is', () => {
    const item = answeredQuestions(rightly).find((one) => one.item.kind === 'dominance') as Answered;
    const other = { item: { ...item.item, wording: 1 }, answers: [], failure: 'no option' };

    expect(consistency([item, other]).effect).toBe(1);
    expect(consistency([item, { ...item, item: other.item }]).effect).toBe(0);
  });

  it('should say nothing of missing answers where there are none', () => {
    const answered = answeredQuestions(rightly);

    const sentences = CONTROLS.map((control) => control(answered).sentence);

    expect(sentences.filter((text) => text.includes('no answer'))).toEqual([]);
    expect(format(answered, [], { write: false }).parts).toEqual({ 'choices that failed': 0 });
  });
});
