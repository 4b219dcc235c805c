import { describe, expect, it } from 'vitest';
import { crossLevels } from '../../../../src/study/protocol/cross-levels.js';

describe('crossLevels', () => {
  it('should be every combination, the last factor varying fastest', () => {
    const names = crossLevels({ committed: [1, 2], incumbent: ['Q', 'M'] }, 'p.json').map(({ name }) => name);

    expect(names).toEqual([
      'committed=1+incumbent=Q',
      'committed=1+incumbent=M',
      'committed=2+incumbent=Q',
      'committed=2+incumbent=M',
    ]);
  });

  it('should be one condition called default where nothing is varied', () => {
    expect(crossLevels({}, 'p.json')).toEqual([{ name: 'default', levels: {} }]);
  });

  it('should know levels by the names that an object gives them', () => {
    const [first] = crossLevels({ payoffs: { mild: { same: 1, different: -1 } } }, 'p.json');

    expect(first).toEqual({
      name: 'payoffs=mild',
      levels: { payoffs: { name: 'mild', value: { same: 1, different: -1 } } },
    });
  });

  it.each([
    [{ same: 100 }, 'an object'],
    ['two words', 'a space'],
    ['a/b', 'a slash'],
    ['.hidden', 'a dot at its beginning'],
    ['x'.repeat(41), 'many letters'],
  ])('should want a name for %j (%s)', (value, _why) => {
    expect(() => crossLevels({ names: [value] }, 'p.json')).toThrow(
      /^p\.json: a level of the factor "names" cannot be its own name: .*Write "names": \{"a name": …\}/,
    );
  });

  it('should refuse a level that is there twice', () => {
    expect(() => crossLevels({ agents: [4, 8, 4] }, 'p.json')).toThrow('the factor "agents" has the level "4" twice');
  });

  it('should refuse more than a thousand conditions', () => {
    const levels = Array.from({ length: 11 }, (_, at) => at);

    expect(crossLevels({ a: levels.slice(0, 10), b: levels.slice(0, 10), c: levels.slice(0, 10) }, '')).toHaveLength(
      1000,
    );
    expect(() => crossLevels({ a: levels, b: levels, c: levels }, 'p.json')).toThrow(
      'the factors make 1331 conditions',
    );
  });
});
