import type { Intervention, Json, Outcome, Population, Scenario } from '../spec/index.js';
import { plural, share } from './format.js';
import { glossary } from './glossary.js';
import type { Block, Section } from './section.js';

/** What was fixed before the first run, as far as a preregistration tells it; a study's design has all of it. */
export interface FrozenDesign {
  readonly name: string;
  readonly scenario: string;
  /** Absent where it is that of the scenario. */
  readonly question?: string;
  readonly conditions: readonly {
    readonly name: string;
    readonly parameters: { readonly [name: string]: Json };
    readonly settings: { readonly [name: string]: Json };
    readonly arms: readonly string[];
    readonly population?: string;
  }[];
  readonly runs: number;
  readonly seed: number;
  readonly mind: { readonly kind: string; readonly name: string; readonly fingerprint: string };
  readonly population: Population | null;
  readonly populations?: { readonly [name: string]: Population };
  readonly interventions?: readonly Intervention[];
  /** Absent where nobody is asked of values. */
  readonly values?: { readonly name: string; readonly items: readonly unknown[] };
  readonly stoppingRule: string;
  readonly budget: {
    readonly calls: number | null;
    readonly tokens?: number | null;
    readonly usd?: number | null;
  };
  readonly maxFailures: number;
}

/** A frozen design and what stands behind it. */
export interface Preregistered {
  readonly design: FrozenDesign;
  /** Of the design without its limits, SHA-256 in hexadecimal. */
  readonly hash: string;
  /** The scenario at the parameters of each condition, in the order of the design. */
  readonly scenarios: readonly Scenario[];
  /** Arguments of the command that runs it; absent where a program does. */
  readonly command?: readonly string[];
  /** Changes since it was frozen; absent or empty where there are none. */
  readonly deviations?: readonly string[];
}

/** Half-width within which values count as equal, unless an outcome declares its own. */
const MARGIN = 0.05;

/** A frozen design as a preregistration: what is asked, of whom, how much, how it is analysed, and what counts against it. */
export function preregistrationSections(given: Preregistered): readonly Section[] {
  const [first] = given.scenarios as readonly [Scenario];
  return [
    head(given, first),
    ...whatChanged(given),
    outcomesSection(first),
    conditionsSection(given),
    armsSection(given),
    samplingSection(given.design),
    participants(given.design),
    analysisSection(first, given.design),
    designSection(given),
    glossary(),
  ];
}

function head({ design, hash, command }: Preregistered, { about }: Scenario): Section {
  const run = command === undefined ? [] : [paragraph(`It is run with \`mesocosm ${command.map(quoted).join(' ')}\`.`)];
  return {
    id: 'preregistration',
    title: `Preregistration: ${design.question ?? about.question}`,
    blocks: [
      paragraph(
        `The design below is frozen; its hash is ${hash}. A study of this design has that hash in its study.json and in its ` +
          'report. Deposit this page, or the hash alone, where it is dated by others, before the first run.',
      ),
      ...run,
      ...about.sources.map(({ authors, year, title, where }) =>
        paragraph(`Builds on: ${authors} (${year}). ${title}. ${where}.`),
      ),
    ],
  };
}

function whatChanged({ deviations = [] }: Preregistered): readonly Section[] {
  if (deviations.length === 0) return [];
  const blocks = deviations.map((text): Block => ({ kind: 'warning', text: `Changed since it was frozen: ${text}.` }));
  return [{ id: 'deviations', title: 'Deviations', blocks }];
}

function outcomesSection({ outcomes, options, measures }: Scenario): Section {
  const columns = measures.flatMap((measure) => Object.entries(measure.columns));
  return {
    id: 'outcomes',
    title: 'Outcomes and measures',
    blocks: [
      {
        kind: 'table',
        caption: 'Outcomes that are classed. Within the margin values count as equal.',
        head: ['outcome', 'kind', 'neutral point', 'margin'],
        rows: outcomes.map((outcome) => [
          outcome.title,
          outcome.kind === 'choice' ? `which of ${options.join(', ')} wins` : 'how ordered the population is',
          neutralOf(outcome, options.length),
          share(outcome.margin ?? MARGIN),
        ]),
      },
      {
        kind: 'table',
        caption: 'All measures that are taken of each run.',
        head: ['column', 'measure', 'unit'],
        rows: columns.map(([column, { title, unit }]) => [column, title, unit === '' ? 'none' : unit]),
      },
    ],
  };
}

function neutralOf({ kind }: Outcome, options: number): string {
  return kind === 'choice' ? share(1 / options) : 'what independent draws from the priors would show';
}

function conditionsSection({ design }: Preregistered): Section {
  const names = [...new Set(design.conditions.flatMap(({ parameters }) => Object.keys(parameters)))];
  const cells = (name: string): readonly string[] =>
    design.conditions.map(({ parameters }) => (name in parameters ? inWords(parameters[name] as Json) : 'none'));
  const varies = names.filter((name) => new Set(cells(name)).size > 1);
  const fixed = names.filter((name) => !varies.includes(name));
  return {
    id: 'conditions',
    title: plural(design.conditions.length, 'condition'),
    blocks: [
      ...(varies.length === 0
        ? []
        : [
            table(
              'What differs between conditions.',
              ['condition', ...varies],
              design.conditions.map(({ name, parameters }) => [
                name,
                ...varies.map((key) => inWords(parameters[key] ?? null)),
              ]),
            ),
          ]),
      table(
        varies.length === 0 ? 'Parameters.' : 'Parameters that are the same in every condition.',
        ['parameter', 'value'],
        fixed.map((name) => [name, cells(name)[0] as string]),
      ),
    ],
  };
}

