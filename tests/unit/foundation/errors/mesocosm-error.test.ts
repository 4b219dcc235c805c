import { describe, expect, it } from 'vitest';
import {
  EXIT_CODES,
  isMesocosmError,
  MesocosmError,
  userError,
  type ErrorKind,
} from '../../../../src/foundation/errors/index.js';

describe('userError', () => {
  it('should need no more than what is wrong', () => {
    expect(userError({ kind: 'usage', what: 'there is no model' }).message).toBe('there is no model');
  });

  it('should make a sentence of each part, in the same order', () => {
    const error = userError({
      kind: 'usage',
      where: 'people.json',
      what: 'no scenario is called "naming"',
      expected: 'a name',
      available: ['majority-opinion', 'naming-game'],
      given: 'naming',
      remedy: 'choose one.',
    });

    expect(error.message).toBe(
      'people.json: no scenario is called "naming"; expected a name. Did you mean "naming-game"? ' +
        'There are: majority-opinion, naming-game. Choose one',
    );
  });

  it('should leave the first word as it is, which may be a name', () => {
    expect(userError({ kind: 'usage', what: 'iPod is unknown', remedy: '`list` shows all' }).message).toBe(
      'iPod is unknown. `list` shows all',
    );
  });

  it('should suggest nothing that is not near', () => {
    const error = userError({ kind: 'usage', what: 'unknown', available: ['ring'], given: 'small-world' });

    expect(error.message).toBe('unknown. There is: ring');
  });

  it('should say where there is nothing to choose from', () => {
    expect(userError({ kind: 'usage', what: 'unknown', available: [], given: 'a' }).message).toBe(
      'unknown. There are: none',
    );
  });

  it('should keep its parts as data, and its cause', () => {
    const cause = new Error('disk');
    const details = { kind: 'budget', what: 'spent', remedy: 'raise it' } as const;

    const error = userError(details, { cause });

    expect(error.details).toEqual(details);
    expect(error.cause).toBe(cause);
  });

  // The codes are documented to users; other programs rely on them.
  it.each<[ErrorKind, number]>([
    ['usage', 2],
    ['unreachable', 3],
    ['failures', 4],
    ['budget', 5],
    ['disk-full', 6],
    ['interrupted', 130],
  ])('should leave by the documented exit code when it is %s', (kind, code) => {
    const error = userError({ kind, what: 'it' });

    expect(error.kind).toBe(kind);
    expect(error.exitCode).toBe(code);
    expect(EXIT_CODES[kind]).toBe(code);
  });
});

describe('isMesocosmError', () => {
  it('should know its own', () => {
    expect(isMesocosmError(new MesocosmError({ kind: 'usage', what: 'it' }))).toBe(true);
  });

  it('should know that of another copy of the library', () => {
    const foreign = Object.assign(new Error('it'), { name: 'MesocosmError', exitCode: 2, kind: 'usage' });

    expect(isMesocosmError(foreign)).toBe(true);
  });

  it.each([
    ['another error', new Error('it')],
    ['an error of the same name without a code', Object.assign(new Error('it'), { name: 'MesocosmError' })],
    ['what is no error', { name: 'MesocosmError', exitCode: 2 }],
    ['nothing', undefined],
  ])('should not take %s for one', (_, thrown) => expect(isMesocosmError(thrown)).toBe(false));
});
