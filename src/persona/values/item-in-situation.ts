import { contentHash } from '../../foundation/storage/index.js';
import type { LikertItem, Questionnaire, Situation, Text } from '../../spec/index.js';
import { agreementScale } from '../answering/agreement-scale.js';
import { shortened } from '../answering/item-situation.js';

/**
 * An item as somebody meets it in the middle of a scenario: the rules that hold there and the context of the questionnaire are
 * the framing, what is seen and remembered there are the statements, and the item with its lead is the cue; its options are
 * the points of the scale, named forwards and backwards. It has the kind `item:<id>`, as
 * {@link itemSituation an item without surroundings} has, so that minds that answer the one answer the other.
 *
 * The scenario's own options are words in it, as they are written: they are not what is chosen from here. Where statements
 * have no order, they stand in the order of the scenario. Two items are the same decision problem only where every word is
 * the same.
 *
 * @param around What the scenario would ask now.
 */
export function itemInSituation(
  { context }: Pick<Questionnaire, 'context'>,
  item: LikertItem,
  around: Pick<Situation, 'options' | 'names' | 'framing' | 'statements'>,
): Situation {
  const framing = [...around.framing.map((text) => inWords(text, around)), [shortened(context)]];
  const statements = around.statements.map((text) => inWords(text, around));
  const asked: Text = [`The statement: "${item.statement}"\n`, ...aboutOneself(item.lead)];
  return {
    kind: `item:${item.id}`,
    options: agreementScale(item.points),
    scale: true,
    state: [`${item.id} ${contentHash({ framing, statements, asked } as never).slice(0, 16)}`],
    framing,
    statements,
    unordered: false,
    names: [],
    cue: {
      completion: [...asked, ' Would it be: ', { list: 'or' }, '?\n', { person: ['I', 'You', '{name}'] }, ' would'],
      chat: [...asked, ' Answer with one of these and nothing else: ', { list: 'or' }, '.'],
    },
  };
}

/** A text in which options and names of its situation are words. */
function inWords(text: Text, { options, names }: Pick<Situation, 'options' | 'names'>): Text {
  return text.map((part) => {
    if (typeof part === 'string' || 'person' in part) return part;
    if ('option' in part) return options[part.option] ?? '?';
    if ('name' in part) return names[part.name] ?? '?';
    return options.length < 2 ? options.join('') : `${options.slice(0, -1).join(', ')} ${part.list} ${options.at(-1)}`;
  });
}

/** A lead that asks about somebody by name, asked of the one who answers. */
function aboutOneself(lead: string): Text {
  return lead
    .split('{name}')
    .flatMap((part, at) => [
      ...(at === 0 ? [] : [{ person: ['I', 'you', '{name}'] as const }]),
      ...(part === '' ? [] : [part]),
    ]);
}