function armsSection({ design, scenarios }: Preregistered): Section {
  const wanted = design.conditions.flatMap(({ name, arms }, index) =>
    arms.map((arm) => ({ condition: name, arm: scenarios[index]?.arms.find((one) => one.name === arm), name: arm })),
  );
  const names = [...new Set(wanted.map(({ name }) => name))];
  const everywhere = (name: string): string => {
    const found = wanted.filter((one) => one.name === name).map(({ condition }) => condition);
    return found.length === design.conditions.length ? 'every' : found.join(', ');
  };
  return {
    id: 'arms',
    title: 'Arms',
    blocks: [
      table(
        'What each arm does to the interacting run. One that would change nothing is left out when that is found, and the report says why.',
        ['arm', 'what it does', 'conditions'],
        names.map((name) => [
          name,
          wanted.find((one) => one.name === name)?.arm?.removes ?? 'not known',
          everywhere(name),
        ]),
      ),
      ...(design.interventions === undefined
        ? []
        : [
            paragraph(
              `Done from outside in the arm intervened: ${design.interventions.map((one) => JSON.stringify(one)).join('; ')}.`,
            ),
          ]),
    ],
  };
}

function samplingSection({ runs, seed, stoppingRule, conditions, maxFailures, budget }: FrozenDesign): Section {
  const arms = conditions.reduce((sum, condition) => sum + condition.arms.length, 0);
  const limits = [
    ...(budget.calls === null ? [] : [plural(budget.calls, 'model call')]),
    ...((budget.tokens ?? null) === null ? [] : [plural(budget.tokens as number, 'token')]),
    ...((budget.usd ?? null) === null ? [] : [`${budget.usd} US dollars`]),
  ];
  return {
    id: 'sampling',
    title: 'How many runs, and when it is over',
    blocks: [
      paragraph(
        `The run is the unit of replication, never the agent or the round. Stopping rule: ${stoppingRule}; at most ` +
          `${plural(runs, 'run')} of every arm, ${plural(runs * arms, 'run')} in all. The seed of the study is ${seed}; run i of every arm, from 0, has the seed ` +
          `${seed} × 1,000,000 + i, so that arms share their random numbers run by run.`,
      ),
      paragraph(
        `A decision that fails (refused, or not readable) stays one and is never turned into a choice; where more than ${share(maxFailures)} of all fail, the ` +
          'study stops. No run is left out of an analysis for what it shows; a value that a run does not have is missing with its reason.',
      ),
      paragraph(
        limits.length === 0
          ? 'There is no limit of calls, tokens or money.'
          : `Limits, which are no part of the hash: at most ${limits.join(', ')}.`,
      ),
    ],
  };
}

function participants({ mind, population, populations = {}, conditions }: FrozenDesign): Section {
  const people = [...(population === null ? [] : [population]), ...Object.values(populations)];
  const settings = [...new Set(conditions.map((condition) => inWords(condition.settings)))];
  return {
    id: 'participants',
    title: 'Who decides, and who they are',
    blocks: [
      paragraph(`Mind: ${mind.name} (${mind.kind}), fingerprint ${mind.fingerprint}.`),
      paragraph(`How it is asked: ${settings.join('; ') || 'nothing is set'}.`),
      ...(people.length === 0 ? [paragraph('Agents are nobody in particular.')] : []),
      ...people.map(({ name, personas, source }) =>
        paragraph(
          `Population "${name}": ${plural(personas.length, 'person', 'people')}${source === undefined ? '' : `, from ${source}`}. Their texts are in the design.`,
        ),
      ),
    ],
  };
}

function analysisSection({ outcomes }: Scenario, { values }: FrozenDesign): Section {
  const choice = outcomes.some(({ kind }) => kind === 'choice');
  return {
    id: 'analysis',
    title: 'Analysis, as it is fixed',
    blocks: [
      paragraph(
        'Before the first run every agent is asked alone, with an empty history and with a balanced one where the scenario has one. That is the prior; it leaves no trace in the runs.',
      ),
      paragraph(
        'Each outcome is compared with the prior, and with the same agents isolated, run by run with the same seed. A difference is found where its 95 % interval excludes 0; ' +
          'two values count as equal where the 90 % interval lies within the margin (two one-sided tests at 5 %, Schuirmann 1987); all else is inconclusive. ' +
          'Only the contrast with isolated agents may be called an effect of the meeting.',
      ),
      ...(choice
        ? [
            paragraph(
              'Of a choice the figures are about the option that the prior favours. Where it favours none, they are about the option that wins most runs, and the report says that it was chosen afterwards.',
            ),
          ]
        : []),
      ...(values === undefined
        ? []
        : [
            paragraph(
              `Values are asked with "${values.name}" (${values.items.length} statements) before the runs, and at the ends of those whose agents are asked ` +
                'again. On each dimension, after less before in interacting runs less the same in isolated ones is tested by signs of the pairs, raised by Holm over the dimensions; within ±0.05 it counts as none.',
            ),
          ]),
      paragraph(
        'Shares of runs have Wilson intervals. They are about seeds only, within one wording, label pair, set of people and model, unless these are factors of the design.',
      ),
    ],
  };
}

function designSection({ design }: Preregistered): Section {
  return {
    id: 'design',
    title: 'The frozen design, whole',
    blocks: [
      paragraph(
        'The hash is SHA-256, in hexadecimal, over this object without `budget` and `maxFailures`, written as JSON with sorted keys and no spaces.',
      ),
      { kind: 'details', summary: 'Design as JSON', blocks: [{ kind: 'code', text: JSON.stringify(design, null, 2) }] },
    ],
  };
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', caption, head: columns, rows };
}

function inWords(value: Json): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return Object.entries(value)
    .map(([name, part]) => `${name} ${inWords(part as Json)}`)
    .join(', ');
}

function quoted(argument: string): string {
  return /^[\w./:=,+-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}
