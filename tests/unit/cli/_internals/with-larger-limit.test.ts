import { describe, expect, it } from 'vitest';
import { withLargerLimit } from '../../../../src/cli/_internals/with-larger-limit.js';

describe('withLargerLimit', () => {
  it.each([
    [['a', '--max-calls', '2', 'b'], 'the budget of 2 calls is spent', ['a', 'b', '--max-calls', '4']],
    [['a', '--max-tokens=300'], 'the budget of 300 tokens does not allow another call', ['a', '--max-tokens', '600']],
    [['--max-usd', '0.5'], 'it stopped: the budget of 0.5 US dollars does not allow another call', ['--max-usd', '1']],
    [['--max-calls', '2'], 'it was interrupted', ['--max-calls', '2']],
  ])('should double the limit that was reached (%#)', (argv, message, wanted) => {
    expect(withLargerLimit(argv, message)).toEqual(wanted);
  });
});
