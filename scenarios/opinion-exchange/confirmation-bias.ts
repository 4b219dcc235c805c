import type { Situation, Text } from 'mesocosm';

/** Whether people are told that they have a confirmation bias, and how strong it is. */
export const STRENGTHS = ['none', 'weak', 'strong'] as const;
export type Strength = (typeof STRENGTHS)[number];

type InPerson = readonly [first: string, second: string, third: string];

const SENTENCES: { readonly [strength in Exclude<Strength, 'none'>]: InPerson } = {
  weak: [
    'I find it easier to believe what fits my beliefs, and harder to believe what goes against them.',
    'You find it easier to believe what fits your beliefs, and harder to believe what goes against them.',
    '{name} finds it easier to believe what fits own beliefs, and harder to believe what goes against them.',
  ],
  strong: [
    'I believe only what fits my beliefs, and reject everything that goes against them.',
    'You believe only what fits your beliefs, and reject everything that goes against them.',
    '{name} believes only what fits own beliefs, and rejects everything that goes against them.',
  ],
};

/** The sentence that people are told, none where they have no bias. */
export function biasSentence(strength: Strength): readonly Text[] {
  return strength === 'none' ? [] : [[{ person: SENTENCES[strength] }]];
}

/** The strength of the bias that somebody in a situation was told of. */
export function biasIn({ framing }: Situation): Strength {
  const told = framing.flatMap((line) =>
    line.map((part) => (typeof part === 'object' && 'person' in part ? part.person[0] : '')),
  );
  const found = STRENGTHS.find((strength) => strength !== 'none' && told.includes(SENTENCES[strength][0]));
  return found ?? 'none';
}

/** How far a message may be away to be listened to by somebody who goes by a rule; a choice of this scenario. */
export const CONFIDENCE: { readonly [strength in Strength]: number } = { none: 4, weak: 2, strong: 1 };
