import { z } from 'zod';
import { readJsonFile } from '../../foundation/storage/index.js';
import { Json } from '../../spec/index.js';
import { fileMistake } from '../_internals/file-mistake.js';

const Share = z.number().min(0).max(1);

/**
 * Target shares of a real population: of the bins of an axis, whose edges rise from 0 to 1 (a bin holds its lower edge,
 * the last one both), or of the values of an attribute in the personas' provenance.
 */
export const Marginal = z.union([
  z.object({ axis: z.string().min(1), edges: z.array(z.number().min(0).max(1)).min(3), shares: z.array(Share).min(2) }),
  z.object({ attribute: z.string().min(1), shares: z.record(z.string(), Share) }),
]);
export type Marginal = z.infer<typeof Marginal>;

/** A file of target shares. */
export const Marginals = z.object({
  formatVersion: z.literal(1),
  /** Where the shares come from. */
  source: z.string().optional(),
  marginals: z.array(Marginal).min(1),
});
export type Marginals = z.infer<typeof Marginals>;

/** @throws MesocosmError (usage) naming the file and the place of what is wrong in it. */
export async function loadMarginals(path: string): Promise<Marginals> {
  const json = await readJsonFile(path, Json);
  const parsed = Marginals.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fileMistake({ where: path, json, issues: parsed.error.issues, section: 'Marginals file', own: neither });
}

/** Whatever is wrong within a marginal, the union says no more than that it fits neither form. */
const neither: Parameters<typeof fileMistake>[0]['own'] = (issue) =>
  issue.code === 'invalid_union'
    ? {
        what: 'is no marginal',
        expected: 'an axis with edges and shares, or an attribute with shares, each from 0 to 1',
      }
    : undefined;
