import { userError } from '../foundation/errors/index.js';
import { bringsModels, optionsOfProtocol, type StudyOptions } from '../study/index.js';
import { conductStudy } from './conduct-study.js';
import { endpointSettingsIn } from './_internals/endpoint-settings-in.js';
import { historiesIn } from './_internals/histories-in.js';
import { printJson } from './_internals/print-json.js';
import { refuseIdleOptions, type Deciding } from './_internals/idle-options.js';
import { whyOf } from './_internals/why-of.js';
import type { Context } from './context.js';
import { protocolOf } from './protocol-of.js';
import { entryOf } from './run-study-command.js';
import { tellForecast } from './study-forecast.js';
import { writePreregistration } from './write-preregistration.js';

/** Options of `study`, as commander collects them. */
interface StudyCommandOptions extends Pick<
  Deciding,
  'model' | 'baseUrl' | 'modelOptions' | 'maxCalls' | 'maxTokens' | 'maxUsd' | 'prices' | 'concurrency'
> {
  readonly forecast?: boolean;
  readonly print?: boolean;
  /** File that the frozen design is told in, in place of running it. */
  readonly preregister?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly histories?: string;
  readonly historyLength?: number;
  readonly cache: boolean;
  readonly maxFailures?: number;
  readonly folder: string;
  readonly extend?: boolean;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly resume?: string;
}

/** Runs the study that a file describes, or one that ships; what the command line says goes before what the file says. */
export async function studyOfFile(file: string, options: StudyCommandOptions, context: Context): Promise<void> {
  refuseTwoWays(options);
  const every = await context.scenarios();
  const protocol = await protocolOf(file, every);
  if (options.print === true) {
    if (options.json === true) return printJson(context.terminal, { status: 'done', data: protocol });
    return context.terminal.result(JSON.stringify(protocol, null, 2));
  }
  const entry = entryOf(protocol.scenario, every);
  const { model: named, policy, mind, fallback, ...written } = await optionsOfProtocol(protocol, { entry, file });
  refuseOneBeside(options, { minds: written.minds, file });
  const decides = options.model === undefined ? { model: named, policy, mind, fallback } : { model: options.model };
  const limits = {
    maxCalls: options.maxCalls ?? written.maxCalls,
    maxTokens: options.maxTokens ?? written.maxTokens,
    maxUsd: options.maxUsd ?? written.maxUsd,
  };
  const asksBeside = Object.values(written.conditions).some(bringsModels);
  refuseIdle({ ...options, ...(decides as Deciding), ...limits }, { asksBeside, minds: written.minds });
  const asked = {
    ...written,
    ...decides,
    ...limits,
    runs: options.runs ?? written.runs ?? entry.runs.standard,
    seed: options.seed ?? protocol.seed,
    histories: historiesIn(options) ?? written.histories,
    maxFailures: options.maxFailures ?? written.maxFailures,
    folder: options.folder,
    fresh: options.fresh,
    extend: options.extend,
    resume: options.resume,
    prices: options.prices,
    cache: options.cache,
    concurrency: options.concurrency,
    languageModel: { ...(await endpointSettingsIn(options.modelOptions)), baseUrl: options.baseUrl },
    why: named !== undefined && options.model === undefined ? 'the protocol names it' : whyOf(decides as Deciding),
  };
  const how = { context, json: options.json === true };
  if (options.forecast === true) return tellForecast(asked, how);
  if (options.preregister !== undefined) return writePreregistration(asked, options.preregister, how);
  await conductStudy(asked, how);
}

/** Each of these does something in place of running the study. @throws MesocosmError (usage) when two are given. */
function refuseTwoWays({ print, forecast, preregister }: StudyCommandOptions): void {
  const ways = { '--print': print, '--forecast': forecast, '--preregister': preregister };
  const [one, other] = Object.entries(ways).flatMap(([option, given]) => (given === undefined ? [] : [option]));
  if (one === undefined || other === undefined) return;
  const what = `${one} and ${other} do not go together: each does something else in place of running the study`;
  throw userError({ kind: 'usage', what, remedy: 'give one of them, and then the other' });
}

/** @throws MesocosmError (usage) when one model is to decide where the file says which do. */
function refuseOneBeside(
  { model }: Pick<StudyCommandOptions, 'model'>,
  { minds, file }: { readonly minds: StudyOptions['minds']; readonly file: string },
): void {
  if (model === undefined || minds === undefined) return;
  const what = '--model says what decides in all of the study, and the protocol says what decides in each condition';
  throw userError({ kind: 'usage', what, where: file, remedy: 'leave --model away, or change the protocol' });
}

/** Where several decide, what is said of models has an effect as soon as one of them is a model. */
function refuseIdle(
  given: Deciding,
  { asksBeside, minds }: { readonly asksBeside: boolean; readonly minds: StudyOptions['minds'] },
): void {
  if (minds === undefined) return refuseIdleOptions(given, { asksBeside });
  const models = Object.values(minds).flatMap(({ model }) => (model === undefined ? [] : [String(model)]));
  const first = models.find((model) => model.startsWith('openai:')) ?? models[0];
  refuseIdleOptions({ ...given, ...(first === undefined ? { policy: 'tables' } : { model: first }) }, { asksBeside });
}
