import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { readJsonFile } from '../../foundation/storage/index.js';

/** Counts of the next choice by state; a state is the remembered pairs, oldest first, own letter before partner's. */
const Table = z.record(z.string(), z.array(z.number().nonnegative()).min(2));

/**
 * A file of measured choice tables. `tables` of a model are named; `baseline` is used unless another is asked for.
 * A state is written as pairs of option names, own before partner's, separated by spaces: `QM QQ`; `""` is an empty
 * memory. Counts are in the order of `protocol.options`.
 */
export const PolicyFile = z.object({
  source: z.string(),
  protocol: z.object({
    options: z.array(z.string().min(1)).min(2),
    memory: z.number().int().nonnegative(),
    agents: z.number().int().positive().optional(),
    temperature: z.number().nonnegative(),
    payoff: z.object({ same: z.number(), different: z.number() }),
  }),
  models: z.record(z.string(), z.record(z.string(), Table)),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

/** Checks a policy file that was read as JSON. */
export function parsePolicyFile(json: unknown, where = 'policy file'): PolicyFile {
  const parsed = PolicyFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw userError({
    kind: 'usage',
    what: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'another shape was expected'}`,
    where,
    expected: 'source, protocol and models, as docs/formats.md describes',
    remedy: 'correct that value',
  });
}

/** Reads a policy file. @throws MesocosmError (usage) naming the file and the place. */
export async function loadPolicyFile(path: string): Promise<PolicyFile> {
  return readJsonFile(path, PolicyFile);
}

/**
 * Which model's table is meant: the one named, or the only one there is. A name may add the table after a colon, for
 * example `llama-3-70b:all`.
 *
 * @throws MesocosmError (usage) listing the models there are.
 */
export function selectPolicy(file: PolicyFile, name?: string): { readonly model: string; readonly table: string } {
  const models = Object.keys(file.models);
  const [wanted, table] = (name ?? (models.length === 1 ? models[0] : undefined))?.split(':') ?? [];
  if (wanted === undefined || !models.includes(wanted)) {
    throw userError({
      kind: 'usage',
      what: wanted === undefined ? 'the policy file holds several models' : `the policy file has no model "${wanted}"`,
      available: models,
      ...(wanted === undefined ? {} : { given: wanted }),
      remedy: 'name one after a #, for example --policy FILE#MODEL',
    });
  }
  const tables = Object.keys(file.models[wanted] ?? {});
  const chosen = table ?? (tables.includes('baseline') ? 'baseline' : tables[0]);
  if (chosen === undefined || !tables.includes(chosen)) {
    throw userError({ kind: 'usage', what: `"${wanted}" has no table "${chosen}"`, available: tables, given: chosen });
  }
  return { model: wanted, table: chosen };
}
