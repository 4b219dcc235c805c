import { bringsModels, optionsOfProtocol } from '../study/index.js';
import { conductStudy } from './conduct-study.js';
import { endpointSettingsIn } from './_internals/endpoint-settings-in.js';
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
  const every = await context.scenarios();
  const protocol = await protocolOf(file, every);
  if (options.print === true) {
    if (options.json === true) return printJson(context.terminal, { status: 'done', data: protocol });
    return context.terminal.result(JSON.stringify(protocol, null, 2));
  }
  const entry = entryOf(protocol.scenario, every);
  const { model: named, policy, mind, fallback, ...written } = await optionsOfProtocol(protocol, { entry, file });
  const decides = options.model === undefined ? { model: named, policy, mind, fallback } : { model: options.model };
  const limits = {
    maxCalls: options.maxCalls ?? written.maxCalls,
    maxTokens: options.maxTokens ?? written.maxTokens,
    maxUsd: options.maxUsd ?? written.maxUsd,
  };
  const asksBeside = Object.values(written.conditions).some(bringsModels);
  refuseIdleOptions({ ...options, ...(decides as Deciding), ...limits }, { asksBeside });
  const asked = {
    ...written,
    ...decides,
    ...limits,
    runs: options.runs ?? written.runs ?? entry.runs.standard,
    seed: options.seed ?? protocol.seed,
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
