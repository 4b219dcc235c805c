import type { AnswerForm } from '../../spec/index.js';
import { numberInWords } from './wanted.js';

/** What a reply says, or why that is not clear. */
export type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

type NumberForm = Extract<AnswerForm, { kind: 'number' }>;
type TextForm = Extract<AnswerForm, { kind: 'text' }>;

/** Where a reply comes from, as far as it is read differently. */
export interface ReplyContext {
  /** Names of whoever replies, which it may put before its words. */
  readonly names: readonly string[];
  /** Whether the reply goes on with a text: then its first line counts alone. */
  readonly continues: boolean;
  /** Whether it was cut by the limit of tokens. */
  readonly cut: boolean;
}

const NUMBER = /-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/;
const BEGINNING = new RegExp(`^["'“‘«([*\`$€£¥]*(${NUMBER.source})(.*)$`);
/** Words that make another number of the one before them. */
const SCALES = /^\s*(?:hundred|thousand|million|billion|dozen|percent|per cent|k|m|bn)\b/i;

/**
 * The number that a reply begins with: of its first line, after thoughts, the name of whoever replies, opening quotes and
 * signs of a currency. A letter or a fraction at once after it, a second number in the same sentence, a word such as
 * `million`, a unit other than the one asked for and a number that may have been cut leave it unclear.
 */
export function readNumber(reply: string, form: NumberForm, about: ReplyContext): Read<number> {
  const [line = ''] = withoutName(withoutThoughts(reply).trim(), about.names).split('\n');
  const found = BEGINNING.exec(line);
  if (found === null) return unclear(form, line);
  const [, digits = '', after = ''] = found;
  const [sentence = ''] = after.split(/[.!?](?:\s|$)/);
  const atTheEnd = sentence === '' && after === '' && about.cut && !reply.trim().includes('\n');
  if (atTheEnd || /^[\p{L}\d%,/:^]/u.test(sentence) || /\d/.test(sentence)) return unclear(form, line);
  if (SCALES.test(sentence) || isOfAnotherUnit(sentence, form.unit)) return unclear(form, line);
  const value = Number(digits.replaceAll(',', ''));
  if (value < form.minimum || value > form.maximum || (form.integer === true && !Number.isInteger(value))) {
    return { ok: false, why: `${value} is not ${numberInWords(form)}` };
  }
  return { ok: true, value };
}

/** Whether words follow the number, and do not begin with the unit (in the singular or the plural). */
function isOfAnotherUnit(after: string, unit: string | undefined): boolean {
  const words = after.replace(/^[^\p{L}]+/u, '').toLowerCase();
  if (unit === undefined || words === '' || !/^\s*\p{L}/u.test(after)) return false;
  const stem = unit.toLowerCase().replace(/s$/, '');
  return !words.startsWith(stem);
}

function unclear(form: NumberForm, line: string): Read<never> {
  return { ok: false, why: `"${line.slice(0, 40)}" is not clearly ${numberInWords(form)}` };
}

/**
 * The words of a reply; `null` for silence. Taken off, in this order: thoughts between tags, spaces around it, a code fence
 * around all of it, the name of whoever replies with a colon, and one pair of quotes around all of it. Of a text that goes
 * on, only the first line counts, and where it was cut or is too long, only its whole sentences. Words that are those of
 * silence, but for case, brackets and full stops, are silence.
 */
export function readWords(reply: string, form: TextForm, about: ReplyContext): Read<string | null> {
  const whole = withoutFence(withoutThoughts(reply).trim());
  const [line = ''] = whole.split('\n');
  const said = withoutQuotes(withoutName((about.continues ? line : whole).trim(), about.names)).trim();
  if (said === '') return { ok: false, why: 'no words came' };
  if (form.silence !== undefined && bare(said) === bare(form.silence)) return { ok: true, value: null };
  const cut = about.cut && !(about.continues && whole.includes('\n'));
  if (!cut && said.length <= form.maxCharacters) return { ok: true, value: said };
  if (about.continues) {
    const sentences = wholeSentences(said.slice(0, form.maxCharacters));
    return sentences === '' ? { ok: false, why: 'no sentence came to its end' } : { ok: true, value: sentences };
  }
  if (said.length <= form.maxCharacters) return { ok: false, why: 'it was cut before its end' };
  return { ok: false, why: `it has ${said.length} characters, of at most ${form.maxCharacters}` };
}

/** Tags between which models put their thoughts. Some prompts hold the first tag, so that a reply has only the last. */
const TAG = '(?:think|thinking|thought|reasoning)';
const THOUGHTS = new RegExp(`^\\s*<${TAG}>[\\s\\S]*?(?:</${TAG}>|$)`, 'i');
const END_OF_THOUGHTS = new RegExp(`^[\\s\\S]*</${TAG}>`, 'i');

function withoutThoughts(reply: string): string {
  return reply.replace(THOUGHTS, '').replace(END_OF_THOUGHTS, '');
}

function withoutFence(text: string): string {
  return /^```[a-z]*\n([\s\S]*?)\n?```$/i.exec(text)?.[1]?.trim() ?? text;
}

function withoutName(text: string, names: readonly string[]): string {
  for (const name of names) {
    const before = new RegExp(`^[*_]*${escaped(name)}[*_]*\\s*:[*_]*\\s*`, 'i').exec(text)?.[0];
    if (before !== undefined) return text.slice(before.length);
  }
  return text;
}

const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
  ["'", "'"],
];

/** Quotes count as such where they stand around all of it, and no other of them between. */
function withoutQuotes(text: string): string {
  for (const [open, close] of QUOTES) {
    const inner = text.slice(1, -1);
    const around = text.length > 2 && text.startsWith(open) && text.endsWith(close);
    if (around && !inner.includes(open) && !inner.includes(close)) return inner;
  }
  return text;
}

function wholeSentences(text: string): string {
  return /^[\s\S]*[.!?…]["”»']?(?=\s|$)/.exec(text)?.[0].trim() ?? '';
}

function bare(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[()[\]{}*.!]/g, '')
    .trim();
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
