import { join } from 'node:path';
import { personRows, summariseAdaptation, type AskedMind, type AskedPerson, type LivedRun } from '../analysis/index.js';
import { wilson } from '../foundation/statistics/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import { writeFileAtomic } from '../foundation/storage/index.js';
import { plainTable } from '../report/index.js';
import type { MindSource } from '../run/index.js';
import type { AdaptationSummary, HistoryAnswer, LedgerLine, MetState, RunRecord } from '../spec/index.js';
import { historiesToAsk } from './asked-histories.js';
import type { ReadyCondition } from './conditions.js';
import type { StudyDesign } from './design.js';
import { STUDY_FILES } from './folder.js';
import { whomToTell, type Told } from './whom-to-tell.js';

/** What is known when a study is over of histories that were told, and of those that were lived. */
export interface TellingRecords {
  readonly design: StudyDesign;
  readonly source: MindSource;
  readonly answers: readonly HistoryAnswer[];
  readonly rows: ReadonlyMap<string, RunRecord>;
  /** States in which agents decided, by the key of the run. */
  readonly lines: ReadonlyMap<string, LedgerLine>;
}

/** The arm whose agents lived what others are told. */
const LIVED = 'interacting';

/** What people of a condition choose after constructed histories; nothing where nobody was asked, or nobody answered. */
export function adaptationOf(
  condition: ReadyCondition,
  given: TellingRecords,
): { readonly adaptation?: AdaptationSummary } {
  const wanted = historiesToAsk(condition.scenario, given.design.histories, given.design.seed);
  if (wanted === undefined) return {};
  const found = summariseAdaptation({
    about: wanted.about,
    options: condition.scenario.options,
    minds: askedMinds(condition, given),
    chances: chancesFrom(`${given.design.seed}/${condition.name}`),
  });
  return found === undefined ? {} : { adaptation: found };
}

/** Writes a study's `adaptation.csv`, where histories were asked about. */
export async function writeAdaptation(
  folder: string,
  conditions: readonly ReadyCondition[],
  given: TellingRecords,
): Promise<void> {
  if (given.design.histories === undefined) return;
  await writeFileAtomic(join(folder, STUDY_FILES.adaptation), await plainTable(adaptationTable(conditions, given)));
}

/** Columns of `adaptation.csv`. */
export const ADAPTATION_COLUMNS = [
  'condition',
  'mind',
  'agent',
  'persona',
  'state',
  'length',
  'x',
  'holds',
  'option',
  'forced',
  'forced_low',
  'forced_high',
  'replies',
  'fallback',
  'lived',
  'decisions',
  'runs',
  'missing_because',
] as const;

/** Rows of `adaptation.csv`, the head first: one a condition, mind, person, history and option. */
export function adaptationTable(
  conditions: readonly ReadyCondition[],
  given: TellingRecords,
): readonly (readonly (string | number)[])[] {
  return [ADAPTATION_COLUMNS, ...conditions.flatMap((condition) => rowsOf(condition, given))];
}

function rowsOf(condition: ReadyCondition, given: TellingRecords): readonly (readonly (string | number)[])[] {
  const { name, scenario, agents } = condition;
  const wanted = historiesToAsk(scenario, given.design.histories, given.design.seed);
  if (wanted === undefined) return [];
  const personas = new Map(agents.map(({ id, persona }) => [id, persona?.name ?? '']));
  const lengths = wanted.histories.map(({ length }) => length);
  return askedMinds(condition, given).flatMap((asked) => {
    const answers = of(given.answers, name, asked.mind);
    const silent = silentIn(answers);
    const fallbacks = new Map(answers.map(({ agent, state, fallback }) => [`${agent}/${state}`, fallback]));
    return personRows(wanted.about, asked).flatMap(({ agent, rows, samples }) =>
      rows.flatMap(({ state, x, multiset, forced, lived, visits, runs }, at) =>
        scenario.options.map((option, index) => {
          const told = forced?.[index];
          const ends = told === undefined || samples === undefined ? undefined : wilson(told * samples, samples);
          return [
            name,
            asked.mind ?? '',
            agent,
            personas.get(agent) ?? '',
            state,
            lengths[at] ?? '',
            x ?? '',
            multiset,
            option,
            told ?? '',
            ends?.low ?? '',
            ends?.high ?? '',
            samples ?? '',
            told === undefined ? '' : (fallbacks.get(`${agent}/${state}`) ?? ''),
            lived?.[index] ?? '',
            visits,
            runs,
            silent.get(`${agent}/${state}`) ?? '',
          ];
        }),
      ),
    );
  });
}

/** Why there is no answer, by person and state. */
function silentIn(answers: readonly HistoryAnswer[]): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap(({ agent, state, failure }) =>
      failure === undefined ? [] : [[`${agent}/${state}`, `${failure.kind}: ${failure.message}`] as const],
    ),
  );
}

function of(answers: readonly HistoryAnswer[], condition: string, mind?: string): readonly HistoryAnswer[] {
  return answers.filter((one) => one.condition === condition && one.mind === mind);
}

/** Each mind of a condition with what its people answered, and the runs in which it decided. */
function askedMinds(condition: ReadyCondition, given: TellingRecords): readonly AskedMind[] {
  return whomToTell(condition, given.source).map((told) => ({
    ...(told.mind === undefined ? {} : { mind: told.mind }),
    people: peopleOf(told, of(given.answers, condition.name, told.mind)),
    runs: livedRuns(condition.name, told, given),
  }));
}

function peopleOf({ agents }: Told, answers: readonly HistoryAnswer[]): readonly AskedPerson[] {
  return agents.map(({ id }) => {
    const own = answers.filter(({ agent }) => agent === id);
    const samples = own.find((one) => one.samples !== undefined)?.samples;
    const missing: Record<string, number> = {};
    for (const { failure } of own) if (failure !== undefined) missing[failure.kind] = (missing[failure.kind] ?? 0) + 1;
    const forced = new Map(
      own.flatMap((one) => (one.probabilities === undefined ? [] : [[one.state, one.probabilities]])),
    );
    const fallbacks = own.filter(({ fallback }) => fallback !== undefined).length;
    return { agent: id, forced, missing, fallbacks, ...(samples === undefined ? {} : { samples }) };
  });
}

/** States that agents with this mind met together, each under the name of the person who was told histories. */
function livedRuns(
  condition: string,
  { mind, alike }: Told,
  { rows, lines }: Pick<TellingRecords, 'rows' | 'lines'>,
): readonly LivedRun[] {
  return [...rows].flatMap(([key, row]) => {
    const line = lines.get(key);
    if (row.condition !== condition || row.arm !== LIVED || line === undefined) return [];
    const met = line.met.flatMap((one): readonly MetState[] => {
      const agent = alike.get(one.agent);
      const decided = mind === undefined || row.minds?.[one.agent] === mind;
      return agent === undefined || !decided ? [] : [{ ...one, agent }];
    });
    return [{ seed: row.seed, met }];
  });
}
