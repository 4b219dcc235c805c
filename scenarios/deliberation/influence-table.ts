import { z } from 'zod';
import { bootstrapMean, chancesFrom, type AgentSlot, type FindingsTable, type Scenario } from 'mesocosm';
import { estimated } from '../_internals/estimated.js';

/** Name of the measure whose cases are pairs of people of whom one moved the other. */
export const INFLUENCE = 'influence';

/** In larger groups the table has no column for each listener. */
const LISTENERS_AT_MOST = 12;

const Case = z.object({ speaker: z.string(), listener: z.string(), moved: z.number() });
type Case = z.infer<typeof Case>;

/** Pairs of a run of whom the first moved the second, by their names; `by` says how far, from the ids of both. */
export function casesOf(
  by: (speaker: string, listener: string) => number,
  agents: readonly Pick<AgentSlot, 'id' | 'name'>[],
): readonly Case[] {
  return agents.flatMap((speaker) =>
    agents.flatMap((listener) => {
      const moved = by(speaker.id, listener.id);
      return moved === 0 ? [] : [{ speaker: speaker.name, listener: listener.name, moved }];
    }),
  );
}

/** Who moved whom where people met, on average over runs; whoever moved most comes first. None where nobody was moved. */
export const influenceTables: NonNullable<Scenario['tables']> = (arms) => {
  const records = arms.find(({ name }) => name === 'interacting')?.records ?? [];
  const runs = records.map(({ cases = {} }) => z.array(Case).parse(cases[INFLUENCE] ?? []));
  const all = runs.flat();
  if (all.length === 0) return [];
  const speakers = namesIn(all)
    .map((name) => ({ name, totals: runs.map((run) => sumOf(run, ({ speaker }) => speaker === name)) }))
    .map((one) => ({ ...one, mean: meanOf(one.totals) }))
    .toSorted((one, other) => other.mean - one.mean || one.name.localeCompare(other.name));
  const listeners = speakers.length > LISTENERS_AT_MOST ? [] : speakers.map(({ name }) => name);
  const moved = speakers.reduce((sum, { mean }) => sum + mean, 0);
  const total = ({ name, totals, mean }: (typeof speakers)[number]): string => {
    const chance = chancesFrom('deliberation')('who moved', name);
    return totals.length < 2 ? estimated(mean) : estimated(mean, bootstrapMean(totals, { chance, resamples: 1000 }));
  };
  const [most] = speakers as [(typeof speakers)[number]];
  const table: FindingsTable = {
    name: 'influence',
    title: 'Who moved whom',
    sentence:
      `Of how far people were moved by others, most goes to ${most.name}: ${total(most)} in a run, ` +
      `a share of ${estimated(most.mean / moved)}.`,
    head: ['who was heard', 'moved all others by', 'share', ...listeners],
    rows: speakers.map((one) => [
      one.name,
      total(one),
      estimated(one.mean / moved),
      ...listeners.map((name) =>
        name === one.name
          ? 'self'
          : estimated(sumOf(all, ({ speaker, listener }) => speaker === one.name && listener === name) / runs.length),
      ),
    ]),
    note:
      'Total variation of private ballots from each to the next, shared equally among the utterances and hands of others that ' +
      'came to mind in between; mean over runs, intervals over runs. Equal shares tell who was heard and not who convinced: ' +
      'a fork without a speaker tells that.',
  };
  return [table];
};

function namesIn(cases: readonly Case[]): readonly string[] {
  return [...new Set(cases.flatMap(({ speaker, listener }) => [speaker, listener]))];
}

function sumOf(cases: readonly Case[], counts: (one: Case) => boolean): number {
  return cases.reduce((sum, one) => sum + (counts(one) ? one.moved : 0), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
