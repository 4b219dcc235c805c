import { z } from 'zod';
import { chancesFrom } from '../../foundation/random/index.js';
import { runJob, type AppendLog } from '../../foundation/storage/index.js';
import {
  failed,
  success,
  type Json,
  type ModelFailure,
  type Persona,
  type PersonaBrief,
  type PersonaGenerator,
  type Result,
} from '../../spec/index.js';
import { replyLog } from './_internals/reply-log.js';
import { NOTHING_SPENT, plus } from './_internals/spending.js';
import { askWriter, isContent, type ReplyRecord, type WriterAccount } from './ask-writer.js';
import type { MissingPerson, PersonToWrite, WritingOptions, WrittenPersons } from './writing-options.js';

/** What stops the job and is no error. */
class Suspension extends Error {
  constructor(readonly failure: ModelFailure) {
    super(failure.message);
  }
}

interface Task {
  readonly key: string;
  readonly index: number;
  readonly person: PersonToWrite;
}

/** How a text came to be, beside it. */
interface WrittenText {
  readonly outcome: Result<string, ModelFailure>;
  readonly account?: WriterAccount;
}

/**
 * Writes people at once and each alone: nobody's text depends on anybody else's, nor on who failed. A refusal or a reply
 * that will not do makes that person missing after bounded attempts, never replaced and never somebody else's trouble.
 *
 * Every reply is in the log before it is used. Replies depend on seed, generator, person, round and prompt, so a second
 * sitting asks only for what is not there; a text is what follows from its replies.
 *
 * @param round 0 when somebody is first written; another number draws other replies for the same aim.
 */
export async function writePersons(
  people: readonly PersonToWrite[],
  round: number,
  options: WritingOptions,
): Promise<WrittenPersons> {
  const { log, signal, concurrency = 4, onPerson } = options;
  const record = log === undefined ? undefined : replyLog(log);
  const personas: (Persona | undefined)[] = people.map(() => undefined);
  const missing: MissingPerson[] = [];
  let spent = NOTHING_SPENT;
  let done = 0;

  const work = async ({ index, person }: Task): Promise<null> => {
    const { outcome, account } = await writeText(person, round, { ...options, record });
    if (account !== undefined) spent = plus(spent, account.paid);
    if (!outcome.ok && !isContent(outcome.failure)) throw new Suspension(outcome.failure);
    const written = outcome.ok ? success(personaOf(person, outcome.value, { round, account, options })) : outcome;
    if (written.ok) personas[index] = written.value;
    else missing.push({ name: person.name, index, failure: written.failure });
    done += 1;
    onPerson?.({ name: person.name, index, outcome: written, done, of: people.length, spent });
    return null;
  };
  const tasks = people.map((person, index): Task => ({ key: person.name, index, person }));
  const finished = await runJob({ tasks, log: NOT_KEPT, concurrency, work, ...(signal && { signal }) }).then(
    (result) => result.finished || INTERRUPTED,
    (error: unknown) => {
      if (error instanceof Suspension) return error.failure;
      throw error;
    },
  );
  const written = personas.filter((persona) => persona !== undefined);
  if (finished !== true) return { status: 'suspended', failure: finished, done, spent };
  missing.sort((a, b) => a.index - b.index);
  return { status: 'finished', personas: written, missing, spent };
}

const INTERRUPTED: ModelFailure = { kind: 'aborted', message: 'the writing was interrupted', retryable: true };

/** Replies are kept, and texts follow from them: people need not be kept beside. */
const NOT_KEPT: AppendLog = {
  lines: [],
  torn: false,
  append: () => undefined,
  appendAll: () => undefined,
  sync: () => undefined,
  close: () => undefined,
};

async function writeText(
  person: PersonToWrite,
  round: number,
  options: WritingOptions & { readonly record: ReplyRecord | undefined },
): Promise<WrittenText> {
  const { generator, model, seed, attempts, form, signal, record } = options;
  const brief = briefOf(person, options);
  if (model === undefined)
    return {
      outcome: bearing(
        person.name,
        attempt(generator, () => generator.compose(brief)),
      ),
    };
  const writer = askWriter({
    model,
    stream: JSON.stringify(['writing', seed, generator.name, person.name, round]),
    person: person.name,
    ...(attempts === undefined ? {} : { attempts }),
    ...(form === undefined ? {} : { form }),
    ...(signal && { signal }),
    ...(record && { record }),
  });
  const reply = await generator.write(brief, writer.ask).catch((error: unknown) => failed(thrown(generator, error)));
  return { outcome: bearing(person.name, reply), account: writer.account() };
}

function briefOf({ name, position, aim = position, sketch }: PersonToWrite, options: WritingOptions): PersonaBrief {
  const { description, context, axes } = options.questionnaire;
  const chance = chancesFrom(options.seed)('person', name);
  return { name, description, context, axes, aim, chance, ...(sketch === undefined ? {} : { sketch }) };
}

/** A text must name who it is about: everything later goes by the name. */
function bearing(name: string, reply: Result<string, ModelFailure>): Result<string, ModelFailure> {
  if (!reply.ok || reply.value.includes(name)) return reply;
  const message = `the text does not name ${name}`;
  return failed({ kind: 'malformed', message, retryable: false, evidence: reply.value.slice(0, 200) });
}

function attempt(generator: PersonaGenerator, compose: () => string): Result<string, ModelFailure> {
  try {
    return success(compose());
  } catch (error) {
    return failed(thrown(generator, error));
  }
}

function thrown({ name }: PersonaGenerator, error: unknown): ModelFailure {
  const said = error instanceof Error ? error.message : String(error);
  return { kind: 'malformed', message: `the generator "${name}" threw an error: ${said}`, retryable: false };
}

function personaOf(
  { name, position, aim = position, sketch }: PersonToWrite,
  text: string,
  how: { readonly round: number; readonly account: WriterAccount | undefined; readonly options: WritingOptions },
): Persona {
  const { round, account, options } = how;
  const { generator, seed, model } = options;
  const made: { [key: string]: Json } =
    model === undefined || account === undefined
      ? { made: 'composed without a language model' }
      : {
          made: 'written by a language model',
          model: { name: model.name, fingerprint: model.fingerprint },
          prompts: [...account.prompts],
          ...account.took,
        };
  const provenance = {
    generator: generator.name,
    steers: generator.steers,
    seed,
    target: { ...position },
    aim: { ...aim },
    round,
    ...made,
    ...(sketch === undefined ? {} : { sketch }),
  };
  return { name, text, position: { ...position }, provenance: z.record(z.string(), z.json()).parse(provenance) };
}
