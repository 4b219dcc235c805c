import { scriptedModel } from '../../src/model/index.js';
import type { LanguageModel, ScoreRequest } from '../../src/spec/index.js';

/** How a made-up model finds texts likely, about the made-up questionnaires of `questionnaires.ts`. */
export interface BelieverScript {
  /** Nats that somebody's pole adds to a statement on its side, and takes from one on the other. Default 1. */
  readonly conviction?: number;
  /** Whether it tells a statement from its negation. Default true. */
  readonly negation?: boolean;
  /** Nats that differ from text to text for no reason. Default .1. */
  readonly noise?: number;
  /** Nats a token. */
  readonly perToken?: number;
  /** Anything else that a continuation is worth under a person. */
  more?(person: string, continuation: string): number;
}

/** A model that gives likelihoods: a token a word, statements on the side of the person's text are likelier. */
export function believingModel(script: BelieverScript = {}): LanguageModel {
  const { conviction = 1, negation = true, noise = 0.1, perToken = 0, more = () => 0 } = script;
  const worth = (person: string, continuation: string): number => {
    const negated = continuation.includes('it is not true that');
    const side = sideOf(person) * claimOf(continuation) * (negated && negation ? -1 : 1);
    const words = wordsIn(continuation);
    return words * (conviction * side + perToken + noise * wobble(person + continuation) + more(person, continuation));
  };
  const model = scriptedModel({ name: 'believer', score: (request) => scoresOf(request, worth) });
  return {
    ...model,
    async score(request, context) {
      const reply = await model.score(request, context);
      return reply.ok ? { ...reply, value: { ...reply.value, tokens: request.continuations.map(wordsIn) } } : reply;
    },
  };
}

function scoresOf({ prompt, continuations }: ScoreRequest, worth: (a: string, b: string) => number): readonly number[] {
  const person = prompt.pieces[0] ?? '';
  return continuations.map((continuation) => worth(person, continuation));
}

/** 1 for the high pole, -1 for the low one, 0 for anybody else; or what the text says of itself. */
function sideOf(person: string): number {
  const own = /stands at (-?\d+(?:\.\d+)?)/.exec(person)?.[1];
  if (own !== undefined) return Number(own);
  if (/full |all the /.test(person)) return 1;
  return /no trust|no thrift/.test(person) ? -1 : 0;
}

function claimOf(continuation: string): number {
  return continuation.includes('more ') ? 1 : -1;
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/).length;
}

/** Between -1 and 1, the same for the same text. */
function wobble(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return (hash / 1_000_003) * 2 - 1;
}
