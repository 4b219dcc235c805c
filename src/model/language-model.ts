import { userError } from '../foundation/errors/index.js';
import type { LanguageModel, ModelOpening } from '../spec/index.js';
import {
  cacheFolder,
  DEFAULT_WEIGHTS,
  ensureWeights,
  registeredWeights,
  weightsAt,
  type WeightsProgress,
} from './weights/index.js';

/** How a model is opened by its name; {@link countOpening} makes an `around` for it. */
export interface LanguageModelOptions extends ModelOpening {
  /** Processes of an embedded model; default the cores, at most 2. */
  readonly processes?: number;
  /** Tokens that a prompt of an embedded model and its answer may have; default 2,048. */
  readonly contextSize?: number;
  /** Weights that must be fetched, as they come. */
  onProgress?(progress: WeightsProgress): void;
}

/** The model that the environment variable MESOCOSM_MODEL names; an empty one names none. */
export function modelOfEnvironment(): string | undefined {
  return process.env['MESOCOSM_MODEL'] || undefined;
}

const ENDPOINT = /^openai:(.+)$/s;

/**
 * Refuses a name by which {@link languageModel} could open nothing, without opening or asking anything. Whether a file is
 * there, and whether an endpoint answers, shows when it is opened.
 *
 * @throws MesocosmError (usage) when it is no path of a `.gguf` file, no `openai:NAME` and no name of the registry.
 */
export async function assertModelName(name: string): Promise<void> {
  if (ENDPOINT.test(name) || name.endsWith('.gguf')) return;
  const known = (await registeredWeights()).map((weights) => weights.name);
  if (known.includes(name)) return;
  throw userError({
    kind: 'usage',
    what: `"${name}" is no model`,
    expected: 'a path that ends in .gguf, openai:NAME, or the name of known weights',
    available: known,
    given: name,
  });
}

/**
 * Opens a language model by name: nothing for the embedded default, the path of a `.gguf` file, a name of the registry,
 * or `openai:NAME` for an endpoint. The environment variable MESOCOSM_MODEL stands in for a name that is not given.
 *
 * The caller closes it.
 *
 * @throws MesocosmError (usage) when the name is none of these; (unreachable) when weights or endpoint cannot be had.
 */
export async function languageModel(spec?: string, options: LanguageModelOptions = {}): Promise<LanguageModel> {
  const name = spec ?? modelOfEnvironment() ?? DEFAULT_WEIGHTS;
  await assertModelName(name);
  const [, atEndpoint] = ENDPOINT.exec(name) ?? [];
  if (atEndpoint !== undefined) {
    const { openaiModel } = await import('./langchain/index.js');
    return openaiModel({ ...options, model: atEndpoint });
  }
  const weights = name.endsWith('.gguf')
    ? await weightsAt(name, cacheFolder())
    : await ensureWeights({ ...options, name });
  const { llamaModel } = await import('./llama/index.js');
  const { path, sha256, licence, source, from, elicitation } = weights;
  return llamaModel({
    path,
    sha256,
    ...(weights.name === '' ? {} : { name: weights.name }),
    ...(options.processes === undefined ? {} : { processes: options.processes }),
    ...(options.contextSize === undefined ? {} : { contextSize: options.contextSize }),
    description: { licence, source, from, ...(elicitation === null ? {} : { elicitation }) },
  });
}
