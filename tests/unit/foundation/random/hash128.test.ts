import { describe, expect, it, vi } from 'vitest';
import { hash128, mix, murmur128, seed32 } from '../../../../src/foundation/random/index.js';

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
  // mmh3 5.3.1, hash_bytes(key, 0, x64arch=False), of the bytes that the parts stand for: a 2, the length as 32 bits and
  // UTF-8 for text, a 1 and a double (0 for -0) for a number, low bytes first.
  it.each([
    [[''], '4ffe9fd1 823946a9 823946a9 823946a9'],
    [[42, 'golden'], '322bb87f c54d2c5a f37017c4 538a1509'],
    [[42, 'decision', 'agent-1', 0], '8f91fa1c 7efdfb3a 86661596 1a97a654'],
    [[7, 'clock', 'Zoë', 3], '2d0a5d13 74e0e0f8 80c69ff7 c956946b'],
    [['é🙂', -0, 1.5], '707b2e10 030d4d73 41e7ba6d 7f8bc043'],
    [['x'.repeat(300)], '5470a1c0 f6c81337 d1ef3c97 d36c5660'],
    [['ü'.repeat(5000), 'x'.repeat(5000)], '3078e028 78d75b0a d8b638aa 9f4acfaa'],
  ])('should be the hash of the bytes of its parts (key %#)', (parts, expected) => {
    const words = hash128(parts).map((word) => (word >>> 0).toString(16).padStart(8, '0'));

    expect(words.join(' ')).toBe(expected);
  });

  it.each([90, 300, 10_000])('should hash a text of %d letters at the first time as at the second', async (length) => {
    vi.resetModules();
    const fresh = await import('../../../../src/foundation/random/index.js');
    const parts = ['before', 'x'.repeat(length), 7];

    const first = fresh.hash128(parts);

    expect(first).toEqual(fresh.hash128(parts));
    expect(first).toEqual(hash128(parts));
  });

  it('should not be disturbed by a longer key before', () => {
    const short = hash128(['a', 1]);

    hash128(['y'.repeat(20_000)]);

    expect(hash128(['a', 1])).toEqual(short);
  });

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

describe('seed32', () => {
  it('should be the first word of the hash, unsigned', () => {
    expect(seed32(42, 'decision', 'agent-1', 0)).toBe(0x8f91fa1c);
  });

  it('should collide as 32 bits must, which is why streams have 128', () => {
    const seeds = new Set<number>();
    for (let index = 0; index < 1_000_000; index += 1) seeds.add(seed32('agent', index));

    // Expected are n² / 2³³ = 116.4 pairs alike, standard deviation 10.8.
    expect(Math.abs(1_000_000 - seeds.size - 116.4)).toBeLessThan(4 * 10.8);
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

  it('should put any three items into every order equally often', () => {
    const orders = new Map<string, number>();
    for (let meeting = 0; meeting < 24_000; meeting += 1) {
      const key = hash128(['order', meeting]);
      const order = [3, 4, 70_000].sort((a, b) => mix(key, a) - mix(key, b)).join(' ');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }

    expect(orders.size).toBe(6);
    const chiSquare = [...orders.values()].reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0);
    // scipy 1.17.1, stats.chi2.ppf(.999, 5) = 20.52.
    expect(chiSquare).toBeLessThan(20.52);
  });

  it('should give no two numbers the same priority under one key', () => {
    const key = hash128(['ties']);
    const priorities = new Set(Array.from({ length: 200_000 }, (_, item) => mix(key, item)));

    expect(priorities.size).toBe(200_000);
  });

  it('should take text as an item', () => {
    const key = hash128(['text']);

    expect(mix(key, 'agent-1')).not.toBe(mix(key, 'agent-2'));
    expect(mix(key, 'agent-1')).toBe(mix(key, 'agent-1'));
  });
});
