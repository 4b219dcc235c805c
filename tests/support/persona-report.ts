import { demographic, firstPerson, loadContext, nameOnly } from 'mesocosm/generators';
import type { PsychometricParameters } from '../../src/agent/index.js';
import { generatePersonas } from '../../src/persona/generating/generate-personas.js';
import { measurePersonas } from '../../src/persona/generating/measure-personas.js';
import { populationPlaces, roundedPlaces } from '../../src/persona/generating/population-places.js';
import { psychometricAnswerer } from '../../src/persona/generating/psychometric-answerer.js';
import type { EvaluatedPopulation, EvaluationReport } from '../../src/report/evaluation-report.js';
import type { PersonaReport } from '../../src/report/persona-report.js';
import type { Persona, Questionnaire } from '../../src/spec/index.js';
import { believingModel } from './believers.js';
import { questionnaireOf } from './questionnaires.js';

/** How a population of a test is made. */
export interface PersonasOfTest {
  /** Name of a context of the train split. */
  readonly context?: string;
  /** Number of axes that are kept, from the first. Default 2. */
  readonly axes?: number;
  readonly parameters?: Partial<PsychometricParameters>;
  readonly loop?: boolean;
  readonly generator?: typeof firstPerson;
  /** Items, by place, that the first person refuses. Default none. */
  readonly refused?: (item: number) => boolean;
}

/** A size with a calibrated radius in the shipped table. */
const SIZE = 25;

/** A context of the train split, with its first axes only. */
async function contextOf({ context = 'bell-diver-town', axes = 2 }: PersonasOfTest): Promise<Questionnaire> {
  const whole = await loadContext(context);
  const kept = whole.axes.slice(0, axes);
  const names = new Set(kept.map(({ name }) => name));
  return { ...whole, axes: kept, items: whole.items.filter(({ axis }) => names.has(axis)) };
}

/** What composed people answered by the psychometric mind, in the form that reports are made from. */
export async function personaReport(of: PersonasOfTest = {}): Promise<PersonaReport> {
  const { parameters = {}, loop = false, generator = firstPerson, refused = () => false } = of;
  const questionnaire = await contextOf(of);
  const answerer = psychometricAnswerer({ questionnaire, parameters, seed: 7 });
  let first: string | undefined;
  const people = await generatePersonas(generator, {
    context: questionnaire,
    size: SIZE,
    seed: 7,
    answerer: {
      ...answerer,
      mind: {
        ...answerer.mind,
        judge(situation, context) {
          if (context.purpose === 'questionnaire') first ??= context.persona?.name;
          const item = questionnaire.items.findIndex(({ id }) => situation.kind === `item:${id}`);
          return context.persona?.name === first && refused(item)
            ? { kind: 'refused', message: 'I will not say.' }
            : answerer.mind.judge(situation, context);
        },
      },
    },
    loop,
  });
  const { measurement, openLoop, loop: closed } = people;
  if (measurement === undefined) throw new Error('nobody was asked');
  return {
    measurement,
    openLoop,
    loop: closed,
    made: { generator: generator.name, placement: 'sobol', writer: 'no language model', people: SIZE, missing: [] },
    cost: { calls: 0, promptTokens: null, completionTokens: null, usd: null, saved: 0, seconds: 1.5 },
  };
}

/** People who are weighed by likelihood as well; they come from a file, so nothing is told of their making. */
export async function stanceReport(): Promise<PersonaReport> {
  const questionnaire = questionnaireOf();
  const personas = Array.from({ length: SIZE }, (_, at): Persona => {
    const place = at / (SIZE - 1);
    const other = (7 * place) % 1;
    return {
      name: `Person ${at + 1}`,
      text: `I am one who stands at ${(2 * place - 1).toFixed(2)}.`,
      position: { trust: place, thrift: other },
    };
  });
  const reply = await measurePersonas({
    population: { name: 'villagers', personas },
    questionnaire,
    answerer: psychometricAnswerer({ questionnaire, seed: 7 }),
    others: [{ mode: 'likelihood', model: believingModel() }],
    seed: 7,
  });
  if (!reply.ok) throw new Error(reply.failure.message);
  return { measurement: reply.value };
}

/** Three generators in two contexts, the second of which a noisy mind cannot answer; one population could not be written. */
export async function evaluationReport(): Promise<EvaluationReport> {
  const contexts = [
    { context: 'bell-diver-town', parameters: { slope: 0.7, noise: 0.3 } },
    { context: 'andean-lithium-salt-flat', parameters: { slope: 0, noise: 1 } },
  ];
  const rows: EvaluatedPopulation[] = [];
  for (const of of contexts) {
    for (const generator of [firstPerson, nameOnly, demographic]) {
      const about = {
        generator: generator.name,
        context: of.context,
        steers: generator.steers,
        planned: SIZE,
        otherModes: [],
        agreement: [],
      };
      if (generator === demographic && of !== contexts[0]) {
        const failed = '1 of 25 people could be written';
        rows.push({ ...about, measures: null, failed, instrumentFailed: [], written: 1, calls: 30, tokens: null });
        continue;
      }
      const { measurement } = await personaReport({ ...of, generator });
      const { measures, instrument } = measurement;
      const paid = { written: SIZE, calls: 50, tokens: 5_000 };
      const places = roundedPlaces(populationPlaces(measurement));
      rows.push({ ...about, measures, failed: null, instrumentFailed: instrument.failed, places, ...paid });
    }
  }
  return {
    split: 'train',
    size: SIZE,
    answeredBy: 'psychometric',
    asked: 'graded-response model',
    modes: ['single'],
    untried: [],
    rows,
    seed: 7,
    seconds: 9,
  };
}
