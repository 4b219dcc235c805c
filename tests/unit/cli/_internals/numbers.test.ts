import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { count, positive, share } from '../../../../src/cli/_internals/numbers.js';

describe('numbers of options', () => {
  it.each([
    [positive, '1', 1],
    [positive, '40', 40],
    [positive, '1e3', 1000],
    [count, '0', 0],
    [count, ' 7 ', 7],
    [share, '0', 0],
    [share, '.05', 0.05],
    [share, '1', 1],
  ] as const)('should be read (%#: %s as %s)', (read, text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    [positive, '0', 'a whole number of at least 1'],
    [positive, '-3', 'a whole number of at least 1'],
    [positive, '2.5', 'a whole number of at least 1'],
    [positive, 'many', 'a whole number of at least 1'],
    [positive, '', 'a whole number of at least 1'],
    [positive, 'Infinity', 'a whole number of at least 1'],
    [count, '-1', 'a whole number of at least 0'],
    [count, '1,000', 'a whole number of at least 0'],
    [share, '5', 'a number from 0 to 1'],
    [share, '-0.1', 'a number from 0 to 1'],
    [share, '5%', 'a number from 0 to 1'],
    [share, '  ', 'a number from 0 to 1'],
  ] as const)('should be refused, saying what was expected (%#: %j)', (read, text, expected) => {
    expect(() => read(text)).toThrow(InvalidArgumentError);
    expect(() => read(text)).toThrow(`Expected ${expected}.`);
  });
});
