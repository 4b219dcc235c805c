import { forecastGeneration, type AskedModel, type CallForecast } from '../../persona/index.js';
import type { PersonaGenerator, Questionnaire } from '../../spec/index.js';

/** What is foreseen of a context that a model is to write first. */
const AXES = 3;
const ITEMS_AN_AXIS = 4;

/** Forecast of a population for a questionnaire, or for a sentence that becomes one of a known size. */
export async function forecastFor(
  context: Questionnaire | string,
  how: {
    readonly axes?: number | undefined;
    readonly items?: number | undefined;
    readonly generator: PersonaGenerator;
    readonly size: number;
    readonly writes: boolean;
    readonly places: boolean;
    readonly rounds: number;
    readonly asked?: AskedModel;
  },
): Promise<CallForecast> {
  if (typeof context !== 'string') return forecastGeneration({ ...how, questionnaire: context });
  const { axes = AXES, items = axes * ITEMS_AN_AXIS } = how;
  const forecast = await forecastGeneration({ ...how, questionnaire: outline(axes, items) });
  // The context with its axes is one reply, the items of each axis are another.
  return { ...forecast, writing: forecast.writing + 1 + axes };
}

/** As many axes and items as there will be, with other words. */
function outline(axes: number, items: number): Pick<Questionnaire, 'axes' | 'items'> {
  const pole = { label: 'pole', description: 'Holds something.' };
  const nameOf = (at: number): string => `axis-${at + 1}`;
  return {
    axes: Array.from({ length: axes }, (_, at) => ({ kind: 'continuous', name: nameOf(at), low: pole, high: pole })),
    items: Array.from({ length: items }, (_, at) => ({
      id: `item-${at + 1}`,
      axis: nameOf(at % axes),
      lead: 'How far would {name} agree?',
      statement: 'It is so.',
      points: 5,
      reverseKeyed: false,
      pro: 'it is so.',
      con: 'it is not so.',
    })),
  };
}
