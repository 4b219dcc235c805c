import { z } from 'zod';
import type { Persona } from '../../spec/index.js';
import file from './topics.json' with { type: 'json' };

/** A statement as it would follow "I believe that"; in brackets what stands there in its negation alone. */
const Statement = z.string().regex(/^[^[\]]+ \[not \][^[\]]+$/, 'one "[not ]" after a verb');

const Sides = z.object({ pro: Statement, con: Statement });

/** Items for choosing a form are not those for the verdict. */
export const ItemUse = z.enum(['choice', 'verdict']);
export type ItemUse = z.infer<typeof ItemUse>;

/** Something that people hold opposed opinions about: two people, and statements that each would or would not make. */
export const Topic = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  use: ItemUse,
  /** What the two people say of themselves, in the first person. */
  persona: z.object({ pro: z.string().min(1), con: z.string().min(1) }),
  plain: Sides,
  /** Statements that share no content word with either person. */
  paraphrase: Sides,
});
export type Topic = z.infer<typeof Topic>;

/** The file of topics. */
export const TopicFile = z.object({
  formatVersion: z.literal(1),
  source: z.string(),
  licence: z.string(),
  topics: z.array(Topic),
});

/** Every topic, in the order of the file. */
export const topics: readonly Topic[] = TopicFile.parse(file).topics;

export type Side = 'pro' | 'con';
export const SIDES: readonly Side[] = ['pro', 'con'];

/** A statement of a topic, or its negation. */
export function statementOf(statement: string, negated = false): string {
  return `${statement.replace('[not ]', negated ? 'not ' : '')}.`;
}

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gail', 'Hugo', 'Ida', 'Jon', 'Kim', 'Leo'];

/** One of the two people of a topic. Both have the same name, so that nothing but the opinion tells them apart. */
export function personOf(topic: Topic, side: Side): Persona {
  const name = NAMES[topics.indexOf(topic) % NAMES.length] as string;
  return { name, text: `My name is ${name}. ${topic.persona[side]}` };
}
