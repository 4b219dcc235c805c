import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { quantise } from '../foundation/random/index.js';
import { Evidence, type Judgement, type Mind, type MindContext, type Persona, type Situation } from '../spec/index.js';

/** One thing that an implementation must do. It is done unless `check` throws. */
export interface ConformanceCheck {
  /** What should be, starting with a verb: `answer the same again`. */
  readonly name: string;
  check(): Promise<void>;
}

/** What the conformance kit of minds is given. */
export interface MindKitOptions {
  /** Makes a mind that was never asked before. */
  create(): Mind | Promise<Mind>;
  /** Situations that the mind must have an answer to, at least one. */
  readonly situations: readonly Situation[];
  readonly persona?: Persona;
}

const FAILURES = ['refused', 'malformed', 'unavailable', 'over-budget', 'aborted'];

/**
 * What every mind must do: give a distribution over the options, or the answer where something else is asked for, or say why not, the same for the same question, whoever
 * else is asked meanwhile, and leave what it is shown as it is. For any test runner.
 *
 * @example for (const { name, check } of mindChecks({ create, situations })) it(`should ${name}`, check);
 */
export function mindChecks(options: MindKitOptions): readonly ConformanceCheck[] {
  const { create, situations, persona } = options;
  if (situations.length === 0) throw new Error('the conformance kit of minds needs at least one situation');
  const contextOf = (index: number): MindContext => ({
    agent: `agent-${index + 1}`,
    occasion: index,
    stream: 'conformance',
    ...(persona === undefined ? {} : { persona }),
  });
  const kit: Kit = {
    create: async () => create(),
    situations,
    contextOf,
    async all(mind) {
      const judgements: Judgement[] = [];
      for (const [index, situation] of situations.entries()) {
        judgements.push(await mind.judge(situation, contextOf(index)));
      }
      return judgements;
    },
  };
  return [...answering(kit), ...repeating(kit), ...behaving(kit)];
}

interface Kit {
  create(): Promise<Mind>;
  readonly situations: readonly Situation[];
  contextOf(index: number): MindContext;
  /** Judgements of all situations, one after the other. */
  all(mind: Mind): Promise<readonly Judgement[]>;
}

function answering({ create, situations, all }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'have a name to be recorded under',
      async check() {
        const { name } = await create();
        if (typeof name !== 'string' || name.trim() === '') throw new Error(`the mind is called "${String(name)}"`);
      },
    },
    {
      name: 'give one probability an option, or an answer as it was asked for, or say why it gives none',
      async check() {
        for (const [index, judgement] of (await all(await create())).entries()) {
          assertJudgement(judgement, situations[index] as Situation);
        }
      },
    },
    {
      name: 'give a distribution or an answer in at least one situation',
      async check() {
        const kinds = (await all(await create())).map(({ kind }) => kind);
        if (!kinds.includes('distribution') && !kinds.includes('answer'))
          throw new Error(`it decided nowhere: ${kinds.join(', ')}`);
      },
    },
  ];
}

function repeating({ create, situations, contextOf, all }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'answer the same when the same is asked again',
      async check() {
        const mind = await create();
        assertSame(await all(mind), await all(mind), 'asked a second time');
      },
    },
    {
      name: 'answer the same when it was made anew',
      check: async () => assertSame(await all(await create()), await all(await create()), 'made anew'),
    },
    {
      name: 'answer a copy of a situation as the situation itself',
      async check() {
        const mind = await create();
        const copies = situations.map((situation) => copyOf(situation));
        const judgements = await Promise.all(copies.map((copy, index) => mind.judge(copy, contextOf(index))));
        assertSame(await all(mind), judgements, 'shown a copy');
      },
    },
    {
      name: 'answer the same when all is asked at once, last first',
      async check() {
        const mind = await create();
        const indices = situations.map((_, index) => index).toReversed();
        const backwards = await Promise.all(
          indices.map((index) => mind.judge(situations[index] as Situation, contextOf(index))),
        );
        assertSame(await all(await create()), backwards.toReversed(), 'asked all at once');
      },
    },
  ];
}

function behaving({ create, situations, contextOf }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'leave the situation and the context as they are',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          await mind.judge(frozen(copyOf(situation)), frozen(contextOf(index)));
        }
      },
    },
    {
      name: 'give a judgement, and throw nothing, when it is stopped',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          const context = { ...contextOf(index), signal: AbortSignal.abort() };
          assertJudgement(await mind.judge(situation, context), situation);
        }
      },
    },
  ];
}

function assertJudgement(judgement: Judgement, situation: Situation): void {
  const where = `in "${situation.kind}"`;
  if (judgement.evidence !== undefined) {
    const parsed = Evidence.strict().safeParse(judgement.evidence);
    if (!parsed.success) throw new Error(`${where} its evidence is not as it should be: ${parsed.error.message}`);
  }
  if (judgement.kind === 'answer') {
    if (situation.answer === undefined) throw new Error(`${where} it gave an answer where an option was asked for`);
    // JSON has no infinity, no `undefined` and no date: what a journal cannot hold is no answer.
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(judgement.value) ?? 'null'), judgement.value)) {
      throw new Error(`${where} it gave an answer that is no JSON`);
    }
    return;
  }
  if (judgement.kind !== 'distribution') {
    if (!FAILURES.includes(judgement.kind)) throw new Error(`${where} it gave the unknown kind "${judgement.kind}"`);
    if (judgement.message.trim() === '') throw new Error(`${where} it was ${judgement.kind} and did not say why`);
    return;
  }
  if (situation.answer !== undefined) {
    throw new Error(`${where} it gave probabilities where a ${situation.answer.kind} was asked for`);
  }
  const { probabilities } = judgement;
  if (probabilities.length !== situation.options.length) {
    throw new Error(`${where} it gave ${probabilities.length} probabilities for ${situation.options.length} options`);
  }
  quantise(probabilities);
}

function assertSame(expected: readonly Judgement[], actual: readonly Judgement[], when: string): void {
  for (const [index, judgement] of expected.entries()) {
    const [before, after] = [JSON.stringify(judgement), JSON.stringify(actual[index])];
    if (before !== after) throw new Error(`${when}, it answered ${after} to situation ${index}, and ${before} before`);
  }
}

/** A schema is code and is not copied. */
function copyOf({ answer, ...situation }: Situation): Situation {
  const copy = structuredClone(situation);
  return answer === undefined ? copy : { ...copy, answer: { ...answer } };
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !(value instanceof z.ZodType)) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
