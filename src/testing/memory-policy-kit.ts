import type { ItemWords, MemoryPolicy, MemoryWords, ModelFailure, Remembered, Situation } from '../spec/index.js';
import { listeningWords, recallAfter, recalls, type MemoryTrial } from './_internals/memory-trial.js';
import type { ConformanceCheck } from './mind-kit.js';

/** What the conformance kit of memory policies is given. */
export interface MemoryPolicyKitOptions {
  /** Makes the policy anew. A small bound keeps the checks fast. */
  create(): MemoryPolicy;
  /** The item of each index; all of about the same length. Default a short sentence. */
  item?(index: number): unknown;
  /** How items are said. Default an item is text. */
  readonly words?: ItemWords;
  /** What a model writes that the policy can use. Default a sentence with a rating and a reason. */
  write?(prompt: string): string;
  /** How many items a policy must have perceived for it to ask its model, where it does. Default 200. */
  readonly length?: number;
}

/** Usable as a summary, as a rating and as an insight. */
const USABLE = 'They got on well, 7 of 10 (because of 1)';
const UNAVAILABLE: ModelFailure = { kind: 'unavailable', message: 'not now', retryable: true };
const REFUSED: ModelFailure = { kind: 'refused', message: 'I would rather not', retryable: false };
const AS_TEXT: ItemWords = { say: String, note: (text) => text };

const SITUATION: Situation = {
  kind: 'conformance',
  options: ['yes', 'no'],
  state: ['conformance'],
  framing: [],
  statements: [['Ann asks about thing 0003.']],
  unordered: false,
  names: [],
  cue: { completion: ['You say'], chat: ['What do you say?'] },
};

/**
 * What every memory policy must do: keep without changing what was kept, hold its bound, name the events that it recalls,
 * recall the same from the same, ask for no more in a longer run than the run is longer, hand on failures of its model, and
 * say truthfully what it needs. For any test runner.
 *
 * @example for (const { name, check } of memoryPolicyChecks({ create })) it(`should ${name}`, check);
 */
export function memoryPolicyChecks(options: MemoryPolicyKitOptions): readonly ConformanceCheck[] {
  const { create, words = AS_TEXT, length = 200 } = options;
  const item = options.item ?? ((index) => `Ben told Ann about thing ${String(index).padStart(4, '0')}.`);
  const write = options.write ?? (() => USABLE);
  const kit: Kit = {
    length,
    usable: write,
    trial: (model) => ({
      policy: create(),
      items: words,
      words: model,
      // Most events leave nothing: seqs and places are not the same.
      entry: (index): Remembered => ({ item: item(index), seq: seqOf(index), time: index }),
      situation: () => SITUATION,
    }),
  };
  return [...telling(kit), ...recalling(kit), ...costing(kit), ...asking(kit)];
}

interface Kit {
  readonly length: number;
  usable(prompt: string): string;
  trial(model: MemoryWords | undefined): MemoryTrial;
}

function seqOf(index: number): number {
  return 3 * index + 1;
}

function telling({ trial, usable, length }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'have a name, and say what is lost',
      async check() {
        const { name, loss, bound } = trial(undefined).policy;
        if (name.trim() === '') throw new Error('the policy has no name');
        if (loss.trim() === '') throw new Error(`"${name}" does not say what is lost`);
        if (bound === null || (Number.isInteger(bound) && bound >= 0)) return;
        throw new Error(`the bound of "${name}" is ${bound}; expected a whole number, or null`);
      },
    },
    {
      name: 'recall no more items than its bound',
      async check() {
        const one = trial(listeningWords(usable).words);
        const { bound } = one.policy;
        for await (const { recalled, count } of recalls(one, Math.max(length, 2 * (bound ?? 0)), 7)) {
          const items = recalled.ok ? recalled.value.items.length : 0;
          if (bound !== null && items > bound) {
            throw new Error(`after ${count} items it recalled ${items}, and its bound is ${bound}`);
          }
        }
      },
    },
    {
      name: 'name events that were perceived, each once and in their order',
      async check() {
        for await (const { recalled, count } of recalls(trial(listeningWords(usable).words), length)) {
          if (!recalled.ok) continue;
          const { seqs } = recalled.value;
          const ascending = seqs.every((seq, place) => place === 0 || seq > (seqs[place - 1] as number));
          if (!ascending) throw new Error(`after ${count} items it named ${seqs.join(', ')}`);
          const strange = seqs.find((seq) => seq % 3 !== 1 || seq >= seqOf(count) || seq < 0);
          if (strange !== undefined) throw new Error(`it named the event ${strange}, which was not perceived`);
        }
      },
    },
  ];
}

