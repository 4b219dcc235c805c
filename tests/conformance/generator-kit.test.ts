import { describe, expect, it } from 'vitest';
import { personNames, type AskWriter, type PersonaBrief, type PersonaGenerator, type WritingTask } from 'mesocosm';
import { firstPerson, generators, nameOnly } from 'mesocosm/generators';
import { generatorChecks } from 'mesocosm/testing';

/** What the kit says of a generator that does not pass. */
async function failures(generator: PersonaGenerator): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { name, check } of generatorChecks({ generator })) {
    await check().catch((error: Error) => said.push(`${name}: ${error.message}`));
  }
  return said;
}

const composing = (compose: (brief: PersonaBrief) => string): PersonaGenerator => ({ ...firstPerson, compose });
const writing = (write: PersonaGenerator['write']): PersonaGenerator => ({ ...firstPerson, write });
/** The same generator, each of its tasks changed. */
const asking = (change: (task: WritingTask, brief: PersonaBrief) => WritingTask): PersonaGenerator =>
  writing((brief, ask) => firstPerson.write(brief, (task) => ask(change(task, brief))));
const without = (part: (brief: PersonaBrief) => string): PersonaGenerator =>
  asking((task, brief) => ({ ...task, text: task.text.replaceAll(part(brief), '…') }));

const round = ({ aim, ...brief }: PersonaBrief): PersonaBrief => ({
  ...brief,
  aim: Object.fromEntries(Object.entries(aim).map(([axis, at]) => [axis, Math.round(at)])),
});
/** Goes on whatever comes back. */
const undeterred =
  (ask: AskWriter): AskWriter =>
  async (task) => {
    const reply = await ask(task);
    return reply.ok ? reply : { ok: true, value: 'Never mind.' };
  };
let calls = 0;

const spoiled: readonly { readonly what: string; readonly generator: PersonaGenerator; readonly says: string }[] = [
  { what: 'a name with spaces', generator: { ...firstPerson, name: 'First person' }, says: 'joined with hyphens' },
  { what: 'no description', generator: { ...firstPerson, description: ' ' }, says: 'is empty' },
  { what: 'no source', generator: { ...firstPerson, sources: [] }, says: 'names no source' },
  { what: 'a text without the name', generator: composing(() => 'I am somebody.'), says: 'does not name' },
  {
    what: 'a hole that nothing filled',
    generator: composing((brief) => `${firstPerson.compose(brief)} ${brief.aim['nowhere']}`),
    says: 'undefined',
  },
  {
    what: 'a text that changes',
    generator: composing((brief) => `${firstPerson.compose(brief)} ${(calls += 1)}`),
    says: 'before',
  },
  {
    what: 'a text that names a neighbour',
    generator: composing((brief) => `${firstPerson.compose(brief)} I know ${personNames('others')(1)}.`),
    says: 'names somebody else',
  },
  {
    what: 'a brief that is changed',
    generator: composing((brief) => firstPerson.compose(Object.assign(brief, { sketch: 'A baker.' }))),
    says: 'not extensible',
  },
  {
    what: 'two words for the whole scale',
    generator: composing((brief) => firstPerson.compose(round(brief))),
    says: '11 aims made 2 texts',
  },
  { what: 'a baseline that claims to steer', generator: { ...nameOnly, steers: true }, says: 'aims made 1 texts' },
  {
    what: 'a generator that steers and denies it',
    generator: { ...firstPerson, steers: false },
    says: 'says that it does not',
  },
  { what: 'no tokens', generator: asking((task) => ({ ...task, maxTokens: 0 })), says: 'asks for 0 tokens' },
  { what: 'endless tokens', generator: asking((task) => ({ ...task, maxTokens: 1e6 })), says: 'asks for 1000000' },
  { what: 'great heat', generator: asking((task) => ({ ...task, temperature: 5 })), says: 'at temperature 5' },
  { what: 'a prompt without the name', generator: without(({ name }) => name), says: 'do not say' },
  { what: 'a prompt without the context', generator: without(({ context }) => context), says: 'do not say "Gull' },
  { what: 'a prompt without a pole', generator: without(() => 'bustle'), says: 'do not say "bustle"' },
  { what: 'a prompt without an axis', generator: without(() => 'thrift'), says: 'do not say "thrift"' },
  { what: 'a prompt without the number', generator: without(() => '83'), says: 'do not say 83' },
  {
    what: 'a position in numbers alone',
    generator: asking((task, { axes, aim, name, description, context }) => ({
      ...task,
      text: [
        name,
        description,
        context,
        JSON.stringify(axes),
        ...axes.map((axis) => `${axis.name}: ${aim[axis.name]}`),
      ].join('\n'),
    })),
    says: 'numbers alone',
  },
  {
    what: 'a text that lost the name',
    generator: writing(async (brief, ask) => {
      const reply = await firstPerson.write(brief, ask);
      return reply.ok ? { ok: true, value: reply.value.replaceAll(brief.name, 'N.') } : reply;
    }),
    says: 'does not name',
  },
  {
    what: 'replies that nobody checks',
    generator: asking((task) => ({ ...task, check: undefined })),
    says: 'a reply of one word is in a text',
  },
  {
    what: 'a text made of nothing',
    generator: writing((brief, ask) => firstPerson.write(brief, undeterred(ask))),
    says: 'it wrote',
  },
  {
    what: 'a refusal that is passed over',
    generator: writing((brief, ask) => firstPerson.write(brief, undeterred(ask))),
    says: 'those missing were: nobody',
  },
  {
    what: 'an outage that is passed over',
    generator: writing((brief, ask) => firstPerson.write(brief, undeterred(ask))),
    says: 'a model that was not there',
  },
  {
    what: 'an error where a failure was expected',
    generator: writing(async (brief, ask) => {
      const reply = await firstPerson.write(brief, ask);
      if (!reply.ok) throw new Error(reply.failure.message);
      return reply;
    }),
    says: 'threw an error',
  },
  {
    what: 'texts that depend on who was written before',
    generator: writing(async (brief, ask) => {
      const reply = await firstPerson.write(brief, ask);
      return reply.ok ? { ok: true, value: `${reply.value} I am number ${(calls += 1)}.` } : reply;
    }),
    says: 'is another',
  },
];

describe('the conformance kit of generators', () => {
  for (const { what, generator, says } of spoiled) {
    it(`should find ${what}`, async () => {
      expect((await failures(generator)).join('\n')).toContain(says);
    });
  }

  it('should have names for its checks that differ', () => {
    for (const generator of generators) {
      const names = generatorChecks({ generator }).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('should take a reply of the user’s own for a generator with demands of its own', async () => {
    const generator = asking((task) => ({ ...task, check: (text) => (text.includes('herring') ? undefined : 'no') }));
    const reply = (_: string, name: string): string => `${name} lives on herring.`;
    const said: string[] = [];
    for (const { name, check } of generatorChecks({ generator, reply })) {
      await check().catch((error: Error) => said.push(`${name}: ${error.message}`));
    }
    // What is left is what a check by one word cannot refuse.
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'write nobody from replies that are too long or too short',
    ]);
  });
});
