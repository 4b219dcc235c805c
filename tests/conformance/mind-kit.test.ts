import { describe, expect, it } from 'vitest';
import { ruleMind } from '../../src/agent/index.js';
import type { Json, Judgement, Mind, Situation } from '../../src/spec/index.js';
import { mindChecks } from '../../src/testing/mind-kit.js';
import { askingFor, COINS } from '../support/answer-situations.js';
import { namingAfter } from '../support/situations.js';

const situations = [namingAfter([]), namingAfter([[0, 1]])];
const good = (): Mind => ruleMind({ name: 'even', probabilities: () => [0.5, 0.5] });
const saying = (judgement: unknown): Mind => ({ name: 'spoiled', judge: () => judgement as Judgement });
const distribution = (...probabilities: number[]): Judgement => ({ kind: 'distribution', probabilities });

async function failures(create: () => Mind, asked: readonly Situation[] = situations): Promise<string> {
  const failed: string[] = [];
  for (const { name, check } of mindChecks({ create, situations: asked })) {
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
    says: 'it threw: Cannot assign',
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
  {
    what: 'a mind that throws where it fails',
    create: () => ({
      name: 'throwing',
      judge: ({ kind }) => {
        throw new Error(`no idea of ${kind}`);
      },
    }),
    says: 'or say why it gives none: in "name" it threw: no idea of name',
  },
  {
    what: 'a mind that remembers interviews',
    create() {
      let interviews = 0;
      return {
        name: 'impressed',
        judge(_situation, { purpose }) {
          if (purpose?.startsWith('interview') === true) interviews += 1;
          return distribution(1 + interviews, 1);
        },
      };
    },
    says: 'whether it is interviewed in between or not: interviewed in between, it answered',
  },
  {
    what: 'a mind that cannot be asked in another way',
    create: () => ({
      name: 'narrow',
      judge(situation) {
        if (situation.framing.length === 0) throw new Error('there are no rules');
        return distribution(1, 1);
      },
    }),
    says: 'where it is asked in an odd way: in "name" it threw: there are no rules',
  },
];

/** Asked for a number of coins. */
const coins = [askingFor(COINS)];
const answering = (value: Json): Mind => saying({ kind: 'answer', value });

const misfits: readonly { readonly what: string; create(): Mind; readonly says: string }[] = [
  { what: 'probabilities in place of an answer', create: () => saying(distribution(1)), says: 'it gave probabilities where a number was asked for' }, // prettier-ignore
  { what: 'a number beyond its bounds', create: () => answering(1_000), says: 'it gave an answer that does not fit: 1000 is not' }, // prettier-ignore
  { what: 'words in place of a number', create: () => answering('three'), says: 'it gave an answer that does not fit: "three" is not' }, // prettier-ignore
  { what: 'what JSON cannot hold', create: () => answering(NaN), says: 'it gave an answer that is no JSON' },
];

describe('mindChecks', () => {
  it('should pass a mind that does what it must', async () => expect(await failures(good)).toBe(''));

  for (const { what, create, says } of spoiled) {
    it(`should find ${what}`, async () => expect(await failures(create)).toContain(says));
  }

  for (const { what, create, says } of misfits) {
    it(`should find ${what}`, async () => expect(await failures(create, coins)).toContain(says));
  }

  it('should have a mind that fails each of them', async () => {
    // One that always throws fails nearly all of them, and says little of each.
    const told = spoiled.filter(({ create }) => create().name !== 'throwing');
    const failed = (await Promise.all(told.map(({ create }) => failures(create)))).join('\n');
    const names = mindChecks({ create: good, situations }).map(({ name }) => name);
    expect(names.filter((name) => !failed.includes(`${name}: `))).toEqual([]);
  });

  it('should find a mind that goes on when it is stopped', { timeout: 60_000 }, async () => {
    const create = (): Mind => ({
      name: 'deaf',
      judge: (_situation, { signal }) =>
        signal === undefined || signal.aborted ? distribution(1, 1) : new Promise<never>(() => undefined),
    });
    expect(await failures(create, situations.slice(0, 1))).toContain('gave no judgement within 5000 ms');
  });

  it('should want a situation to ask about', () => {
    expect(() => mindChecks({ create: good, situations: [] })).toThrow('needs at least one situation');
  });
});
