import { BELIEF } from '../../../agent/index.js';
import { contentHash, type Task } from '../../../foundation/storage/index.js';
import {
  failed,
  type LanguageModel,
  type LikertItem,
  type ModelFailure,
  type Persona,
  type Result,
} from '../../../spec/index.js';
import { itemClaims } from '../item-situation.js';
import type { TextPerson } from '../pole-personas.js';
import { dependsOnTheHour, Suspended } from './depends-on-the-hour.js';
import { keyedJob, type Asked } from './keyed-job.js';

/** A person, and the items whose forms are weighed after that person's text. */
export interface Believer {
  readonly persona: Persona;
  readonly items: readonly LikertItem[];
  /** Whether statements are weighed against their negations too. */
  readonly negations: boolean;
}

/** What somebody makes of an item. */
export interface Belief {
  /** `log P(pro) - log P(con)`, each divided by its number of tokens, in nats a token. */
  readonly ratio: number;
  /** `log P(pro) - log P(not pro)` of whole texts, in nats; `null` where negations were not weighed. */
  readonly overNegation: number | null;
}

/** A belief an item, in their order, or why there is none. */
export type Beliefs = { readonly beliefs: readonly Belief[] } | { readonly missing: string };

/** What stands before a statement to deny it whole. */
const NEGATION = 'it is not true that';

interface Weighing extends Task, Believer {}

/**
 * Weighs the pro form of each item against its con form, and where asked against its negation, after each person's text and "I believe
 * that": one call a person.
 */
export async function beliefScores(
  believers: readonly Believer[],
  how: Asked & {
    readonly model: LanguageModel;
    readonly person: TextPerson;
    readonly purpose: string;
    onPerson?(progress: { readonly done: number; readonly total: number; readonly from: 'log' | 'work' }): void;
  },
): Promise<Result<readonly Beliefs[], ModelFailure>> {
  const { model, person, onPerson } = how;
  if (!model.capabilities.score) {
    const message = `${model.name} gives no likelihood of a text, so nobody's relative stance can be told`;
    return failed({ kind: 'not-available', message, retryable: false });
  }
  const weighings = believers.map((believer): Weighing => {
    const { persona, items, negations } = believer;
    const about = { text: persona.text, person, items: items.map(itemClaims), negations, model: model.fingerprint };
    return { key: `${persona.name}/stance/${contentHash(about).slice(0, 16)}`, ...believer };
  });
  let done = 0;
  const reply = await keyedJob<Beliefs, Weighing>(weighings, how, {
    work: (weighing) => weigh(weighing, how),
    onDone: (_, from) => onPerson?.({ done: (done += 1), total: weighings.length, from }),
  });
  if (!reply.ok) return reply;
  return { ok: true, value: weighings.map(({ key }) => reply.value.get(key) as Beliefs) };
}

async function weigh(
  { persona, items, negations }: Weighing,
  how: Asked & { readonly model: LanguageModel; readonly person: TextPerson; readonly purpose: string },
): Promise<Beliefs> {
  const { model, person, purpose, signal } = how;
  if (items.length === 0) return { beliefs: [] };
  const lead = person === 'first' ? BELIEF : `${persona.name} believes that`;
  const claims = items.map((item): readonly string[] => {
    const [con, pro] = itemClaims(item);
    return negations ? [con, pro, `${NEGATION} ${pro}`] : [con, pro];
  });
  const continuations = claims.flat().map((claim) => ` ${claim.trim()}`);
  const prompt = { form: 'completion', pieces: [`${persona.text.trim()}\n`, lead] } as const;
  const reply = await model.score({ prompt, continuations }, { purpose, agent: persona.name, signal });
  if (!reply.ok) {
    if (dependsOnTheHour(reply.failure.kind)) throw new Suspended(reply.failure);
    return { missing: reply.failure.message };
  }
  const { logLikelihoods, tokens } = reply.value;
  const log = (at: number): number => logLikelihoods[at] as number;
  const perToken = (at: number): number => log(at) / (tokens[at] as number);
  const beliefs = items.map((_, item): Belief => {
    const con = item * (negations ? 3 : 2);
    const pro = con + 1;
    return { ratio: perToken(pro) - perToken(con), overNegation: negations ? log(pro) - log(pro + 1) : null };
  });
  return { beliefs };
}
