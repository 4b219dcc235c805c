import { z } from 'zod';
import type { AppendLog } from '../../foundation/storage/index.js';
import {
  AnswerMode,
  success,
  type AnswerTable,
  type ModelFailure,
  type Population,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import {
  administer,
  answerTable,
  modeAgreement,
  relativeStance,
  standingOf,
  type Answerer,
  type ChoiceAnswerer,
  type RelativeStance,
  type Standing,
} from '../answering/index.js';
import type { InstrumentCheck } from '../instrument/index.js';

/** How far another mode of asking orders people on an axis as the first does. */
export const AgreementRow = z.object({
  /** The other mode. */
  with: AnswerMode,
  axis: z.string(),
  correlation: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  n: z.number().int(),
});
export type AgreementRow = z.infer<typeof AgreementRow>;

/** Whom to ask in which other modes. */
export interface OtherModesOptions {
  readonly population: Pick<Population, 'personas'>;
  readonly questionnaire: Questionnaire;
  readonly others: readonly Answerer[];
  readonly seed: number | string;
  readonly log?: AppendLog;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Checks the instrument in a mode. */
  check(answerer: Answerer): Promise<Result<InstrumentCheck, ModelFailure>>;
  onProgress?(progress: {
    readonly stage: 'answers' | 'likelihoods';
    readonly done: number;
    readonly total: number;
  }): void;
}

/** What the other modes found. */
export interface OtherModes {
  readonly stance: RelativeStance | null;
  /** One for each, in their order. */
  readonly instruments: readonly InstrumentCheck[];
  readonly agreement: readonly AgreementRow[];
}

/** Checks the instrument in the other modes, asks the same people in them, and compares the order of people with the first. */
export async function otherModes(
  options: OtherModesOptions,
  table: AnswerTable,
): Promise<Result<OtherModes, ModelFailure>> {
  let stance: RelativeStance | null = null;
  const instruments: InstrumentCheck[] = [];
  const agreement: AgreementRow[] = [];
  for (const other of options.others) {
    const check = await options.check(other);
    if (!check.ok) return check;
    instruments.push(check.value);
    const asked = other.mode === 'likelihood' ? await weighed(options, other) : await chosen(options, other);
    if (!asked.ok) return asked;
    if (asked.value.mode === 'likelihood') stance = asked.value;
    const rows = modeAgreement(standingOf(table), asked.value, { seed: options.seed });
    agreement.push(...rows.map((row) => ({ with: other.mode, ...row })));
  }
  return success({ stance, instruments, agreement });
}

function weighed(
  { population, questionnaire, log, concurrency, signal, onProgress }: OtherModesOptions,
  { model }: Extract<Answerer, { readonly mode: 'likelihood' }>,
): ReturnType<typeof relativeStance> {
  return relativeStance({
    questionnaire,
    personas: population.personas,
    model,
    log,
    concurrency,
    signal,
    onPerson: ({ done, total }) => onProgress?.({ stage: 'likelihoods', done, total }),
  });
}

async function chosen(
  { population, questionnaire, seed, log, concurrency, signal, onProgress }: OtherModesOptions,
  answerer: ChoiceAnswerer,
): Promise<Result<Standing & { readonly mode: ChoiceAnswerer['mode'] }, ModelFailure>> {
  const { mode } = answerer;
  const reply = await administer({
    ...answerer,
    questionnaire,
    personas: population.personas,
    seed,
    log,
    concurrency,
    signal,
    onAnswer: ({ done, total }) => onProgress?.({ stage: 'answers', done, total }),
  });
  return reply.ok ? success({ ...standingOf(answerTable(reply.value)), mode }) : reply;
}
