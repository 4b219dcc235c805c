import { z } from 'zod';
import {
  Embeddings,
  Scores,
  Writing,
  type ChooseRequest,
  type LanguageModel,
  type ModelFailure,
  type Prompt,
  type Result,
} from '../spec/index.js';
import { demandChoice, demandFailure, demandShape } from './_internals/demand-reply.js';
import { demand, demandJson, isText } from './_internals/demand.js';
import type { ConformanceCheck } from './mind-kit.js';

/** What the conformance kit of language models is given. */
export interface LanguageModelKitOptions {
  /** Opens a model; every check opens its own and closes it. */
  create(): LanguageModel | Promise<LanguageModel>;
  /** At least two prompts that the model can choose after. Default: one to be completed, one as a chat. */
  readonly prompts?: readonly Prompt[];
  /** At least two options, as they would stand in the reply. Default: ` Q` and ` M`. */
  readonly options?: readonly string[];
  /** How far two exact answers to one request may lie apart. Default 0: they are the same number. */
  readonly tolerance?: number;
  /** Samples that are counted where a model must be sampled. Default 5. */
  readonly samples?: number;
}

const PROMPTS: readonly Prompt[] = [
  { form: 'completion', pieces: ['Everybody chose a letter.\n', 'Ann chose Q.\n', 'Bob chose M.\n', 'You chose'] },
  { form: 'chat', system: 'You choose letters.', pieces: ['Choose Q or M. Reply with the letter alone.'] },
];

/**
 * What every language model must do, whatever stands behind it: give whole distributions and whole texts or say why not,
 * in values and not in exceptions, and leave out what it cannot do. For any test runner.
 *
 * A model that answers over a network is asked about thirty times.
 *
 * @example for (const { name, check } of languageModelChecks({ create })) it(`should ${name}`, check);
 */
export function languageModelChecks(options: LanguageModelKitOptions): readonly ConformanceCheck[] {
  const { create, prompts = PROMPTS, options: offered = [' Q', ' M'], tolerance = 0, samples = 5 } = options;
  if (prompts.length < 2) throw new Error('the conformance kit of language models needs at least two prompts');
  const requests = prompts.map((prompt): ChooseRequest => ({ prompt, options: offered, samples }));
  const kit: Kit = {
    requests,
    first: requests[0] as ChooseRequest,
    tolerance,
    async with(use) {
      const model = await create();
      try {
        await use(model);
      } finally {
        await model.close();
      }
    },
  };
  return [...presenting(kit), ...choosing(kit), ...repeating(kit), ...otherVerbs(kit), ...stopping(kit)];
}

interface Kit {
  readonly requests: readonly ChooseRequest[];
  readonly first: ChooseRequest;
  readonly tolerance: number;
  with(use: (model: LanguageModel) => Promise<void>): Promise<void>;
}

function presenting(kit: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'have a name and a fingerprint to be recorded under',
      check: () =>
        kit.with(async ({ name, fingerprint }) => {
          demand(isText(name), `the model is called "${String(name)}"`);
          demand(isText(fingerprint), `its fingerprint is "${String(fingerprint)}"`);
        }),
    },
    {
      name: 'have the same fingerprint when it is opened again',
      check: () =>
        kit.with((one) =>
          kit.with(async (other) => {
            const [before, after] = [one.fingerprint, other.fingerprint];
            demand(before === after, `opened twice, its fingerprints were ${before} and ${after}`);
          }),
        ),
    },
    {
      name: 'describe itself in what JSON can hold',
      check: () => kit.with(async ({ description }) => demandJson(description, 'its description')),
    },
  ];
}

function choosing(kit: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'give one probability an option, with a sum of 1 and a mass between 0 and 1',
      check: () =>
        kit.with(async (model) => {
          for (const request of kit.requests) demandChoice(await model.choose(request), request, model);
        }),
    },
    {
      name: 'choose among options that begin alike, or say why not',
      check: () =>
        kit.with(async (model) => {
          const request = { ...kit.first, options: [' north', ' north-east', ' northern lights'] };
          const reply = await model.choose(request);
          if (reply.ok) demandChoice(reply, request, model);
          else demandFailure(reply.failure);
        }),
    },
    {
      name: 'keep to the temperature: 1 where it is exact, that of the request where it is sampled',
      check: () =>
        kit.with(async (model) => {
          const request = { ...kit.first, temperature: 0.5 };
          const { kind, temperature } = demandChoice(await model.choose(request), request, model);
          const cannot = kind === 'sampled' && model.description['temperature'] === 'not applied';
          const expected = cannot ? temperature : kind === 'exact' ? 1 : 0.5;
          demand(temperature === expected, `it applied temperature ${temperature}, and not ${expected}`);
        }),
    },
  ];
}

function repeating({ requests, first, tolerance, with: using }: Kit): readonly ConformanceCheck[] {
  /** Probabilities to be compared: those of an exact choice. Samples may differ each time. */
  const ask = async (model: LanguageModel, request: ChooseRequest): Promise<readonly number[]> => {
    const { kind, probabilities } = demandChoice(await model.choose(request), request, model);
    return kind === 'exact' ? probabilities : [];
  };
  const askAll = async (model: LanguageModel): Promise<(readonly number[])[]> => {
    const all: (readonly number[])[] = [];
    for (const request of requests) all.push(await ask(model, request));
    return all;
  };
  return [
    {
      name: 'answer the same when the same is asked again, whatever was asked between',
      check: () =>
        using(async (model) => {
          const before = await askAll(model);
          for (const [index, request] of [...requests.entries()].toReversed()) {
            demandSame([before[index], await ask(model, request)], 'asked a second time', tolerance);
          }
        }),
    },
    {
      name: 'answer each of several questions asked at once as if it were the only one',
      check: () =>
        using(async (model) => {
          const alone = await askAll(model);
          const together = await Promise.all([...requests, ...requests].map((request) => ask(model, request)));
          for (const [index, probabilities] of together.entries()) {
            demandSame([alone[index % requests.length], probabilities], 'asked all at once', tolerance);
          }
        }),
    },
    {
      name: 'answer the same after the options change places',
      check: () =>
        using(async (model) => {
          const turned = await ask(model, { ...first, options: first.options.toReversed() });
          // A sum depends on its order by as little as this.
          const within = Math.max(tolerance, 1e-12);
          demandSame([await ask(model, first), turned.toReversed()], 'with the options in the other order', within);
        }),
    },
  ];
}

