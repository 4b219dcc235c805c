import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultsIn, firstFault, whatIsWrong } from '../../../../src/foundation/errors/index.js';

const action = z.union([
  z.object({ action: z.literal('floor'), value: z.string().max(5).nullable() }),
  z.object({ action: z.literal('aside'), value: z.object({ to: z.string(), words: z.string() }) }),
  z.object({ action: z.literal('leave') }),
]);

function errorOf(schema: z.ZodType, value: unknown): z.ZodError {
  const { error } = schema.safeParse(value);
  if (error === undefined) throw new Error('it fits');
  return error;
}

const placesIn = (value: unknown): readonly string[] => faultsIn(errorOf(action, value)).map(({ at }) => at);

describe('what is wrong with a value', () => {
  it('should name each place with what is wrong there', () => {
    const error = errorOf(z.object({ age: z.number(), name: z.string() }), { age: 'old' });

    expect(whatIsWrong(error, 'the reply')).toBe(
      'age: Invalid input: expected number, received string; name: Invalid input: expected string, received undefined',
    );
    expect(firstFault(error, 'the reply')).toBe('age: Invalid input: expected number, received string');
  });

  it('should call the whole value as it is told', () => {
    expect(firstFault(errorOf(z.number(), 'x'), 'the answer')).toBe(
      'the answer: Invalid input: expected number, received string',
    );
  });

  it('should judge a value as the alternative that it names', () => {
    expect(placesIn({ action: 'aside', value: { to: 'Ben' } })).toEqual(['value.words']);
    expect(placesIn({ action: 'aside' })).toEqual(['value']);
    expect(placesIn({ action: 'floor', value: 'much too long' })).toEqual(['value']);
  });

  it('should name the alternatives where it names none', () => {
    const [only, ...others] = faultsIn(errorOf(action, { action: 'shout', value: 'Hey' }));

    expect(only).toEqual({ at: 'action', message: 'Invalid input: expected "floor" or "aside" or "leave"' });
    expect(others).toEqual([]);
  });

  it('should take the nearest alternative where no literal tells them apart', () => {
    const shapes = z.union([z.object({ a: z.number(), b: z.number() }), z.object({ a: z.string(), c: z.number() })]);

    expect(faultsIn(errorOf(shapes, { a: 'x' })).map(({ at }) => at)).toEqual(['c']);
  });

  it('should say where in a larger value the union stands', () => {
    const error = errorOf(z.object({ moves: z.array(action) }), { moves: [{ action: 'leave' }, { action: 'go' }] });

    expect(faultsIn(error).map(({ at }) => at)).toEqual(['moves.1.action']);
  });
});
