import { describe, expect, it } from 'vitest';
import { failed, success, type Result } from '../../../src/spec/index.js';

const words = (result: Result<number, string>): string => (result.ok ? `got ${result.value}` : result.failure);

describe('Result', () => {
  it('should hold what was asked for', () => {
    expect(success(3)).toEqual({ ok: true, value: 3 });
    expect(words(success(3))).toBe('got 3');
  });

  it('should hold why there is nothing', () => {
    expect(failed('none')).toEqual({ ok: false, failure: 'none' });
    expect(words(failed('none'))).toBe('none');
  });
});
