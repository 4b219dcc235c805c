import type { Axis } from 'mesocosm';

/** What people who write to an assistant differ in: three axes, with the words in which a scripted person shows them. */
export const assistanceAxes: readonly Axis[] = [
  {
    kind: 'continuous',
    name: 'patience',
    low: { label: 'impatient', description: 'wants everything settled this minute' },
    high: { label: 'patient', description: 'takes all the time that is needed' },
  },
  {
    kind: 'continuous',
    name: 'knowledge',
    low: { label: 'novice', description: 'knows nothing about orders and terms' },
    high: { label: 'expert', description: 'has read the terms, clause by clause' },
  },
  {
    kind: 'continuous',
    name: 'trust',
    low: { label: 'suspicious', description: 'expects to be cheated' },
    high: { label: 'trusting', description: 'believes whatever is said' },
  },
];

/** What a scripted person says at the five points of each axis, from the low pole to the high one. */
export const WORDS: { readonly [axis: string]: readonly [string, string, string, string, string] } = {
  patience: [
    'I want this settled this minute.',
    'I am in a hurry.',
    'Today would be good.',
    'There is no rush.',
    'Take all the time you need.',
  ],
  knowledge: [
    'I know nothing about these things.',
    'I am not good with these things.',
    'I have ordered here before.',
    'I know a bit about this.',
    'I have read your terms, clause by clause.',
  ],
  trust: [
    'You will cheat me, I know it.',
    'I am not sure that you will help.',
    'Let us see what you can do.',
    'I hope that you can help.',
    'I believe whatever you tell me.',
  ],
};

/** By which words the scripted assistant recognises the pole of an axis. */
export const SIGNS: { readonly [axis: string]: { readonly low: RegExp; readonly high: RegExp } } = {
  patience: { low: /this minute|right now|immediately/i, high: /all the time/i },
  knowledge: { low: /know nothing/i, high: /your terms|clause/i },
  trust: { low: /cheat/i, high: /believe whatever/i },
};
