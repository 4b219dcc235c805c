import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivationDraft, Reaction, Regime } from '../../src/spec/index.js';
import { anyHearsay, REGIMES, runHearsay } from '../support/hearsay.js';
import { shuffledDelays } from '../support/talk.js';

describe.each(Object.entries(REGIMES))('the regime %s in random worlds', (_name, regimeOf) => {
  it('should write the same bytes with answers after any delays as with answers at once', async () => {
    const property = fc.asyncProperty(
      anyHearsay,
      fc.nat(1000),
      fc.integer({ min: 1, max: 12 }),
      async (world, seed, lookahead) => {
        const atOnce = await runHearsay(world, regimeOf(world, seed), { seed, lookahead });
        const late = await runHearsay(world, regimeOf(world, seed), { seed, lookahead, delay: shuffledDelays(seed) });

        expect(late.lines).toEqual(atOnce.lines);
        expect(atOnce.result.status).toBe('finished');
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it('should never ask one agent twice before it has decided', async () => {
    const property = fc.asyncProperty(anyHearsay, fc.nat(1000), async (world, seed) => {
      const { events, asked } = await runHearsay(world, regimeOf(world, seed), { seed, delay: shuffledDelays(seed) });
      const decided = events.filter(({ type }) => type === 'decision-made');
      for (const agent of new Set(asked.map((one) => one.agent))) {
        const occasions = asked.filter((one) => one.agent === agent).map(({ occasion }) => occasion);
        expect(occasions).toEqual(occasions.map((_, index) => index));
        expect(decided.filter((one) => one.agent === agent).length).toBeLessThanOrEqual(occasions.length);
      }
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

describe('a regime that declares too little', () => {
  const hearing = { ann: ['ann', 'ben'], ben: ['ben'], cem: ['cem'], dia: ['dia'] };
  const alone = { ann: ['ann'], ben: ['ben'], cem: ['cem'], dia: ['dia'] };
  const world = { hearers: hearing, sees: alone, late: 0 };

  it.each(['random sequential', 'fixed order', 'poisson clocks', 'attention', 'round-robin', 'urgency'])(
    'should be caught by the name of who was written to, under %s',
    async (name) => {
      // The regime is told that nobody hears Ann.
      const regime = (REGIMES[name] as (typeof REGIMES)[string])({ ...world, hearers: alone }, 5);

      await expect(runHearsay(world, regime, { seed: 1 })).rejects.toThrow(
        /changed the slice of "ben"|"ben" perceives a word-said/,
      );
    },
  );

  it.each(['attention', 'urgency', 'moderator'])(
    'should be caught by the name of who was woken, under %s',
    async (name) => {
      const regime = (REGIMES[name] as (typeof REGIMES)[string])(world, 5);

      await expect(runHearsay(world, wakingNobody(regime), { seed: 1 })).rejects.toThrow(
        /"(ann|ben|cem|dia)" was woken by activation \d+ \(".*"\), which did not declare that it may wake it/,
      );
    },
  );

  it('should be caught where an agent can reach more than the regime says', async () => {
    const regime = (REGIMES['attention'] as (typeof REGIMES)[string])(world, 5);
    const narrow: Regime = { ...regime, reach: (agent) => ({ writes: [agent], wakes: [agent] }) };

    await expect(runHearsay(world, narrow, { seed: 1 })).rejects.toThrow(/the reach of "ann" .* leaves out/);
  });
});

/** The same activations, of which none says whom it may wake. */
function wakingNobody(regime: Regime): Regime {
  const without = ({ wakes: _wakes, ...draft }: ActivationDraft): ActivationDraft => draft;
  return {
    ...regime,
    react(agents, chances) {
      const reaction = regime.react?.(agents, chances) as Reaction;
      return {
        begin: (at) => (reaction.begin?.(at) ?? []).map(without),
        follow: (committed, pending) => reaction.follow(committed, pending).map(without),
      };
    },
  };
}
