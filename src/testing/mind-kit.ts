import type { Judgement, Mind, MindContext, Persona, Situation } from '../spec/index.js';
import { assertJudgement, assertSame, copyOf, frozen, judgementOf } from './_internals/judgement.js';
import { pressedChecks } from './_internals/mind-pressed.js';

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

/**
 * What every mind must do: give a distribution over the options, or an answer that fits where something else is asked for,
 * or say why not; the same for the same question, whoever else is asked meanwhile and whether it is interviewed or not;
 * leave what it is shown as it is; and throw nothing, also where it is stopped or asked in an odd way. For any test runner.
 *
 * @example for (const { name, check } of mindChecks({ create, situations })) it(`should ${name}`, check);
 */
export function mindChecks(options: MindKitOptions): readonly ConformanceCheck[] {
  const { create, persona } = options;
  // Copies, so that a mind that writes into them spoils nobody else's.
  const situations = options.situations.map(copyOf);
  if (situations.length === 0) throw new Error('the conformance kit of minds needs at least one situation');
  const contextOf = (index: number): MindContext => ({
    agent: `agent-${index + 1}`,
    occasion: index,
    stream: 'conformance',
    ...(persona === undefined ? {} : { persona }),
  });
  const kit: MindKit = {
    create: async () => create(),
    situations,
    contextOf,
    async all(mind, between) {
      const judgements: Judgement[] = [];
      for (const [index, situation] of situations.entries()) {
        await between?.(index);
        judgements.push(await judgementOf(mind, situation, contextOf(index)));
      }
      return judgements;
    },
  };
  return [...answering(kit), ...repeating(kit), ...behaving(kit), ...pressedChecks(kit)];
}

/** What the checks of a mind share. */
export interface MindKit {
  create(): Promise<Mind>;
  readonly situations: readonly Situation[];
  contextOf(index: number): MindContext;
  /** Judgements of all situations, one after the other; something else may be done before each. */
  all(mind: Mind, between?: (index: number) => Promise<unknown>): Promise<readonly Judgement[]>;
}

function answering({ create, situations, all }: MindKit): readonly ConformanceCheck[] {
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

function repeating({ create, situations, contextOf, all }: MindKit): readonly ConformanceCheck[] {
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
        const judgements = await Promise.all(copies.map((copy, index) => judgementOf(mind, copy, contextOf(index))));
        assertSame(await all(mind), judgements, 'shown a copy');
      },
    },
    {
      name: 'answer the same when all is asked at once, last first',
      async check() {
        const mind = await create();
        const indices = situations.map((_, index) => index).toReversed();
        const backwards = await Promise.all(
          indices.map((index) => judgementOf(mind, situations[index] as Situation, contextOf(index))),
        );
        assertSame(await all(await create()), backwards.toReversed(), 'asked all at once');
      },
    },
  ];
}

function behaving({ create, situations, contextOf }: MindKit): readonly ConformanceCheck[] {
  return [
    {
      name: 'leave the situation and the context as they are',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          await judgementOf(mind, frozen(copyOf(situation)), frozen(contextOf(index)));
        }
      },
    },
    {
      name: 'give a judgement, and throw nothing, when it is stopped',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          const context = { ...contextOf(index), signal: AbortSignal.abort() };
          assertJudgement(await judgementOf(mind, situation, context), situation);
        }
      },
    },
  ];
}
