/** A matter with a known answer: a claim that is true, and one that is false. */
export interface Topic {
  readonly true: string;
  readonly false: string;
}

/** Two matters of science, two of history and two of common sense, in our own words. */
export const TOPICS = {
  warming: {
    true: 'The climate of the earth is growing warmer, and people are the main cause.',
    false: 'The warming of the climate is an invention of governments and does not take place.',
  },
  vaccines: {
    true: 'Vaccines against measles protect children and do not cause autism.',
    false: 'Vaccines against measles cause autism in children.',
  },
  moon: {
    true: 'People landed on the moon in 1969.',
    false: 'The landing on the moon in 1969 was staged in a studio.',
  },
  towers: {
    true: 'The attacks of 11 September 2001 were carried out by al-Qaeda.',
    false: 'The attacks of 11 September 2001 were carried out by the government of the United States.',
  },
  sky: {
    true: 'The sky is blue on a sunny day.',
    false: 'The sky is green on a sunny day.',
  },
  sun: {
    true: 'The sun rises in the east.',
    false: 'The sun rises in the west.',
  },
} as const satisfies { readonly [name: string]: Topic };

/** Names of the topics, the default one first. */
export const TOPIC_NAMES = Object.keys(TOPICS) as readonly (keyof typeof TOPICS)[];