function recalling({ trial, usable, length }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'leave what was kept and what was perceived as they are',
      async check() {
        for await (const { recalled } of recalls(trial(listeningWords(usable).words), length)) void recalled;
      },
    },
    {
      name: 'recall the same from the same, and ask for it once',
      async check() {
        const { words, requests } = listeningWords(usable);
        const one = trial(words);
        for await (const { kept, recalled, count } of recalls(one, length, 5)) {
          const written = requests.filter(({ verb }) => verb === 'write').length;
          const again = await recallAfter(one, kept, count);
          assertSame(recalled, again, `asked twice after ${count} items`);
          const more = requests.filter(({ verb }) => verb === 'write').length - written;
          if (more > 0) throw new Error(`asked twice after ${count} items, it had ${more} texts written again`);
        }
      },
    },
    {
      name: 'recall from what was kept before as it did before',
      async check() {
        const one = trial(listeningWords(usable).words);
        const before = await collected(recalls(one, length, 10));
        for (const { kept, recalled, count } of before.toReversed()) {
          const again = await recallAfter(one, kept, count);
          assertSame(recalled, again, `asked later about the state after ${count} items`);
        }
      },
    },
    {
      name: 'recall the same and ask the same, in the same order, when it was made anew',
      async check() {
        const [first, second] = [listeningWords(usable), listeningWords(usable)];
        const before = await collected(recalls(trial(first.words), length, 3));
        const after = await collected(recalls(trial(second.words), length, 3));
        for (const [at, { recalled, count }] of before.entries()) {
          assertSame(recalled, after[at]?.recalled, `made anew, after ${count} items`);
        }
        assertSame(first.requests, second.requests, 'made anew, its requests');
      },
    },
  ];
}

function costing({ trial, usable, length }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'cost in all as much more as a run is longer',
      async check() {
        const { words, requests } = listeningWords(usable);
        const one = trial(words);
        const first = Math.max(Math.ceil(length / 2), one.policy.bound ?? 0);
        const totals: number[] = [];
        let said = 0;
        for await (const { recalled, count } of recalls(one, 4 * first)) {
          if (recalled.ok) for (const item of recalled.value.items) said += one.items.say(item).length;
          if (count === first || count === 2 * first || count === 4 * first) totals.push(said + sizeOf(requests));
        }
        const [short, middle, long] = totals as [number, number, number];
        const largest = requests.reduce((most, { text }) => Math.max(most, text.length), 0);
        const [less, more] = [middle - short, long - middle];
        if (more <= 2.25 * less + largest) return;
        throw new Error(
          `${first} to ${2 * first} items cost ${less} characters, ${2 * first} to ${4 * first} cost ${more}: more than ` +
            'twice as much for twice as many',
        );
      },
    },
  ];
}

function asking({ trial, usable, length }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'ask its model for what it says that it needs, and for nothing else',
      async check() {
        const { words, requests } = listeningWords(usable);
        const one = trial(words);
        await collected(recalls(one, length));
        const needs = one.policy.needs ?? [];
        for (const verb of ['write', 'embed'] as const) {
          const asked = requests.some((request) => request.verb === verb);
          if (asked && !needs.includes(verb))
            throw new Error(`it asked for "${verb}" and does not say that it needs it`);
          if (!asked && needs.includes(verb)) throw new Error(`it says that it needs "${verb}" and never asked for it`);
        }
      },
    },
    {
      name: 'fail, and throw nothing, where it has no model and needs one',
      async check() {
        const one = trial(undefined);
        const steps = await collected(recalls(one, length, 3));
        const failures = steps.filter(({ recalled }) => !recalled.ok).length;
        const needs = (one.policy.needs ?? []).length > 0;
        if (needs && failures === 0) throw new Error('it needs a model and never missed it');
        if (!needs && failures > 0) throw new Error('it failed without a model and does not say that it needs one');
      },
    },
    {
      name: 'hand on that its model is not there, and ask again later',
      async check() {
        const one = trial(listeningWords(() => UNAVAILABLE).words);
        if ((one.policy.needs ?? []).length === 0) return;
        const failed = (await collected(recalls(one, length, 3))).filter(({ recalled }) => !recalled.ok);
        const last = failed.at(-1);
        if (last === undefined) throw new Error('its model was unavailable, and it recalled all the same');
        for (const { recalled } of failed) {
          if (recalled.ok || recalled.failure.kind === 'unavailable') continue;
          throw new Error(`its model was unavailable, and it failed as ${recalled.failure.kind}`);
        }
        const later = { ...one, words: listeningWords(usable).words };
        const again = await recallAfter(later, last.kept, last.count);
        if (!again.ok) throw new Error(`its model was back, and it still failed: ${again.failure.message}`);
      },
    },
    {
      name: 'fail where its model refuses or writes nothing, and throw nothing',
      async check() {
        for (const reply of [REFUSED, '']) {
          const one = trial(listeningWords(() => reply).words);
          if (!(one.policy.needs ?? []).includes('write')) return;
          const failed = (await collected(recalls(one, length))).filter(({ recalled }) => !recalled.ok);
          if (failed.length === 0) {
            throw new Error(`its model ${reply === '' ? 'wrote nothing' : 'refused'}, and it never failed`);
          }
          for (const { recalled } of failed) {
            if (recalled.ok || recalled.failure.kind === 'refused' || recalled.failure.kind === 'malformed') continue;
            throw new Error(`its model gave nothing to use, and it failed as ${recalled.failure.kind}`);
          }
        }
      },
    },
  ];
}

async function collected<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

function sizeOf(requests: readonly { readonly text: string }[]): number {
  return requests.reduce((sum, { text }) => sum + text.length, 0);
}

function assertSame(before: unknown, after: unknown, when: string): void {
  const [expected, actual] = [JSON.stringify(before), JSON.stringify(after)];
  if (expected !== actual) throw new Error(`${when}: ${actual.slice(0, 300)}, and ${expected.slice(0, 300)} before`);
}
