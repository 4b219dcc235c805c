import { describe, expect, it } from 'vitest';
import { oneOf } from '../../../../src/cli/_internals/one-of.js';

describe('oneOf', () => {
  it('should let pass what is among it', () => {
    expect(() => oneOf('--status', 'finished', ['running', 'finished'])).not.toThrow();
  });

  it('should name the option, suggest the nearest and list what there is', () => {
    expect(() => oneOf('--status', 'finishd', ['running', 'finished'])).toThrow(
      '--status cannot be "finishd". Did you mean "finished"? There are: running, finished',
    );
  });
});
