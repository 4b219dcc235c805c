import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RegimeChoice, regimeOf } from '../../../../src/environment/index.js';
import { people } from '../../../support/talk.js';

const setting = { agents: people(3).map((slot) => (slot.id === 'ann' ? { ...slot, role: 'moderator' } : slot)) };

describe('regimeOf', () => {
  it.each([
    'simultaneous-rounds',
    'random-sequential',
    'fixed-order',
    'poisson-clocks',
    'attention',
    'next-speaker:round-robin',
    'next-speaker:random',
    'next-speaker:urgency',
    'next-speaker:moderator',
  ] as const)('should know %s by its name', (name) => {
    expect(regimeOf(name, setting).name).toBe(name);
  });

  it('should take what a regime needs beside its name', () => {
    expect(regimeOf({ regime: 'poisson-clocks', rates: { ann: 3 } }, setting).name).toBe('poisson-clocks');
    expect(regimeOf({ regime: 'attention', masks: [{ events: ['word-said'] }] }, setting).react).toBeDefined();
  });

  it('should refuse what is none', () => {
    expect(() => regimeOf('fixed-odor' as never, setting)).toThrow('there is no regime "fixed-odor"');
    expect(() => regimeOf({ regime: 'fixed-order', rate: 2 } as never, setting)).toThrow(
      'the regime is not as it should be',
    );
    expect(RegimeChoice.safeParse({ regime: 'fixed-order', rate: 2 }).success).toBe(false);
  });

  it('should be a factor that can stand in a file', () => {
    expect(z.toJSONSchema(RegimeChoice, { io: 'input' })).toHaveProperty('anyOf');
  });
});
