import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDeclaredWorld, anySpoiling, runDeclared, type DeclaredWorld } from '../support/declared-worlds.js';

const seeds = fc.nat(10_000);

describe('random worlds that do what they declare', () => {
  it('should write the same bytes whether questions are put early or in turn, whatever answers come first', async () => {
    let [early, inTurn] = [0, 0];
    const property = fc.asyncProperty(anyDeclaredWorld, seeds, async (world, seed) => {
      const one = await runDeclared(world, { seed, lookahead: 1 });
      const many = await runDeclared(world, { seed, lookahead: 256 });

      expect(one.error).toBeUndefined();
      expect(many.error).toBeUndefined();
      expect(many.lines).toEqual(one.lines);
      early += many.atOnce;
      inTurn += one.atOnce;
    });
    await fc.assert(property, { numRuns: 250 });
    // It was about something: more was under way at once.
    expect(early).toBeGreaterThan(1.3 * inTurn);
  });

  it('should remember what arrives in its order, also where something from outside comes before what was looked at early', async () => {
    const apart = Object.fromEntries(['ann', 'ben', 'cem', 'dia', 'eli', 'fay'].map((one) => [one, [one]]));
    const toBen = { ...apart, ann: ['ann', 'ben'], dia: ['dia', 'ben'] };
    const told = { type: 'word-said', agent: 'dia', data: { word: 7 } };
    const world: DeclaredWorld = {
      reads: apart,
      writes: toBen,
      hears: toBen,
      wakes: {},
      latency: 0,
      late: 4,
      loss: 0,
      turns: [
        { agents: ['ann'], wait: 0 },
        { agents: ['cem'], wait: 2 },
        { agents: ['cem'], wait: 0.5 },
        { agents: ['ben'], wait: 6 },
      ],
      interventions: [{ when: { after: { event: 'word-said', count: 2 } }, changes: [{ do: 'inject', event: told }] }],
    };
    for (let seed = 0; seed < 20; seed += 1) {
      const one = await runDeclared(world, { seed, lookahead: 1 });
      const many = await runDeclared(world, { seed, lookahead: 256 });
      expect(many.lines).toEqual(one.lines);
    }
  });
});

describe('random worlds that do what they do not declare', () => {
  it('should be refused by the name of whom it is about, or write the same bytes as in turn', async () => {
    const refused = new Map<string, number>();
    const property = fc.asyncProperty(anyDeclaredWorld, anySpoiling, seeds, async (world, spoiled, seed) => {
      const one = await runDeclared(world, { seed, lookahead: 1, spoiled });
      const many = await runDeclared(world, { seed, lookahead: 256, spoiled });

      // Where it is refused in turn it is refused early too; until then nothing differs.
      expect(one.error === undefined || many.error !== undefined).toBe(true);
      expect(many.lines).toEqual(many.error === undefined ? one.lines : one.lines.slice(0, many.lines.length));
      const reasons = [one.error, many.error].filter((reason) => reason !== undefined);
      expect(reasons.filter((reason) => !reason.includes(`"${spoiled.to}"`))).toEqual([]);
      if (many.error !== undefined) refused.set(spoiled.how, (refused.get(spoiled.how) ?? 0) + 1);
    });
    await fc.assert(property, { numRuns: 400 });
    expect([...refused.keys()].sort()).toEqual(['hears', 'presence', 'reaches', 'reads', 'wakes', 'writes']);
  });
});
