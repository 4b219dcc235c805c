import type { Axis, LanguageModel, PersonaGenerator, Position, Questionnaire } from '../../src/spec/index.js';
import { scriptedModel, type Script } from '../../src/model/index.js';
import { ISLAND } from '../../src/testing/_internals/island.js';

/** The made-up context of the conformance kit: a continuous, an ordinal and a categorical axis. */
export const island: Questionnaire = ISLAND;

export const axisOf = (kind: Axis['kind']): Axis => island.axes.find((axis) => axis.kind === kind) as Axis;

/** The same position on every axis. */
export const everywhere = (at: number): Position => Object.fromEntries(island.axes.map(({ name }) => [name, at]));

/** A generator that hands the model's reply on, after two questions. */
export const twoQuestions: PersonaGenerator = {
  name: 'two-questions',
  title: 'Two questions',
  description: 'Asks twice and joins what is said.',
  sources: [{ authors: 'nobody', year: 2026, title: 'none', where: 'nowhere' }],
  placement: 'sobol',
  steers: true,
  compose: ({ name, aim, chance }) => `${name} at ${JSON.stringify(aim)}, number ${chance.integer(1000)}.`,
  async write({ name, aim, chance }, ask) {
    const about = `${name} at ${JSON.stringify(aim)}, number ${chance.integer(1000)}`;
    const check = (text: string): string | undefined => (text.length < 5 ? 'it is too short' : undefined);
    const first = await ask({ text: `Who is ${about}?`, maxTokens: 50, temperature: 1, check });
    if (!first.ok) return first;
    const second = await ask({ text: `What does ${about} do? ${first.value}`, maxTokens: 50, temperature: 1, check });
    return second.ok ? { ok: true, value: `${name}. ${first.value} ${second.value}` } : second;
  },
};

/** A model that says something of its own to every prompt and seed. */
export const sayingSo = (
  write: Script['write'] = ({ prompt }, { seed }) => `So ${seed} of ${prompt.pieces.join('').length}.`,
): LanguageModel => scriptedModel({ name: 'saying-so', write });
