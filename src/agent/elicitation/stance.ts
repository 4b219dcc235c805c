import { quantise } from '../../foundation/random/index.js';
import {
  failed,
  success,
  type Judgement,
  type LanguageModel,
  type ModelFailure,
  type Persona,
  type Result,
  type Situation,
  type Text,
} from '../../spec/index.js';
import type { AskContext, Asking } from './ask.js';
import { inPerson } from './render-prompt.js';
import { atTemperature, normalised } from './temperature.js';

/** Somebody of whom nothing is said, to compare a persona with. */
export const NEUTRAL_PERSONA: Persona = { name: 'Somebody', text: 'I am a person.' };

/** What stands between a persona and a statement. */
export const BELIEF = 'I believe that';

/** How statements are weighed. */
export interface StanceOptions {
  readonly model: LanguageModel;
  /** Its text is best written in the first person (`My name is Ann. …`). */
  readonly persona: Persona;
  /** Default {@link NEUTRAL_PERSONA}. */
  readonly neutral?: Persona;
  /** Statements as they would follow the lead, for example `the well should be open to all.` At least two. */
  readonly statements: readonly string[];
  /** Default {@link BELIEF}. */
  readonly lead?: string;
  readonly signal?: AbortSignal;
  readonly purpose?: string;
  readonly run?: string;
  readonly agent?: string;
}

/** How likely a persona makes each statement, in nats (natural logarithm). */
export interface Stance {
  /** log P(statement | persona), in the order of the statements. */
  readonly given: readonly number[];
  /** log P(statement | persona) - log P(statement | neutral): point-wise mutual information. */
  readonly against: readonly number[];
}

/**
 * Weighs statements by their likelihood: whole texts, after the persona and after a neutral one. It is how a small model
 * can show where a persona stands that it cannot say when it is asked.
 *
 * Differences of `given` compare statements under one persona; they hang on how long and how common the statements are.
 * `against` takes that away: what is left is what the persona adds. Words that persona and statement share raise it too,
 * whatever they mean, so compare with statements that share none.
 *
 * @returns a failure `not-available` where the model gives no likelihoods.
 */
export async function stanceByLikelihood(options: StanceOptions): Promise<Result<Stance, ModelFailure>> {
  const { model, persona, neutral = NEUTRAL_PERSONA, statements, lead = BELIEF, ...rest } = options;
  if (!model.capabilities.score) {
    const message = `${model.name} gives no likelihood of a text, so stance cannot be told by it`;
    return failed({ kind: 'not-available', message, retryable: false });
  }
  const { signal, purpose = 'decision', run, agent } = rest;
  const call = {
    purpose,
    ...(signal === undefined ? {} : { signal }),
    ...(run === undefined ? {} : { run }),
    ...(agent === undefined ? {} : { agent }),
  };
  const continuations = statements.map((statement) => ` ${statement.trim()}`);
  const [under, apart] = await Promise.all(
    [persona, neutral].map(({ text }) =>
      model.score({ prompt: { form: 'completion', pieces: [`${text.trim()}\n`, lead] }, continuations }, call),
    ),
  );
  if (under === undefined || !under.ok) return under as Result<Stance, ModelFailure>;
  if (apart === undefined || !apart.ok) return apart as Result<Stance, ModelFailure>;
  const given = under.value.logLikelihoods;
  return success({ given, against: given.map((log, at) => log - (apart.value.logLikelihoods[at] ?? 0)) });
}

/**
 * A judgement by the likelihood of a situation's claims: each claim's gain over a neutral persona, in nats, taken as a
 * logit. What an agent sees and remembers stands between persona and claim.
 */
export async function stanceJudgement(
  { model, elicitation, temperature }: Asking,
  situation: Situation,
  context: AskContext,
): Promise<Judgement> {
  const { persona = NEUTRAL_PERSONA, signal, agent, stream: run, purpose } = context;
  const words = (text: Text): string =>
    text
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('option' in part) return situation.options[part.option] ?? '?';
        if ('name' in part) return situation.names[part.name] ?? '?';
        return 'list' in part ? situation.options.join(', ') : inPerson(part.person, { elicitation, persona });
      })
      .join('');
  const seen = situation.statements.map((statement) => `${words(statement)}\n`).join('');
  const statements = (situation.claims ?? []).map(words);
  const asked = 'likelihood of claims';
  const lead = `${seen}${BELIEF}`;
  const reply = await stanceByLikelihood({ model, persona, statements, lead, signal, agent, run, purpose });
  context.onAnswer?.();
  if (!reply.ok) {
    const { kind, message } = reply.failure;
    return { kind: kind === 'not-available' ? 'malformed' : kind, message, evidence: { asked } };
  }
  const gains = reply.value.against;
  const largest = Math.max(...gains);
  const raw = normalised(gains.map((gain) => Math.exp(gain - largest)));
  return { kind: 'distribution', probabilities: quantise(atTemperature(raw, temperature)), evidence: { asked } };
}
