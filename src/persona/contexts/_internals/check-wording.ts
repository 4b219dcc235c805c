import type { LikertItem, Questionnaire } from '../../../spec/index.js';
import type { Finding } from '../finding.js';
import { properNames, type ProperNames } from './proper-names.js';
import { wordsOf } from './similarity.js';

/** Forms of an item may differ in length by this factor: a likelihood falls with every token. */
const RATIO = 1.5;
const MOST_RATIO = 2;

/** What is wrong with the words of one item: lead, statement, and both forms. */
export function checkWording(questionnaire: Questionnaire): readonly Finding[] {
  const names = properNames(textsOf(questionnaire));
  return questionnaire.items.flatMap((item, at) => {
    const place = `$.items[${at}]`;
    return [
      ...leadOf(item, place),
      ...statementOf(item, place),
      ...(['pro', 'con'] as const).flatMap((form) => formOf(item[form], `${place}.${form}`, names)),
      ...pairOf(item, place),
    ];
  });
}

function leadOf({ lead }: LikertItem, place: string): readonly Finding[] {
  const stray = [...lead.matchAll(/\{[^}]*\}/g)].map(([hole]) => hole).find((hole) => hole !== '{name}');
  if (stray === undefined) return [];
  return [error(`${place}.lead`, `has the hole ${stray}, which nothing fills`, 'leave {name} alone as a hole')];
}

function statementOf({ statement }: LikertItem, place: string): readonly Finding[] {
  if (!statement.trim().endsWith('?')) return [];
  return [error(`${place}.statement`, 'is a question', 'write a sentence that one can agree with or not')];
}

function formOf(text: string, place: string, names: ProperNames): readonly Finding[] {
  const [first = ''] = text.trim().split(/\s+/);
  const begins = `begins with "${first}"`;
  const capital = first !== first.toLowerCase();
  return [
    ...(capital && !names.mayBe(first)
      ? [error(place, begins, 'begin it in lower case, as it follows "I believe that"')]
      : []),
    ...(!capital && names.must(first) ? [error(place, begins, 'give the proper name its capital')] : []),
    ...(text.trim().endsWith('.') ? [] : [error(place, 'does not end with a full stop', 'put a full stop at its end')]),
  ];
}

function pairOf({ pro, con }: LikertItem, place: string): readonly Finding[] {
  const [affirmed, denied] = [wordsOf(pro), wordsOf(con)];
  if (affirmed.join(' ') === denied.join(' ')) {
    return [error(`${place}.con`, 'says the same as pro', 'write the statement denied')];
  }
  const ratio = Math.max(pro.length, con.length) / Math.min(pro.length, con.length);
  const long = `is ${ratio.toFixed(1)} times as long or short as pro`;
  const length: readonly Finding[] =
    ratio <= RATIO
      ? []
      : [
          {
            severity: ratio > MOST_RATIO ? 'error' : 'warning',
            place: `${place}.con`,
            what: long,
            remedy: `write both forms about equally long, within a factor of ${RATIO}`,
          },
        ];
  if (withoutNegation(affirmed) !== withoutNegation(denied)) return length;
  const remedy = 'deny it in other words: a small model hardly hears a "not"';
  return [...length, { severity: 'warning', place: `${place}.con`, what: 'is pro with a negation alone', remedy }];
}

const NEGATIONS = /^(not|no|never|do|does|did|.+n[’']t|cannot)$/;

function withoutNegation(words: readonly string[]): string {
  return words
    .filter((word) => !NEGATIONS.test(word))
    .map((word) => word.replace(/s$/, ''))
    .join(' ');
}

/** All texts, forms without their first words: how those are to begin is what is in question. */
function textsOf({ context, description, axes, items }: Questionnaire): readonly string[] {
  const poles = axes.flatMap((axis) => [axis.low, axis.high, ...('levels' in axis ? axis.levels : [])]);
  const forms = items.flatMap(({ pro, con }) => [pro, con]);
  return [
    context,
    description,
    ...poles.map((pole) => pole.description),
    ...items.flatMap(({ lead, statement }) => [lead, statement]),
    ...forms.map((form) => form.trim().replace(/^\S+/, '')),
  ];
}

function error(place: string, what: string, remedy: string): Finding {
  return { severity: 'error', place, what, remedy };
}
