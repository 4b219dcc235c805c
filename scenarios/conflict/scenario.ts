import { interacting, isolated, noPersona, type Arm, type Scenario, type ScenarioEntry } from 'mesocosm';
import { winnerColumn } from '../_internals/winner-columns.js';
import { conditions } from './conditions/index.js';
import { psychometricDriver, scriptedDriver } from './drivers.js';
import { escalationMeasure, prevailingMeasure } from './measures.js';
import { MOVES } from './moves.js';
import { ConflictParameters, type ConflictInput } from './parameters.js';
import { resolve } from './resolve.js';
import { conflictWorld, type Scene } from './rules.js';
import { driversOf, oppositesOf, sceneSteps } from './scene.js';
import { conflictSituations } from './situations.js';
import { spreadTables } from './spread-table.js';

const TITLE = 'Conflict';

/**
 * Two drivers after an accident, and who pays: how far do people go, and do they differ in what they do as they do in what
 * they answer?
 *
 * Source: Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545, the scene of its conflict task; the moves
 * and their coding are this scenario's own.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example conflict({ agents: 24, words: false })
 */
export function conflict(given: ConflictInput = {}): Scenario<object, Scene, 'prevailing'> {
  const parameters = resolve(given);
  const { agents, axis, temperature } = parameters;
  const drivers = driversOf(agents);
  const alone: Arm = {
    ...isolated,
    removes: `${isolated.removes}, and whatever they say`,
    plan: (context) =>
      isolated.plan({
        ...context,
        scenario: { ...context.scenario, situations: conflictSituations(drivers, { deaf: true }) },
      }),
  };
  return {
    name: 'conflict',
    about: {
      title: TITLE,
      question: 'After an accident, how far does a conflict about who pays go, and how much do people differ in it?',
      sources: [
        {
          authors: 'Paglieri, Cross, Cunningham, Leibo, Vezhnevets',
          year: 2026,
          title: 'Persona Generators: Generating Diverse Synthetic Personas at Scale',
          where: 'arXiv 2602.03545',
        },
      ],
    },
    parameters: { ...parameters },
    options: [...MOVES],
    agents: drivers,
    world: conflictWorld(oppositesOf(drivers)),
    situations: conflictSituations(drivers),
    regime: sceneSteps(drivers, parameters),
    outcomes: [{ name: 'prevailing', title: 'move made most often', kind: 'choice', columns: MOVES.map(winnerColumn) }],
    arms: [interacting, alone, noPersona],
    measures: [escalationMeasure(parameters), prevailingMeasure()],
    tables: spreadTables(axis),
    temperature,
    // The moves are points of a scale and mean what they say.
    elicitation: { labels: 'fixed' },
    minds: { scripted: () => scriptedDriver(axis), psychometric: () => psychometricDriver({ axis }) },
  };
}

/** Entry of the registry. */
export const conflictEntry: ScenarioEntry<typeof ConflictParameters> = {
  name: 'conflict',
  title: TITLE,
  parameters: ConflictParameters,
  create: conflict,
  runs: { standard: 20, quick: 4 },
  conditions,
};
