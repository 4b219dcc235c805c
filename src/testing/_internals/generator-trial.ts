import { chancesFrom } from '../../foundation/random/index.js';
import { scriptedModel, type Script } from '../../model/index.js';
import { personNames, writePopulation, type WrittenPopulation } from '../../persona/index.js';
import type {
  ModelFailure,
  PersonaBrief,
  PersonaGenerator,
  Position,
  Questionnaire,
  Result,
  WritingTask,
} from '../../spec/index.js';

/** A reply to a prompt for somebody. */
export type ReplyTo = (prompt: string, name: string) => string;

/** A generator on trial. */
export interface GeneratorTrial {
  readonly generator: PersonaGenerator;
  readonly questionnaire: Questionnaire;
  /** A reply that will do. */
  readonly reply: ReplyTo;
  /** Names of the people who are written, by their place. */
  nameAt(index: number): string;
  /** The same position on every axis. */
  everywhere(at: number): Position;
  /** A brief as if nobody had drawn from it. */
  brief(aim: Position, name?: string): PersonaBrief;
  /** What the generator asks for somebody who stands there, and the text that it makes of replies that will do. */
  ask(at: number): Promise<Asked>;
  /** Six people, from one end of every axis to the other, by a model that answers like this. */
  write(answer: Answer, concurrency?: number): Promise<WrittenPopulation>;
}

/** What was asked, and what came of it. */
export interface Asked {
  readonly tasks: readonly WritingTask[];
  /** All prompts together. */
  readonly prompts: string;
  readonly result: Result<string, ModelFailure>;
}

/** How a model answers a prompt that is asked for the n-th time, from 0. */
export type Answer = (prompt: string, name: string, time: number) => string | ModelFailure;

const PEOPLE = 6;

/** Sets a generator up for its trial. */
export function createTrial(
  generator: PersonaGenerator,
  { questionnaire, reply }: { readonly questionnaire: Questionnaire; readonly reply: ReplyTo },
): GeneratorTrial {
  const nameAt = personNames('conformance');
  const everywhere = (at: number): Position => Object.fromEntries(questionnaire.axes.map(({ name }) => [name, at]));
  const brief = (aim: Position, name = nameAt(0)): PersonaBrief => {
    const { description, context, axes } = questionnaire;
    return { name, description, context, axes, aim, chance: chancesFrom('conformance')(name) };
  };
  return {
    generator,
    questionnaire,
    reply,
    nameAt,
    everywhere,
    brief,
    async ask(at) {
      const tasks: WritingTask[] = [];
      const result = await generator.write(brief(everywhere(at)), async (task) => {
        tasks.push(task);
        return { ok: true, value: reply(promptOf(task), nameAt(0)) };
      });
      return { tasks, prompts: tasks.map(promptOf).join('\n'), result };
    },
    write(answer, concurrency = 3) {
      const plan = Array.from({ length: PEOPLE }, (_, at) => ({ position: everywhere(at / (PEOPLE - 1)) }));
      const model = scriptedModel({ name: 'on-trial', write: counted(answer) });
      return writePopulation({ generator, questionnaire, plan, model, concurrency, form: 'chat', seed: 'conformance' });
    },
  };
}

/** A paragraph that says little and offends no check. */
export function obliging(_prompt: string, name: string): string {
  return (
    `My name is ${name}, and people know me for what I do more than for what I say. ` +
    'If somebody asks me early in the morning, I answer slowly; late in the day I am quicker and sometimes sharper than I would like. ' +
    'I have lived here long enough to remember who kept a promise. ' +
    `${name} is what my grandmother called the stubborn one of the house. ` +
    'If it rains I walk all the same, and when others wait for a sign I have usually begun. ' +
    'I weigh a matter once, then I stay with it.'
  );
}

function counted(answer: Answer): NonNullable<Script['write']> {
  const times = new Map<string, number>();
  return ({ prompt }, { agent = '' }) => {
    const text = `${prompt.system ?? ''}\n${prompt.pieces.join('')}`.trim();
    const key = `${agent}\n${text}`;
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    return answer(text, agent, time);
  };
}

function promptOf({ system = '', text }: WritingTask): string {
  return `${system}\n${text}`.trim();
}
