import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import type { AnswerForm } from '../spec/index.js';

/** A kind of action that agents of a world can take, with what they give for it. */
export type ActionDefinition =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | {
      readonly kind: 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly integer?: boolean;
      readonly unit?: string;
    }
  | { readonly kind: 'text'; readonly maxCharacters: number }
  | { readonly kind: 'speak'; readonly channel: string; readonly maxCharacters: number }
  | { readonly kind: 'structured'; readonly schema: z.ZodType }
  | { readonly kind: 'nothing' };

/** What an action of a kind comes with: a label, a number, words, a value of the schema, or `null` for nothing (said). */
export type PayloadOf<Definition extends ActionDefinition> = Definition extends { kind: 'choice' }
  ? Definition['options'][number]
  : Definition extends { kind: 'number' }
    ? number
    : Definition extends { kind: 'text' }
      ? string
      : Definition extends { kind: 'speak' }
        ? string | null
        : Definition extends { kind: 'structured'; schema: infer Schema extends z.ZodType }
          ? z.infer<Schema>
          : null;

/**
 * One of at least two labels, known from the start.
 *
 * @throws MesocosmError (usage) when there are fewer than two, or two are the same.
 */
export function choice<const Options extends readonly [string, string, ...string[]]>(
  options: Options,
): { readonly kind: 'choice'; readonly options: Options } {
  const labels: readonly unknown[] = Array.isArray(options) ? options : [];
  if (labels.length < 2 || new Set(labels).size < labels.length || !labels.every(isLabel)) {
    throw unfit('a choice', `among ${JSON.stringify(options)}`, 'a list of at least two labels, all different');
  }
  return { kind: 'choice', options };
}

/**
 * A number from `minimum` to `maximum`, both included; whole where `integer` is set. `unit` is said in words.
 *
 * @throws MesocosmError (usage) when there is no such number.
 */
export function number(bounds: {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
  readonly unit?: string;
}): { readonly kind: 'number'; readonly minimum: number; readonly maximum: number } {
  const { minimum, maximum, integer = false } = bounds;
  const least = integer ? Math.ceil(minimum) : minimum;
  if (!Number.isFinite(minimum) || !Number.isFinite(maximum) || least > maximum) {
    throw unfit('a number', `from ${minimum} to ${maximum}`, 'two finite bounds with a number between them');
  }
  return { kind: 'number', ...bounds };
}

/**
 * Free text of at most so many characters, for whoever the world shows it to.
 *
 * @throws MesocosmError (usage) when that is no whole number of at least 1.
 */
export function text(maxCharacters: number): { readonly kind: 'text'; readonly maxCharacters: number } {
  assertLength('a text', maxCharacters);
  return { kind: 'text', maxCharacters };
}

/**
 * Words said on a channel of the world, or silence (`null`). Default at most 400 characters.
 *
 * @throws MesocosmError (usage) when the length is no whole number of at least 1.
 */
export function speak(options: { readonly channel: string; readonly maxCharacters?: number }): {
  readonly kind: 'speak';
  readonly channel: string;
  readonly maxCharacters: number;
} {
  const { channel, maxCharacters = 400 } = options;
  assertLength('words', maxCharacters);
  return { kind: 'speak', channel, maxCharacters };
}

/**
 * A value of a schema that can be put as JSON.
 *
 * @throws MesocosmError (usage) when it is no zod schema.
 */
export function structured<Schema extends z.ZodType>(
  schema: Schema,
): { readonly kind: 'structured'; readonly schema: Schema } {
  if (!(schema instanceof z.ZodType)) throw unfit('a structured action', 'without a schema', 'a zod schema');
  return { kind: 'structured', schema };
}

/** Doing nothing; only among other actions. */
export function nothing(): { readonly kind: 'nothing' } {
  return { kind: 'nothing' };
}

function isLabel(option: unknown): boolean {
  return typeof option === 'string' && option.trim() !== '';
}

function assertLength(what: string, characters: unknown): void {
  if (Number.isInteger(characters) && (characters as number) >= 1) return;
  throw unfit(what, `of at most ${JSON.stringify(characters)} characters`, 'a whole number of at least 1');
}

function unfit(action: string, how: string, expected: string): Error {
  return userError({ kind: 'usage', what: `an action with ${action} ${how}`, expected });
}

/** Words by which an agent says that it says nothing. */
export const SILENCE = '(says nothing)';

/** What is asked of an agent that can do one thing. */
export function answerFormOf(definition: Exclude<ActionDefinition, { kind: 'choice' | 'nothing' }>): AnswerForm {
  if (definition.kind === 'speak') {
    return { kind: 'text', maxCharacters: definition.maxCharacters, silence: SILENCE };
  }
  return definition;
}

/** The value that an action comes with, as a schema: for an agent that has a choice of actions. */
export function payloadSchema(definition: ActionDefinition): z.ZodType | undefined {
  if (definition.kind === 'choice') return z.enum(definition.options as [string, ...string[]]);
  if (definition.kind === 'text') return z.string().min(1).max(definition.maxCharacters);
  if (definition.kind === 'speak') {
    return z.string().min(1).max(definition.maxCharacters).nullable().describe('what is said; null to say nothing');
  }
  if (definition.kind === 'structured') return definition.schema;
  if (definition.kind === 'nothing') return undefined;
  const { minimum, maximum, integer = false } = definition;
  const base = integer ? z.number().int() : z.number();
  return base.min(minimum).max(maximum);
}
