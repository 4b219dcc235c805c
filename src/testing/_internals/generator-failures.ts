import type { WrittenPopulation } from '../../persona/index.js';
import type { ModelFailure, Persona } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { demand } from './demand.js';
import type { Answer, GeneratorTrial } from './generator-trial.js';

const REFUSAL = "I'm sorry, but I can't help with writing that.";
const AWAY: ModelFailure = { kind: 'unavailable', message: 'nobody is there', retryable: true };

type Finished = Extract<WrittenPopulation, { status: 'finished' }>;

/** What a generator must do when replies are not what they should be. One that asks no model has nothing to fear. */
export function failing(trial: GeneratorTrial): readonly ConformanceCheck[] {
  const good: Answer = (prompt, name) => trial.reply(prompt, name);
  const written = async (answer: Answer, concurrency?: number): Promise<Finished> => {
    const outcome = await trial.write(answer, concurrency);
    if (outcome.status === 'finished') return outcome;
    throw new Error(`the writing was suspended: ${outcome.failure.message}`);
  };
  const whole = async (): Promise<Finished> => {
    const outcome = await written(good);
    const [first] = outcome.missing;
    demand(first === undefined, `${first?.name} is missing although replies would do: ${first?.failure.message}`);
    return outcome;
  };
  const whereAsked = (check: () => Promise<void>) => async (): Promise<void> => {
    if ((await trial.ask(0.5)).tasks.length > 0) await check();
  };
  /** Nobody may be written from such replies. */
  const nobody = async (answer: Answer, from: string): Promise<void> => {
    const { population, missing } = await written(answer);
    const [taken] = population.personas;
    demand(taken === undefined, `it wrote ${taken?.name} from ${from}: "${taken?.text}"`);
    for (const { name, failure } of missing) {
      const typed = failure.kind === 'refused' || failure.kind === 'malformed';
      demand(typed && !failure.message.includes('threw'), `${name} is missing by ${failure.kind}: ${failure.message}`);
    }
  };
  return [
    {
      name: 'write the same people however many are written at once, at the positions of the plan',
      async check() {
        const { population } = await whole();
        const alone = (await written(good, 1)).population;
        assertSame(population.personas, alone.personas, 'written one after the other');
        for (const [at, { position }] of population.personas.entries()) {
          const planned = trial.everywhere(at / (population.personas.length - 1));
          demand(JSON.stringify(position) === JSON.stringify(planned), `position ${at} is not that of the plan`);
        }
      },
    },
    {
      name: 'lose one person, and nobody else, to a refusal',
      check: whereAsked(async () => {
        const lost = trial.nameAt(2);
        const { personas } = (await whole()).population;
        const { population, missing } = await written((...asked) => (asked[1] === lost ? REFUSAL : good(...asked)));
        const names = missing.map(({ name }) => name).join(', ');
        demand(names === lost, `when ${lost} was refused, those missing were: ${names === '' ? 'nobody' : names}`);
        assertSame(personas.filter(({ name }) => name !== lost), population.personas, 'beside a refusal'); // prettier-ignore
      }),
    },
    {
      name: 'ask again where a reply is too short',
      check: whereAsked(async () => {
        const { personas } = (await whole()).population;
        const { population } = await written((...asked) => (asked[2] === 0 ? 'Yes.' : good(...asked)));
        const textsOf = (people: readonly Persona[]): string => people.map(({ text }) => text).join('\n');
        demand(
          textsOf(personas) === textsOf(population.personas),
          'a reply of one word is in a text, or lost a person',
        );
        const calls = [personas, population.personas].map((people) => Number(people[0]?.provenance?.['calls']));
        demand((calls[1] ?? 0) > (calls[0] ?? 0), 'it did not ask again');
      }),
    },
    {
      name: 'write nobody from refusals, and say that it was refused',
      check: whereAsked(() => nobody(() => REFUSAL, 'a refusal')),
    },
    {
      name: 'write nobody from replies that are too long or too short',
      check: whereAsked(async () => {
        await nobody((_, name) => `${name}.`, 'a name');
        const long = (prompt: string, name: string): string =>
          Array.from({ length: 60 }, (_, at) => `${trial.reply(prompt, name)} ${at}`).join(' ');
        await nobody(long, 'an endless text');
      }),
    },
    {
      name: 'write nobody from the prompt itself',
      check: whereAsked(() => nobody((prompt) => prompt, 'its own prompt')),
    },
    {
      name: 'hand on that nobody was there to ask',
      check: whereAsked(async () => {
        const { status } = await trial.write(() => AWAY);
        demand(status === 'suspended', 'it made something of a model that was not there');
      }),
    },
  ];
}

function assertSame(expected: readonly Persona[], actual: readonly Persona[], when: string): void {
  demand(expected.length === actual.length, `${when}, there are ${actual.length} people, and not ${expected.length}`);
  const at = expected.findIndex((persona, place) => JSON.stringify(persona) !== JSON.stringify(actual[place]));
  demand(at < 0, `${when}, ${expected[at]?.name} is another: "${actual[at]?.text}", and was "${expected[at]?.text}"`);
}
