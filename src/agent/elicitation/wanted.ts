import { z } from 'zod';
import type { AnswerForm, Situation } from '../../spec/index.js';

/** What is to be given, in one sentence, for example `Answer with a whole number from 0 to 10 (coins).` */
export function wantedInWords(form: AnswerForm): string {
  if (form.kind === 'number') return `Answer with ${numberInWords(form)}.`;
  if (form.kind === 'structured') return `Answer with JSON alone, of this schema: ${JSON.stringify(shapeOf(form))}`;
  const limit = `Answer in at most ${form.maxCharacters} characters`;
  return form.silence === undefined ? `${limit}.` : `${limit}, or write ${form.silence} to say nothing.`;
}

/** `a whole number from 0 to 10 (coins)`. */
export function numberInWords({ minimum, maximum, integer, unit }: Extract<AnswerForm, { kind: 'number' }>): string {
  const what = integer === true ? 'a whole number' : 'a number';
  return `${what} from ${minimum} to ${maximum}${unit === undefined ? '' : ` (${unit})`}`;
}

/** The situation with what is to be given said: after the question of a chat, and on a line before a text that goes on. */
export function withWanted(situation: Situation, form: AnswerForm): Situation {
  const wanted = wantedInWords(form);
  const { completion, chat } = situation.cue;
  return { ...situation, cue: { completion: [`${wanted}\n`, ...completion], chat: [...chat, ` ${wanted}`] } };
}

/** The schema of a structured answer as JSON Schema; what that cannot say stays open, and is checked afterwards. */
export function shapeOf({ schema }: Extract<AnswerForm, { kind: 'structured' }>): { readonly [key: string]: unknown } {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return shape;
}

/** What a character takes of a token, at most, in most languages; and room for quotes and an end. */
const CHARACTERS_A_TOKEN = 3;
const ROOM = 8;
/** For a number, and for the frame of a value. */
const NUMBER_TOKENS = 60;
const VALUE_TOKENS = 300;

/** Most tokens that an answer may take: those of its characters, and some room. */
export function mostTokens(form: AnswerForm): number {
  if (form.kind === 'number') return NUMBER_TOKENS;
  if (form.kind === 'text') return Math.ceil(form.maxCharacters / CHARACTERS_A_TOKEN) + ROOM;
  return VALUE_TOKENS + Math.ceil(charactersIn(shapeOf(form)) / CHARACTERS_A_TOKEN);
}

/** The lengths of all texts in a shape together, as far as they are limited. */
function charactersIn(shape: unknown): number {
  if (typeof shape !== 'object' || shape === null) return 0;
  const own = 'maxLength' in shape && typeof shape.maxLength === 'number' ? shape.maxLength : 0;
  return Object.values(shape).reduce<number>((sum, part) => sum + charactersIn(part), own);
}
