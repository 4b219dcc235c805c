import {
  assertModelName,
  interacting,
  languageModel,
  type Mind,
  type Scenario,
  type ScenarioEntry,
  type StandsOn,
} from 'mesocosm';
import { winnerColumn } from '../_internals/winner-columns.js';
import { agreementMeasure } from './agreement.js';
import { covering, densityMatched, unanswered } from './arms.js';
import { noReply, type FailureCode } from './codebook.js';
import { conditions } from './conditions/index.js';
import { codingMeasure, type SecondCoding } from './double-coding.js';
import { failureTables } from './failure-tables.js';
import { failureMeasure, verdictMeasure } from './measures.js';
import { SystemUnderTestParameters, type SystemUnderTestInput } from './parameters.js';
import { psychometricPerson, scriptedPerson } from './people.js';
import { plantedAssistant, plantedCodes } from './planted-assistant.js';
import { conversationTurns } from './regime.js';
import { resolve } from './resolve.js';
import { conversationWorld } from './rules.js';
import { seatsOf, slotsOf } from './seats.js';
import { systemMind, type TestedSystem } from './system-mind.js';
import { VERDICTS, viewsOf, type Talk } from './views.js';

const TITLE = 'System under test';

/** What no parameter can say. */
export interface SystemUnderTestOptions {
  /** What is tested: a function, a runnable of LangChain, a language model, or a mind. Default by the parameter `system`. */
  readonly system?: TestedSystem | Mind;
  /** Names the system in records, in place of what it calls itself; give different systems different names. */
  readonly systemName?: string;
  /** Failures that are looked for. Default that no reply came, and what is planted in the scripted assistant. */
  readonly codebook?: readonly FailureCode[];
  /**
   * Who codes conversations by the codebook, in place of its rules: asked of each failure whether it is there. Of a language
   * model take `systemMind(model, { temperature: 0 })`: a mind that averages over label assignments would call yes no.
   */
  readonly judge?: Mind;
  /**
   * Codes a random part of the conversations, or all, a second time, for example from a file of what a person found. It is
   * taken for right: the report corrects rates by it. Default the rules of the codebook, where a judge codes.
   */
  readonly secondCoding?: SecondCoding;
}

/**
 * People with goals, each in conversation with the same system: where does it fail, and for whom?
 *
 * Source: Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545, on why populations that cover axes are wanted.
 *
 * @throws MesocosmError (usage) when a parameter is out of bounds.
 * @example systemUnderTest({ agents: 50 }, { system: async (messages) => myAssistant(messages), systemName: 'mine 1.2' })
 */
export function systemUnderTest(
  given: SystemUnderTestInput = {},
  options: SystemUnderTestOptions = {},
): Scenario<object, Talk, 'verdict'> {
  const parameters = resolve(given);
  const { codebook = [noReply, ...plantedCodes()], secondCoding: second } = options;
  const judge = options.judge ?? judgeOf(parameters);
  const system = systemOf(parameters, options);
  const seats = seatsOf(parameters.agents, judge !== undefined);
  const { view, alone } = viewsOf(parameters, seats, codebook);
  const { world, facing } = conversationWorld(seats, codebook, { view });
  return {
    name: 'system-under-test',
    about: {
      title: TITLE,
      question: 'For whom does an AI system that talks with people fail, and how?',
      sources: [
        {
          authors: 'Paglieri, Cross, Cunningham, Leibo, Vezhnevets',
          year: 2026,
          title: 'Persona Generators: Generating Diverse Synthetic Personas at Scale',
          where: 'arXiv 2602.03545',
        },
      ],
    },
    parameters: {
      ...parameters,
      system: system.name,
      codes: codebook.map(({ name }) => name),
      judge: judge?.name ?? null,
    },
    options: [...VERDICTS],
    agents: slotsOf(seats, { system, ...(judge === undefined ? {} : { judge }) }),
    world,
    situations: { facing, alone: ({ id }) => [{ name: 'empty', situation: alone(id) }] },
    regime: conversationTurns(seats, parameters.turns, judge === undefined ? [] : codebook.map(({ name }) => name)),
    outcomes: [
      { name: 'verdict', title: 'what people say of it', kind: 'choice', columns: VERDICTS.map(winnerColumn) },
    ],
    arms: [interacting, unanswered, covering, densityMatched],
    measures: [
      verdictMeasure(),
      failureMeasure(codebook),
      codingMeasure(codebook, {
        ...(judge === undefined ? {} : { judge: judge.name }),
        ...(second === undefined ? {} : { second }),
      }),
      ...(judge !== undefined && codebook.some(({ found }) => found !== undefined) ? [agreementMeasure(codebook)] : []),
    ],
    tables: failureTables,
    temperature: parameters.temperature,
    // Yes and no mean what they say.
    elicitation: { labels: 'fixed' },
    minds: { scripted: scriptedPerson, psychometric: () => psychometricPerson() },
  };
}

function systemOf({ system: named, temperature }: SystemUnderTestParameters, options: SystemUnderTestOptions): Mind {
  const { system, systemName } = options;
  const how = { temperature, ...(systemName === undefined ? {} : { name: systemName }) };
  if (system !== undefined) return typeof system === 'object' && 'judge' in system ? system : systemMind(system, how);
  if (named === 'planted') return systemMind(plantedAssistant(), { name: 'planted', ...how });
  return systemMind(modelNamed(named), how);
}

/** A judge is asked with no temperature: it is to say the same of the same conversation. */
function judgeOf({ judge }: SystemUnderTestParameters): Mind | undefined {
  return judge === null ? undefined : systemMind(modelNamed(judge), { temperature: 0 });
}

function modelNamed(name: string): Pick<StandsOn, 'name' | 'open' | 'check'> {
  return { name, open: (how) => languageModel(name, how), check: () => assertModelName(name) };
}

/** Entry of the registry. */
export const systemUnderTestEntry: ScenarioEntry<typeof SystemUnderTestParameters> = {
  name: 'system-under-test',
  title: TITLE,
  parameters: SystemUnderTestParameters,
  create: systemUnderTest,
  runs: { standard: 10, quick: 2 },
  conditions,
};
