import type { LikertItem, Questionnaire, Situation, Text } from '../../spec/index.js';
import { agreementScale } from './agreement-scale.js';

/** Words of context that are kept: a tiny model loses the persona behind more. */
const MOST_WORDS = 200;

/**
 * An item as a situation of the kind `item:<id>`: the context (whole sentences, 200 words at most) and the statement are
 * the framing, the lead with the person's name is the cue, the points of {@link agreementScale} are the options. Nothing
 * was seen and nothing is remembered, so every item is met with an empty memory.
 *
 * The scale is named in its order, forwards and backwards. There are no claims: with them a mind could answer by
 * likelihood, and a relative stance would stand where a point of the scale is asked for.
 *
 * @param name Of the person that is asked about. Default `Somebody`.
 */
export function itemSituation(
  questionnaire: Pick<Questionnaire, 'context'>,
  item: LikertItem,
  name = 'Somebody',
): Situation {
  const lead = withName(item.lead);
  return {
    kind: `item:${item.id}`,
    options: agreementScale(item.points),
    scale: true,
    state: [`${item.id} for `, { name: 0 }],
    framing: [[shortened(questionnaire.context)], [`The statement: "${item.statement}"`]],
    statements: [],
    unordered: false,
    names: [name],
    cue: {
      completion: [...lead, ' Would it be: ', { list: 'or' }, '?\n', { name: 0 }, ' would'],
      chat: [...lead, ' Answer with one of these and nothing else: ', { list: 'or' }, '.'],
    },
  };
}

/** What follows "I believe that" for somebody who holds an item's statement to be wrong, and to be right. */
export function itemClaims({ con, pro }: Pick<LikertItem, 'con' | 'pro'>): readonly [con: string, pro: string] {
  return [con, pro];
}

function withName(lead: string): Text {
  return lead
    .split('{name}')
    .flatMap((part, at) => [...(at === 0 ? [] : [{ name: 0 }]), ...(part === '' ? [] : [part])]);
}

/** The first sentences of a context, as many as fit into 200 words; the first one whatever its length. */
export function shortened(context: string): string {
  const sentences = context.trim().match(/[^.!?]+(?:[.!?]+["')\]]*\s*|$)/g) ?? [context];
  let words = 0;
  const kept = sentences.filter((sentence, at) => {
    words += sentence.trim().split(/\s+/).length;
    return at === 0 || words <= MOST_WORDS;
  });
  return kept.join('').trim();
}
