import { describe, expect, it } from 'vitest';
import { hash128, mix, murmur128 } from '../../../../src/foundation/random/index.js';

const hex = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  return murmur128(bytes, bytes.length)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('');
};

describe('murmur128', () => {
  // Values of the Python package mmh3 5.2, hash128(text, 0, x64arch=False), words in order.
  it.each([
    ['', '00000000000000000000000000000000'],
    ['a', 'a794933c5556b01b5556b01b5556b01b'],
    ['hello', '2b2444a0db91def79adb31b69adb31b6'],
    ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
    ['aaaaaaaaaaaaaaa', '8d8dfa78a5811a3390b0df603a864c48'],
  ])('should hash "%s" as the reference implementation does', (text, expected) => {
    expect(hex(text)).toBe(expected);
  });
});

describe('hash128', () => {
  it('should tell apart keys that join to the same text', () => {
    expect(hash128(['ab', 'c'])).not.toEqual(hash128(['a', 'bc']));
    expect(hash128(['1'])).not.toEqual(hash128([1]));
  });

  it('should give a million different keys a million different values', () => {
    const seen = new Set<string>();
    for (let occasion = 0; occasion < 1000; occasion += 1) {
      for (let agent = 0; agent < 1000; agent += 1)
        seen.add(hash128([42, 'decision', `agent-${agent}`, occasion]).join());
    }
    expect(seen.size).toBe(1_000_000);
  });
});

describe('mix', () => {
  it('should make every item the least equally often', () => {
    const wins = new Array<number>(23).fill(0);
    for (let meeting = 0; meeting < 23_000; meeting += 1) {
      const key = hash128(['meeting', meeting]);
      const priorities = wins.map((_, item) => mix(key, item));
      const least = priorities.indexOf(Math.min(...priorities));
      wins[least] = (wins[least] as number) + 1;
    }
    const chiSquare = wins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 22 degrees of freedom: 48.3 is passed once in a thousand.
    expect(chiSquare).toBeLessThan(48.3);
  });
});
