import { describe, expect, it } from 'vitest';
import { ruleMind } from '../../src/agent/index.js';
import type { Judgement, Mind, Situation } from '../../src/spec/index.js';
import { mindChecks } from '../../src/testing/mind-kit.js';
import { namingAfter } from '../support/situations.js';

const situations = [namingAfter([]), namingAfter([[0, 1]])];
const good = (): Mind => ruleMind({ name: 'even', probabilities: () => [0.5, 0.5] });
const saying = (judgement: unknown): Mind => ({ name: 'spoiled', judge: () => judgement as Judgement });
const distribution = (...probabilities: number[]): Judgement => ({ kind: 'distribution', probabilities });

async function failures(create: () => Mind): Promise<string> {
  const failed: string[] = [];
  for (const { name, check } of mindChecks({ create, situations })) {
    await check().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return failed.join('\n');
}

let made = 0;

const spoiled: readonly { readonly what: string; create(): Mind; readonly says: string }[] = [
  { what: 'no name', create: () => ({ ...good(), name: '' }), says: 'have a name' },
  { what: 'a probability too few', create: () => saying(distribution(1)), says: '1 probabilities for 2 options' },
  { what: 'a negative probability', create: () => saying(distribution(1.5, -0.5)), says: 'is not a distribution' },
  { what: 'no probability at all', create: () => saying(distribution(0, 0)), says: 'is not a distribution' },
  { what: 'an unknown kind', create: () => saying({ kind: 'bored', message: 'x' }), says: 'unknown kind "bored"' },
  { what: 'a failure without a reason', create: () => saying({ kind: 'refused', message: '' }), says: 'did not say why' }, // prettier-ignore
  { what: 'a mind that never decides', create: () => saying({ kind: 'refused', message: 'no' }), says: 'it decided nowhere: refused, refused' }, // prettier-ignore
  {
    what: 'evidence that is none',
    create: () => saying({ ...distribution(1, 1), evidence: { mass: 'much' } }),
    says: 'its evidence is not as it should be',
  },
  {
    what: 'an answer that changes',
    create() {
      let asked = 0;
      return { name: 'moody', judge: () => distribution((asked += 1), 1) };
    },
    says: 'answer the same when the same is asked again: asked a second time, it answered',
  },
  {
    what: 'an answer that changes with each mind made',
    create() {
      made += 1;
      return saying(distribution(made, 1));
    },
    says: 'made anew',
  },
  {
    what: 'an answer that hangs on the very object',
    create() {
      const seen: Situation[] = [];
      return {
        name: 'clinging',
        judge(situation) {
          if (!seen.includes(situation)) seen.push(situation);
          return distribution(seen.indexOf(situation) + 1, 1);
        },
      };
    },
    says: 'shown a copy',
  },
  {
    what: 'an answer that hangs on who asked before',
    create() {
      const first: string[] = [];
      return {
        name: 'partial',
        judge(situation, { agent }) {
          first.push(agent);
          return distribution(first[0] === agent ? 2 : 1, situation.options.length);
        },
      };
    },
    says: 'asked all at once',
  },
  {
    what: 'a mind that writes into what it is shown',
    create: () => ({
      name: 'scribbling',
      judge(situation) {
        (situation.options as string[]).sort();
        (situation as { kind: string }).kind = 'mine';
        return distribution(1, 1);
      },
    }),
    says: 'leave the situation and the context as they are: Cannot assign',
  },
  {
    what: 'a mind that throws when it is stopped',
    create: () => ({
      name: 'angry',
      judge(_situation, { signal }) {
        signal?.throwIfAborted();
        return distribution(1, 1);
      },
    }),
    says: 'throw nothing, when it is stopped',
  },
];

describe('mindChecks', () => {
  it('should pass a mind that does what it must', async () => expect(await failures(good)).toBe(''));

  for (const { what, create, says } of spoiled) {
    it(`should find ${what}`, async () => expect(await failures(create)).toContain(says));
  }

  it('should want a situation to ask about', () => {
    expect(() => mindChecks({ create: good, situations: [] })).toThrow('needs at least one situation');
  });
});
