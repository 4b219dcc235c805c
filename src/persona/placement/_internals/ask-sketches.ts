import { z } from 'zod';
import { userError } from '../../../foundation/errors/index.js';
import { seed32 } from '../../../foundation/random/index.js';
import {
  failed,
  success,
  type LanguageModel,
  type ModelFailure,
  type PlacementRequest,
  type Result,
} from '../../../spec/index.js';
import { wordOverlap } from './similar-text.js';
import { sketchPrompt, type OpenPlace, type TakenPlace } from './sketch-prompt.js';

/** How often places that are still without a sketch are asked for. */
const ATTEMPTS = 4;
/** Lines that share so many of their words are the same person twice. */
const DUPLICATE = 0.8;
/** As many of those already there are shown, the latest, so that the prompt stays within small contexts. */
const SHOWN = 40;

const Sketches = z.object({ people: z.array(z.object({ place: z.number().int(), sketch: z.string().trim().min(1) })) });

/**
 * The model that a placement was given.
 *
 * @throws MesocosmError (usage) where there is none, or one that does not write.
 */
export function modelOf({ model }: PlacementRequest, placement: string): LanguageModel {
  if (model?.capabilities.write === true) return model;
  throw userError({
    kind: 'usage',
    what:
      model === undefined
        ? `the placement "${placement}" needs a language model, and there is none`
        : `the placement "${placement}" needs a model that writes, and ${model.name} does not`,
    remedy: 'name a model, or take a placement that asks none, such as "sobol"',
  });
}

/**
 * A sketch for every place, in their order. What a reply lacks, or says twice, is asked for again up to three times; what a
 * reply says of positions is not read.
 */
export async function askSketches({
  request,
  model,
  places,
  taken,
}: {
  readonly request: PlacementRequest;
  readonly model: LanguageModel;
  readonly places: readonly OpenPlace[];
  readonly taken: readonly TakenPlace[];
}): Promise<Result<readonly string[], ModelFailure>> {
  const { context, axes, seed, signal } = request;
  const sketches = new Map<number, string>();
  const first = places[0]?.number ?? 0;
  let complaints: readonly string[] = [];
  let evidence: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const open = places.filter(({ number }) => !sketches.has(number));
    const here = places.flatMap(({ number, position }) => {
      const sketch = sketches.get(number);
      return sketch === undefined ? [] : [{ position, sketch }];
    });
    const prompt = sketchPrompt({ context, axes, open, taken: [...taken, ...here].slice(-SHOWN), complaints, model });
    const written = await model.write(
      { prompt, schema: Sketches, maxTokens: 200 + 100 * open.length, temperature: 1 },
      {
        ...(signal === undefined ? {} : { signal }),
        seed: seed32(seed, 'placement', 'sketch', first, attempt),
        stream: `placement/${seed}/${first}/${attempt}`,
        purpose: 'placement',
      },
    );
    if (!written.ok && written.failure.kind !== 'malformed') return written;
    evidence = written.ok ? written.value.text : (written.failure.evidence ?? written.failure.message);
    const said = written.ok ? Sketches.parse(written.value.value).people : [];
    complaints = take({ said, open, sketches, known: taken.map(({ sketch }) => sketch) });
    if (sketches.size === places.length) return success(places.map(({ number }) => sketches.get(number) as string));
  }
  return failed({
    kind: 'malformed',
    message: `the model sketched ${sketches.size} of ${places.length} people in ${ATTEMPTS} attempts; the last complaint: ${complaints[0] ?? 'none'}`,
    retryable: false,
    ...(evidence === undefined ? {} : { evidence: evidence.slice(0, 500) }),
  });
}

/** Keeps what will do, and says what will not. */
function take({
  said,
  open,
  sketches,
  known,
}: {
  readonly said: readonly { readonly place: number; readonly sketch: string }[];
  readonly open: readonly OpenPlace[];
  readonly sketches: Map<number, string>;
  readonly known: readonly string[];
}): string[] {
  return open.flatMap(({ number }) => {
    const sketch = said.find(({ place }) => place === number)?.sketch;
    if (sketch === undefined) return [`- nobody was given for place ${number}`];
    const twin = [...known, ...sketches.values()].find((other) => wordOverlap(other, sketch) >= DUPLICATE);
    if (twin !== undefined) return [`- the person for place ${number} is the same as: ${twin}`];
    sketches.set(number, sketch);
    return [];
  });
}
