import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { narrated } from '../../../../src/environment/index.js';

describe('a narrated world without players', () => {
  it('should be refused in a sentence', () => {
    const rules = {
      shared: z.object({}),
      slice: z.object({}),
      actions: {},
      events: {},
      start: () => ({ shared: {}, slice: () => ({}) }),
      view: () => ({ can: ['attempt'], framing: [], sees: [], asks: 'What do you do?' }),
      apply: () => [],
      reduce: {},
      end: () => undefined,
    };
    const options = { players: [], mayChange: {}, shows: () => ({ sees: [] }) };

    expect(() => narrated(rules as never, options as never)).toThrow('a narrated world without players');
  });
});