function demandSame(
  [before = [], after = []]: readonly (readonly number[] | undefined)[],
  when: string,
  tolerance: number,
): void {
  const far = Math.max(0, ...before.map((probability, index) => Math.abs(probability - (after[index] ?? NaN))));
  demand(far <= tolerance, `${when}, it answered ${after.join(', ')}, and ${before.join(', ')} before`);
}

function otherVerbs(kit: Kit): readonly ConformanceCheck[] {
  const { prompt } = kit.first;
  return [
    {
      name: 'give the likelihood of whole texts, or say that it has none',
      check: () =>
        kit.with(async (model) => {
          const continuations = [' Q.', ' the letter M, since Bob did.'];
          const reply = await model.score({ prompt, continuations });
          if (!model.capabilities.score) return demandNotAvailable(reply, 'score');
          const { logLikelihoods, tokens } = demandShape(reply, Scores, 'a score');
          demand(logLikelihoods.length === 2 && tokens.length === 2, 'it does not give one score a continuation');
          const wrong = logLikelihoods.find((log) => !(log <= 0 && Number.isFinite(log)));
          demand(wrong === undefined, `${wrong} is not the logarithm of a probability`);
        }),
    },
    {
      name: 'write a text, or say that it writes none',
      check: () =>
        kit.with(async (model) => {
          const reply = await model.write({ prompt, maxTokens: 8, temperature: 1 }, { seed: 1 });
          if (!model.capabilities.write) return demandNotAvailable(reply, 'write');
          const { text } = demandShape(reply, Writing, 'a text');
          demand(text.trim() !== '', 'its text says nothing, and is no failure');
        }),
    },
    {
      name: 'give each of some texts an embedding of length 1, the same each time, or have none',
      check: () =>
        kit.with(async (model) => {
          if (!model.capabilities.embed)
            return demand(model.embed === undefined, 'it has a verb that it says it has not');
          const texts = ['The sea is calm.', 'Taxes should be lower.', 'The sea is calm.'];
          const reply = await demandVerb(model.embed?.bind(model))(texts);
          const { vectors } = demandShape(reply, Embeddings, 'embeddings');
          demand(vectors.length === 3, `it gave ${vectors.length} embeddings for 3 texts`);
          for (const length of vectors.map((vector) => Math.hypot(...vector)))
            demand(Math.abs(length - 1) < 1e-6, `an embedding has the length ${length}, and not 1`);
          const [sea, taxes, again] = vectors.map((vector) => JSON.stringify(vector));
          demand(sea === again, 'it gave one text two embeddings');
          demand(sea !== taxes, 'it gave two texts one embedding');
        }),
    },
    {
      name: 'write a value of the schema asked for, or say that it could not',
      check: () =>
        kit.with(async (model) => {
          if (!model.capabilities.write) return;
          const schema = z.object({ letter: z.enum(['Q', 'M']) });
          const reply = await model.write({ prompt, schema, maxTokens: 60, temperature: 1 }, { seed: 1 });
          if (!reply.ok) return demandFailure(reply.failure);
          const { value } = demandShape(reply, Writing, 'a value');
          demand(schema.safeParse(value).success, `what it wrote is not of the schema: ${JSON.stringify(value)}`);
        }),
    },
  ];
}

function stopping(kit: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'say that it was interrupted when it is asked with a signal that is aborted already',
      check: () =>
        kit.with(async (model) => {
          const reply = await model.choose(kit.first, { signal: AbortSignal.abort() });
          demand(!reply.ok, 'it answered all the same');
          if (!reply.ok) demand(reply.failure.kind === 'aborted', `it said "${reply.failure.kind}"`);
        }),
    },
    {
      name: 'answer or say that it was interrupted when it is stopped on the way, and answer the next',
      check: () =>
        kit.with(async (model) => {
          const stop = new AbortController();
          const asked = kit.requests.map((request) => model.choose(request, { signal: stop.signal }));
          stop.abort();
          for (const reply of await Promise.all(asked)) {
            if (!reply.ok) demand(reply.failure.kind === 'aborted', `it said "${reply.failure.kind}"`);
          }
          demandChoice(await model.choose(kit.first), kit.first, model);
        }),
    },
    {
      name: 'be closed twice without harm, and throw nothing when it is asked afterwards',
      check: () =>
        kit.with(async (model) => {
          await model.close();
          await model.close();
          const reply = await model.choose(kit.first);
          if (!reply.ok) demandFailure(reply.failure);
        }),
    },
  ];
}

function demandVerb<Verb>(verb: Verb | undefined): Verb {
  if (verb === undefined) throw new Error('it has not a verb that it says it has');
  return verb;
}

function demandNotAvailable(reply: Result<unknown, ModelFailure>, verb: string): void {
  const said = reply.ok ? 'an answer' : reply.failure.kind;
  demand(said === 'not-available', `its capabilities do not have "${verb}", but it gave ${said}`);
}
