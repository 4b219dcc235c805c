import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { lockFolder, makeFolder } from '../foundation/storage/index.js';
import {
  budgetWithin,
  createMeter,
  openAnswers,
  openPrices,
  spendingOf,
  withRecord,
  type CallRecord,
} from '../model/index.js';
import {
  forecastCheck,
  qualificationPath,
  qualify,
  writeQualification,
  type Qualification,
  type QualifyProgress,
} from '../qualification/index.js';
import { duration } from '../report/index.js';
import { ownVersion } from '../run/versions.js';
import type { LanguageModel, ModelFailure } from '../spec/index.js';
import { commandLine } from './_internals/command-line.js';
import { refuseIdleAddress } from './_internals/idle-options.js';
import { modelCost, type ModelCost } from './_internals/model-cost.js';
import { limitsOf, openBare, priceOf, settingsIn } from './_internals/open-bare.js';
import { printJson } from './_internals/print-json.js';
import { withLargerLimit } from './_internals/with-larger-limit.js';
import { checkScreen } from './check-screen.js';
import type { Context } from './context.js';

/** Options of `model check`, as commander collects them. */
export interface CheckOptions {
  readonly baseUrl?: string;
  /** File with settings of the endpoint. */
  readonly modelOptions?: string;
  readonly quick?: boolean;
  readonly out?: string;
  /** Model calls, tokens and US dollars of this sitting. */
  readonly maxCalls?: number;
  readonly maxTokens?: number;
  readonly maxUsd?: number;
  readonly prices?: string;
  readonly contextSize?: number;
  /** Calls to an endpoint at once. */
  readonly concurrency?: number;
  readonly json?: boolean;
}

/** Checks the model of that name, keeps what was found for the studies that use it, and prints it. */
export async function checkModelCommand(
  name: string | undefined,
  options: CheckOptions,
  context: Context,
): Promise<void> {
  const { terminal } = context;
  refuseIdleAddress(name, options.baseUrl, options.modelOptions);
  const opening: CallRecord[] = [];
  const model = await openBare(
    { ...options, model: name },
    {
      settings: await settingsIn(options),
      prices: await openPrices(options.prices),
      context,
      onCall: (call) => opening.push(call),
    },
  );
  try {
    const { qualification, path, cost } = await checkModel(model, options, { ...context, opening });
    const data = { ...qualification, file: path, cost };
    if (options.json === true) return printJson(terminal, { status: 'done', data });
    terminal.result(checkScreen(qualification, { width: terminal.width, file: path, cost }));
  } finally {
    terminal.clear();
    await model.close();
  }
}

/** What a check is handed beside its options. */
type Handed = Pick<Context, 'terminal' | 'signal' | 'program' | 'argv' | 'goOnWith'> & {
  readonly clock?: Clock;
  /** What was asked in this sitting to open the model. */
  readonly opening?: readonly CallRecord[];
};

/** What a check found, where it is kept, and what its last sitting took. */
interface Checked {
  readonly qualification: Qualification;
  readonly path: string;
  readonly cost: ModelCost;
}

/**
 * Checks an open model. Its answers are recorded while it is checked, so that a check that was cut off goes on where it
 * was; a check that came to its end leaves only its file.
 *
 * @throws MesocosmError (interrupted), (budget) or (unreachable) when it was cut off.
 */
export async function checkModel(
  model: LanguageModel,
  options: Pick<CheckOptions, 'quick' | 'out' | 'maxCalls' | 'maxTokens' | 'maxUsd' | 'prices' | 'concurrency'>,
  context: Handed,
): Promise<Checked> {
  const { terminal, signal, clock = systemClock, opening = [] } = context;
  const { quick = false, out, concurrency } = options;
  const price = priceOf(model, await openPrices(options.prices), options);
  const meter = createMeter(opening);
  const path = qualificationPath(model.fingerprint);
  const folder = path.replace(/\.json$/, '.unfinished');
  await makeFolder(folder);
  const lock = await lockFolder(folder, clock);
  const answers = await openAnswers(join(folder, 'answers.jsonl'));
  if (answers.size() > 0) terminal.tell(`Going on: ${answers.size()} answers are recorded already.`);
  let qualification: Qualification;
  try {
    terminal.tell(`Checking ${model.name}: what can it do, before it is believed?`);
    terminal.tell(`Needs about ${forecastCheck(model, { quick })} model calls; what was answered once is kept.`);
    const reply = await qualify({
      model,
      meter,
      budget: budgetWithin(limitsOf(options), { price, before: spendingOf(opening) }),
      concurrency,
      onRetry: ({ failure, waitMs }) =>
        terminal.warn(`retry: ${failure.status ?? failure.message}, next in ${Math.ceil(waitMs / 1000)} s`),
      recorded: (inner) => withRecord(inner, { answers }),
      quick,
      version: ownVersion(),
      clock,
      signal,
      onProgress: (progress) => terminal.live(told(progress)),
    });
    terminal.clear();
    if (!reply.ok) throw cutOff(reply.failure, { ...context, asked: meter.calls > spendingOf(opening).calls });
    qualification = reply.value;
    await writeQualification(path, qualification);
    if (out !== undefined) await writeQualification(out, qualification);
  } finally {
    answers.close();
    lock.release();
  }
  await rm(folder, { recursive: true, force: true });
  terminal.tell(`Checked in ${duration(qualification.seconds)}.`);
  return { qualification, path: out ?? path, cost: modelCost(meter, price) };
}

const STAGES: { readonly [stage in QualifyProgress['stage']]: string } = {
  form: 'looking for its form',
  choices: 'asking',
  likelihoods: 'weighing statements',
  replies: 'reading replies',
  again: 'asking again',
};

function told({ stage, done, total }: QualifyProgress): string {
  return `${STAGES[stage]}: ${done} of ${total}`;
}

/** What stopped a check. Where a limit left no room for a single question, the same command would stop there again. */
function cutOff(
  { kind, message }: ModelFailure,
  { program, argv, goOnWith, asked }: Pick<Context, 'program' | 'argv' | 'goOnWith'> & { readonly asked: boolean },
): Error {
  const isTooLittle = kind === 'over-budget' && !asked;
  goOnWith(commandLine(program, isTooLittle ? withLargerLimit(argv, message) : argv));
  const ends = { aborted: 'interrupted', 'over-budget': 'budget' } as const;
  return userError({
    kind: kind === 'aborted' || kind === 'over-budget' ? ends[kind] : 'unreachable',
    what: `the check of the model stopped: ${message}`,
    remedy: isTooLittle
      ? 'it allows no question beside those that open the model: allow more'
      : 'what is answered is kept; the same command goes on',
  });
}
