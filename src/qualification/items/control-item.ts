import { z } from 'zod';
import { Persona, type Situation, type Text } from '../../spec/index.js';
import { ItemUse } from './topics.js';

/** What a question is for; several controls may read the same answers. */
export const ItemKind = z.enum([
  'neutral',
  'allowed',
  'payoff',
  'recall',
  'dominance',
  'strategic',
  'history',
  'majority',
  'persona',
]);
export type ItemKind = z.infer<typeof ItemKind>;

const Hole = z.union([
  z.string(),
  z.object({ option: z.number() }),
  z.object({ name: z.number() }),
  z.object({ list: z.string() }),
  z.object({ person: z.tuple([z.string(), z.string(), z.string()]) }),
]);
const Words: z.ZodType<Text> = z.array(Hole);
const Faced: z.ZodType<Situation> = z.object({
  kind: z.string(),
  options: z.array(z.string()).length(2),
  state: Words,
  framing: z.array(Words),
  statements: z.array(Words),
  unordered: z.boolean(),
  names: z.array(z.string()),
  cue: z.object({ completion: Words, chat: Words }),
});

/** A question of the battery: a situation between two options, and which of them a subject that understands takes. */
export const ControlItem = z.object({
  id: z.string(),
  kind: ItemKind,
  use: ItemUse,
  /** Items of one cluster stand or fall together; intervals are over clusters. */
  cluster: z.string(),
  situation: Faced,
  persona: Persona.optional(),
  /** Index of the right option; `null` where none is. */
  right: z.union([z.literal(0), z.literal(1)]).nullable(),
  /** In how many words the same is put: items that differ in this alone ask the same. */
  wording: z.number().int().nonnegative(),
  /** Of a majority: how many of ten hold the first option. */
  count: z.number().int().optional(),
});
export type ControlItem = z.infer<typeof ControlItem>;

const SELF: { readonly [word: string]: readonly [string, string, string] } = {
  You: ['I', 'You', '{name}'],
  you: ['I', 'you', '{name}'],
  'do you': ['do I', 'do you', 'does {name}'],
};

/**
 * Reads a text with holes: `{0}` and `{1}` are options, `{#3}` the name of the fourth person, `{or}` all options in a list,
 * `{You}`, `{you}` and `{do you}` the agent itself.
 */
export function text(written: string): Text {
  return written
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const hole = /^\{(.+)\}$/.exec(part)?.[1];
      if (hole === undefined) return part;
      const person = SELF[hole];
      if (person !== undefined) return { person };
      if (hole === 'or') return { list: 'or' };
      return hole.startsWith('#') ? { name: Number(hole.slice(1)) } : { option: Number(hole) };
    });
}

/** What is asked at the end of a message, whatever is asked. */
const ANSWER = 'Answer with one of them only, and nothing else.';

/** Writes a situation down. `cue` is continued by an option; `question` is what a message asks. */
export function situationOf(written: {
  readonly kind: ItemKind;
  readonly id: string;
  readonly options: readonly [string, string];
  readonly framing?: readonly string[];
  readonly statements?: readonly string[];
  readonly unordered?: boolean;
  readonly names?: readonly string[];
  readonly cue: string;
  readonly question: string;
}): Situation {
  const { kind, id, options, framing = [], statements = [], unordered = false, names = [], cue, question } = written;
  return {
    kind,
    options,
    state: [id],
    framing: framing.map(text),
    statements: statements.map(text),
    unordered,
    names,
    cue: { completion: text(cue), chat: text(`${question} ${ANSWER}`) },
  };
}
