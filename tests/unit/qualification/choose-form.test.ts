import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { bestOf, elicitationFor, formsFor, type TriedForm } from '../../../src/qualification/index.js';

const tried = (name: string, mass: number | null, score: number): TriedForm => ({
  name,
  form: 'completion',
  person: 'second',
  mass,
  score,
});

describe('bestOf', () => {
  it.each([
    ['the best score among forms with enough mass', [tried('a', 0.9, 0.6), tried('b', 0.6, 0.7)], 'b'],
    ['the first where another is better by next to nothing', [tried('a', 0.9, 0.6), tried('b', 0.9, 0.61)], 'a'],
    ['no form with little mass, whatever its score', [tried('a', 0.2, 0.99), tried('b', 0.5, 0.5)], 'b'],
    ['the form with the most mass where none has enough', [tried('a', 0.1, 0.9), tried('b', 0.3, 0.5)], 'b'],
    ['a form whose mass is not told like one with enough', [tried('a', null, 0.9), tried('b', 0.9, 0.5)], 'a'],
  ])('should take %s', (_, forms, name) => {
    expect(bestOf(forms).name).toBe(name);
  });
});

describe('formsFor', () => {
  const names = (...given: Parameters<typeof formsFor>) => formsFor(...given).map(({ name }) => name);
  const model = scriptedModel({ choose: () => [1, 0] });

  it('should begin with the form that the model is asked in by default', () => {
    expect(names(model)[0]).toBe('completion, second person');
    expect(names({ ...model, description: { kind: 'endpoint' } })[0]).toBe('chat, second person');
  });

  it('should leave out forms that the model does not take', () => {
    const chatOnly = { ...model, capabilities: { ...model.capabilities, forms: ['chat'] as const } };

    expect(names(chatOnly)).toEqual(['chat, second person']);
  });

  it('should try fewer in a quick look', () => {
    expect(names(model, { quick: true })).toEqual(['completion, second person', 'chat, second person']);
  });
});

describe('elicitationFor', () => {
  it('should average labels and orders, whatever a study does', () => {
    expect(elicitationFor({ form: 'chat', person: 'first' })).toMatchObject({
      form: 'chat',
      person: 'first',
      labels: 'averaged',
      orders: 'averaged',
      calibration: 'none',
    });
  });
});
