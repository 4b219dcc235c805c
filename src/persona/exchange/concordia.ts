import { z } from 'zod';
import { basename } from 'node:path';
import type { Persona, Population } from '../../spec/index.js';
import { fileMistake } from '../_internals/file-mistake.js';
import { gatherPeople } from './_internals/gather-people.js';

/**
 * A persona as Concordia's `generate_personas.py` writes it (google-deepmind/concordia, `contrib/persona_generators`,
 * 2026). Fields that it does not name are kept.
 */
export const ConcordiaPersona = z.object({
  name: z.string().min(1),
  characteristics: z.looseObject({
    name: z.string().optional(),
    /** A place on each axis, in whatever words the writer chose, or a number. */
    axis_position: z.record(z.string(), z.json()).optional(),
    description: z.string().optional(),
    initial_context: z.string().optional(),
  }),
  memories: z.array(z.string()).default([]),
  shared_memories: z.array(z.string()).default([]),
});
export type ConcordiaPersona = z.infer<typeof ConcordiaPersona>;

/** Where in a persona's provenance stands what Concordia's file held. */
const KEPT = 'concordia';

/**
 * People from Concordia's file. A persona's text is the description, then its memories, then those that are shared, a
 * paragraph each; numbers from 0 to 1 among the positions become positions; all that there was is kept in `provenance`.
 *
 * @throws MesocosmError (usage) naming the entry and the field that is missing or wrong.
 */
export function fromConcordia(path: string, json: unknown): Population {
  const parsed = z.array(ConcordiaPersona).safeParse(json);
  if (!parsed.success) throw concordiaMistake(path, json, parsed.error.issues);
  const contexts = new Set(parsed.data.map(({ characteristics }) => characteristics.initial_context ?? ''));
  const [context = ''] = contexts;
  const found = parsed.data.map((one, at) => ({ where: `${path}, entry ${at + 1}`, value: personOf(one) }));
  const silent = found.findIndex(({ value }) => value.text === '');
  if (silent >= 0) {
    const [issue] = z.object({ description: z.string() }).safeParse({}).error?.issues ?? [];
    const at = [silent, 'characteristics', 'description'];
    throw concordiaMistake(path, json, issue === undefined ? [] : [{ ...issue, path: at }]);
  }
  const name = basename(path).replace(/(\.concordia)?\.json$/i, '') || 'population';
  const shared = contexts.size === 1 && context !== '' ? { context } : {};
  return gatherPeople(path, { formatVersion: 1, name, ...shared }, found);
}

function personOf(persona: ConcordiaPersona): Persona {
  const { name, characteristics, memories, shared_memories: shared } = persona;
  const { description = '', axis_position: places = {} } = characteristics;
  const paragraphs = [description, ...memories, ...shared].map((text) => text.trim()).filter((text) => text !== '');
  const position = Object.entries(places).flatMap(([axis, place]): [string, number][] =>
    typeof place === 'number' && place >= 0 && place <= 1 ? [[axis, place]] : [],
  );
  // What was read from JSON is JSON.
  const kept = { characteristics, memories, shared_memories: shared } as z.core.util.JSONType;
  return {
    name,
    text: [...new Set(paragraphs)].join('\n\n'),
    ...(position.length === 0 ? {} : { position: Object.fromEntries(position) }),
    provenance: { [KEPT]: kept },
  };
}

/**
 * People as Concordia reads them. Who came from there is given back as it was; of anybody else the text is description
 * and only memory, so that an agent that is made from memories alone is the same person.
 */
export function toConcordia({ personas, context = '' }: Population): readonly ConcordiaPersona[] {
  return personas.map((persona) => {
    const { name, text, position, provenance } = persona;
    const kept = ConcordiaPersona.safeParse({ name, ...(provenance?.[KEPT] as object | undefined) });
    if (kept.success && personOf(kept.data).text === text) return kept.data;
    return {
      name,
      characteristics: { name, axis_position: position ?? {}, description: text, initial_context: context },
      memories: [text],
      shared_memories: [],
    };
  });
}

function concordiaMistake(path: string, json: unknown, issues: Parameters<typeof fileMistake>[0]['issues']): Error {
  return fileMistake({ where: path, json, issues, section: 'Concordia personas' });
}
