import type { ValidityFinding } from '../../spec/index.js';
import type { PromptText } from './evidence.js';

/** Words in a prompt that say what should come out, or that this is an experiment. */
export interface SteeringPhrase {
  /** `outcome`: it asks for a collective outcome or a disposition. `experiment`: it says that this is a study. */
  readonly kind: 'outcome' | 'experiment';
  /** Matched in any case, at the beginnings and ends of words, over one space or several. */
  readonly phrase: string;
}

const outcome = [
  'reach a consensus',
  'reach consensus',
  'reach an agreement',
  'come to an agreement',
  'try to agree',
  'you should agree',
  'agree with the majority',
  'follow the majority',
  'go along with the others',
  'conform to',
  'be open to changing your mind',
  'you should cooperate',
  'be cooperative',
  'be selfish',
  'you should be fair',
  'be altruistic',
  'do not change your opinion',
  "don't change your opinion",
  'you should change your opinion',
  'convince the others',
  'persuade the others',
  'become more extreme',
  'form an echo chamber',
  'punish those who',
  'spread the rumour',
  'spread the rumor',
];

const experiment = [
  'in this experiment',
  'in this study',
  'this is an experiment',
  'this is a simulation',
  'you are a participant in',
  'participant in a study',
  'the researchers',
  'research study',
  'social experiment',
  "prisoner's dilemma",
  'naming game',
  'ultimatum game',
  'dictator game',
  'public goods game',
  'trust game',
  'asch experiment',
  'hidden profile',
];

/** The phrases that are looked for. A list for a first look: a prompt can steer in other words. */
export const STEERING_PHRASES: readonly SteeringPhrase[] = [
  ...outcome.map((phrase) => ({ kind: 'outcome' as const, phrase })),
  ...experiment.map((phrase) => ({ kind: 'experiment' as const, phrase })),
];

/** A phrase that was found, and where. */
export interface SteeringHit extends SteeringPhrase {
  /** Line of `prompts.jsonl`, from 1, and the first character of the phrase in its text, from 0. */
  readonly line: number;
  readonly at: number;
  /** What stands around it. */
  readonly excerpt: string;
}

const AROUND = 30;

/**
 * Looks for phrases that steer in prompts: the first place of each phrase, in the order of prompts.
 *
 * @param phrases Default {@link STEERING_PHRASES}.
 */
export function steeringPhrases(
  prompts: readonly PromptText[],
  phrases: readonly SteeringPhrase[] = STEERING_PHRASES,
): readonly SteeringHit[] {
  // Most prompts have none: one look at each for all phrases.
  const any = patternOf(phrases.map(({ phrase }) => phrase));
  const suspects = phrases.length === 0 ? [] : prompts.filter(({ text }) => any.test(text));
  const hits = phrases.flatMap((one): readonly SteeringHit[] => {
    const pattern = patternOf([one.phrase]);
    for (const { line, text } of suspects) {
      const found = pattern.exec(text);
      if (found !== null) return [{ ...one, line, at: found.index, excerpt: around(text, found) }];
    }
    return [];
  });
  return hits.toSorted((a, b) => a.line - b.line || a.at - b.at);
}

/** Whether prompts ask for an outcome (minimal control), and whether they say that this is a study (unawareness). */
export function checkSteering(prompts: readonly PromptText[]): readonly ValidityFinding[] {
  const hits = steeringPhrases(prompts);
  return [
    finding(prompts, {
      check: 'steering-phrases',
      principle: 'minimal-control',
      hits: hits.filter(({ kind }) => kind === 'outcome'),
      what: 'ask for an outcome',
      remedy: 'say what agents see and may do, and leave out what should come of it; then run the study again',
    }),
    finding(prompts, {
      check: 'named-experiment',
      principle: 'unawareness',
      hits: hits.filter(({ kind }) => kind === 'experiment'),
      what: 'say that this is a study, or which',
      remedy: 'describe the situation as it would be met in life, under another name',
    }),
  ];
}

function finding(
  prompts: readonly PromptText[],
  about: Pick<ValidityFinding, 'check' | 'principle'> & {
    readonly hits: readonly SteeringHit[];
    readonly what: string;
    readonly remedy: string;
  },
): ValidityFinding {
  const { check, principle, hits, what, remedy } = about;
  if (prompts.length === 0) {
    const evidence = 'No model was asked in words.';
    return { check, principle, verdict: 'not-applicable', evidence, remedy: null };
  }
  if (hits.length === 0) {
    const evidence = `None of the listed phrases stands in ${prompts.length} prompts.`;
    return { check, principle, verdict: 'passed', evidence, remedy: null };
  }
  const places = hits.map(
    ({ phrase, line, at, excerpt }) => `"${phrase}" (prompt ${line}, character ${at}: …${excerpt}…)`,
  );
  return { check, principle, verdict: 'failed', evidence: `Prompts ${what}: ${places.join('; ')}.`, remedy };
}

function patternOf(phrases: readonly string[]): RegExp {
  const loose = phrases.map((phrase) => {
    const words = phrase.split(' ').map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`[\u0027\u2019]?`));
    return words.join(String.raw`\s+`);
  });
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${loose.join('|')})(?![\p{L}\p{N}])`, 'iu');
}

function around(text: string, found: RegExpExecArray): string {
  const end = found.index + found[0].length + AROUND;
  return text
    .slice(Math.max(0, found.index - AROUND), end)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
