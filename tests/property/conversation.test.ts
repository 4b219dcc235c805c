import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHOOSE_SPEAKER,
  RAISE_HAND,
  type Asked,
  type ConversationOptions,
  type RegimeChoice,
} from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { people, runTalk, shuffledDelays, talkOf, type TalkRun } from '../support/talk.js';

const listening: RegimeChoice = { regime: 'attention', masks: [{ latency: 2, spread: 1 }], timer: { mean: 9 } };

const kinds: readonly (readonly [RegimeChoice, Partial<ConversationOptions>])[] = [
  ['simultaneous-rounds', {}],
  ['random-sequential', {}],
  ['poisson-clocks', { rooms: { hall: ['ann', 'ben', 'cem'], yard: ['cem', 'dia', 'eli'] } }],
  [listening, {}],
  [listening, { speed: 3 }],
  ['next-speaker:urgency', { rooms: { hall: ['ann', 'ben'], yard: ['cem', 'dia', 'eli'] } }],
  ['next-speaker:moderator', { rooms: { hall: ['ann', 'ben', 'eli'], yard: ['cem', 'dia'] } }],
];

const agents = people(5).map((slot) => (['ann', 'dia'].includes(slot.id) ? { ...slot, role: 'moderator' } : slot));

/** People who do this or that, by chance, whatever the order in which they are asked. */
const doing =
  (seed: number) =>
  ({ agent, occasion, situation }: Asked): unknown => {
    const chance = chancesFrom(seed)('does', agent, occasion);
    if (situation.kind === RAISE_HAND) return chance.integer(11);
    if (situation.kind === CHOOSE_SPEAKER) return chance.shuffle(situation.options)[0];
    const words = `${agent} says ${situation.statements.length} and ${occasion}`;
    const wishes = chance.shuffle([
      { action: 'floor', value: words },
      { action: 'aside', value: { to: chance.shuffle(people(5))[0]?.name, words } },
      { action: 'go-to', value: chance.shuffle(['hall', 'yard'])[0] },
      ...(chance.integer(5) === 0 ? [{ action: 'leave' }] : []),
    ]);
    const kindsOf = situation.kind.split(' or ');
    return wishes.find(({ action }) => kindsOf.includes(action)) ?? null;
  };

function run([choice, change]: (typeof kinds)[number], seed: number, delay?: () => Promise<void>): Promise<TalkRun> {
  const talk = talkOf(5, {
    agents,
    channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } },
    mayLeave: true,
    closing: { turns: 15 },
    ...change,
  });
  const setup = { seed, say: doing(seed), stopAfter: { activations: 80, reason: 'enough' } };
  return runTalk(talk, choice, delay === undefined ? setup : { ...setup, delay });
}

describe('a conversation under any turn-taking', () => {
  it('should write the same bytes whoever answers first', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(10_000), async (kind, seed) => {
      expect((await run(kind, seed, shuffledDelays(seed))).lines).toEqual((await run(kind, seed)).lines);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('should only let utterances be answered that were there before, and that others made', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(10_000), async (kind, seed) => {
      const { events } = await run(kind, seed);
      const odd = events.flatMap(({ agent, seq, data, type }) =>
        ((type.startsWith('utterance-') ? data['answers'] : []) as readonly number[]).filter((answer) => {
          const answered = events[answer];
          return answer >= seq || answered?.agent === agent || answered?.type.startsWith('utterance-') !== true;
        }),
      );
      expect(odd).toEqual([]);
    });
    await fc.assert(property, { numRuns: 20 });
  });
});
