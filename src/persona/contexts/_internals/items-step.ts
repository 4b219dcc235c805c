import { z } from 'zod';
import type { Axis, LikertItem, Questionnaire } from '../../../spec/index.js';
import { checkQuestionnaire } from '../check-questionnaire.js';
import type { FittingQuestion } from './ask-until-fit.js';
import { bare, properNames, type ProperNames } from './proper-names.js';

/** What is known when the items of an axis are asked for. */
export interface ItemsOptions {
  /** All that is written so far; the axis is its last. */
  readonly questionnaire: Omit<Questionnaire, 'items'> & { readonly items: readonly LikertItem[] };
  /** Items of this axis, at least 2. */
  readonly count: number;
  readonly points: number;
}

const LEADS = ['How far would {name} agree with this?', 'How much does {name} agree?', 'What does {name} say to this?'];

const Statement = z.object({ statement: z.string().min(12).max(200), opposite: z.string().min(8).max(200) });

/**
 * Asks for the items of one axis: statements that somebody at either end would agree with, each with its opposite. What
 * is keyed how, and which axis it is, follows from where it was asked for and is never read from the reply.
 */
export function itemsStep(options: ItemsOptions): FittingQuestion<z.infer<ReturnType<typeof replyOf>>, LikertItem[]> {
  const { questionnaire, count, points } = options;
  const axis = questionnaire.axes.at(-1) as Axis;
  const reversed = Math.floor(count / 2);
  const names = properNames([questionnaire.context, questionnaire.description]);
  return {
    step: `items of "${axis.name}"`,
    schema: replyOf(count - reversed, reversed),
    maxTokens: 120 + 110 * count,
    text: textOf(options, { axis, reversed }),
    make({ agreeHigh, agreeLow }) {
      const turned = [
        ...agreeHigh.map((words) => ({ words, reverseKeyed: false })),
        ...agreeLow.map((words) => ({ words, reverseKeyed: true })),
      ];
      const made = alternating(turned).map(({ words, reverseKeyed }, at): LikertItem => ({
        id: `${slug(axis.name)}-${at + 1}`,
        axis: axis.name,
        lead: LEADS[at % LEADS.length] as string,
        statement: sentence(words.statement),
        points,
        reverseKeyed,
        pro: clause(words.statement, names),
        con: clause(words.opposite, names),
      }));
      return { made, reasons: reasonsAgainst(questionnaire, made) };
    },
  };
}

function replyOf(towards: number, reversed: number) {
  return z.object({
    agreeHigh: z.array(Statement).length(towards),
    agreeLow: z.array(Statement).length(reversed),
  });
}

function textOf(
  { questionnaire, count }: ItemsOptions,
  { axis, reversed }: { readonly axis: Axis; readonly reversed: number },
): string {
  const end = (which: 'high' | 'low'): string => `"${axis[which].label}" (${axis[which].description})`;
  const many = (number: number): string => (number === 1 ? 'one statement' : `${number} statements`);
  return `${questionnaire.context}

People there differ in their ${axis.name}: some are at the end ${end('low')}, others at the end ${end('high')}.

Write a JSON object with two fields.
"agreeHigh": ${many(count - reversed)} that somebody at the end "${axis.high.label}" agrees with, and somebody at the other end does not.
"agreeLow": ${many(reversed)} that somebody at the end "${axis.low.label}" agrees with, and somebody at the other end does not.
Each has "statement" (one plain sentence of 6 to 20 words about this place, one idea, no question, no double negation) and "opposite" (the contrary claim, about as long, in other words than by adding "not"). All statements must be about different things.`;
}

/** The errors of the questionnaire as far as it goes, in words that a writer understands. */
function reasonsAgainst(questionnaire: ItemsOptions['questionnaire'], made: readonly LikertItem[]): readonly string[] {
  const items = [...questionnaire.items, ...made];
  const quoted = (text: string): string =>
    text.replace(/\$\.items\[(\d+)\]/g, (_, at: string) => `"${items[Number(at)]?.statement ?? ''}"`);
  return checkQuestionnaire({ ...questionnaire, items })
    .filter(({ severity }) => severity === 'error')
    .map(({ place, what, remedy }) => {
      const form = /\.(statement|pro|con)$/.exec(place)?.[1];
      const field = form === 'con' ? 'the opposite of ' : '';
      return `${field}${quoted(place.replace(/\.(statement|pro|con)$/, ''))} ${quoted(what)}: ${remedy}`;
    });
}

/** Takes from both keys in turn, as long as there are both. */
function alternating<Item extends { readonly reverseKeyed: boolean }>(items: readonly Item[]): readonly Item[] {
  const [turned, straight] = [true, false].map((key) => items.filter(({ reverseKeyed }) => reverseKeyed === key));
  return (straight ?? []).flatMap((item, at) => [item, ...(turned ?? []).slice(at, at + 1)]);
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const ended = /[.?!]$/.test(trimmed) ? trimmed.replace(/!$/, '.') : `${trimmed}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}

/** As it follows "I believe that". */
function clause(text: string, names: ProperNames): string {
  const whole = sentence(text);
  const [first = ''] = whole.split(' ');
  const keeps = bare(first) === 'I' || /^\p{Lu}{2}/u.test(first) || names.must(first.toLowerCase());
  return keeps ? whole : whole.charAt(0).toLowerCase() + whole.slice(1);
}

/** Lower-case words joined by hyphens. */
export function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-') ?? 'unnamed';
}
