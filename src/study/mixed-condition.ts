import { userError } from '../foundation/errors/index.js';
import { mixedSource, mindOf, seatedMinds, type MindSource, type OpenMinds } from '../run/index.js';
import type { PlannedAgent, Population, Scenario } from '../spec/index.js';
import { populate } from './population.js';
import { seatCounts, seatsFor, type Shares } from './seats.js';

/** A mind of a mixture, and everybody in a condition as if it decided for all of them. */
export interface WholeCast {
  readonly source: MindSource;
  readonly minds: OpenMinds;
  readonly agents: readonly PlannedAgent[];
}

/** Who plays in a run, and with whose mind. */
export interface Seated extends WholeCast {
  /** Name of the mind that decides for each agent that is asked. */
  readonly seats: { readonly [agent: string]: string };
}

/** The minds of a condition in which several may decide. */
export interface Mixture {
  readonly shares: Shares;
  /** Agents that each decides for. */
  readonly counts: { readonly [mind: string]: number };
  readonly whole: { readonly [mind: string]: WholeCast };
  /** The cast of a run, by its seed. */
  seated(seed: number): Seated;
}

/** Agents whose minds are to be given: neither committed nor brought by the scenario. */
export function placesIn({ agents }: Scenario): readonly string[] {
  return agents.flatMap(({ id, commitment, mind }) => (commitment === undefined && mind === undefined ? [id] : []));
}

/**
 * Opens all minds of a mixture in a condition.
 *
 * @throws MesocosmError (usage) for a mind that the study does not have, or a share that is none.
 */
export function openMixture(
  given: { readonly scenario: Scenario; readonly population: Population | null; readonly shares: Shares },
  several: { readonly [mind: string]: MindSource },
): Mixture {
  const { scenario, population, shares } = given;
  const places = placesIn(scenario);
  const counts = seatCounts(shares, places.length);
  const whole = Object.fromEntries(
    Object.keys(shares).map((mind): [string, WholeCast] => {
      const source = Object.hasOwn(several, mind) ? several[mind] : undefined;
      if (source === undefined) throw noSuchMind(mind, Object.keys(several));
      const minds = source.open(scenario);
      return [mind, { source, minds, agents: populate(scenario, minds, population) }];
    }),
  );
  return { shares, counts, whole, seated: (seed) => seated({ shares, whole, places, scenario }, seed) };
}

function seated(
  {
    shares,
    whole,
    places,
    scenario,
  }: Pick<Mixture, 'shares' | 'whole'> & {
    readonly places: readonly string[];
    readonly scenario: Scenario;
  },
  seed: number,
): Seated {
  const seats = seatsFor(shares, places, seed);
  const [first = '', ...rest] = Object.keys(shares);
  const base = whole[first] as WholeCast;
  if (rest.length === 0) return { ...base, seats };
  const others = Object.entries(seats).flatMap(([agent, mind]) =>
    mind === first ? [] : [[agent, whole[mind] as WholeCast] as const],
  );
  const minds = seatedMinds(base.minds, Object.fromEntries(others.map(([agent, one]) => [agent, one.minds])));
  const agents = scenario.agents.map(({ id }, at) => {
    const agent = base.agents[at] as PlannedAgent;
    return { ...agent, mind: mindOf(minds, id) };
  });
  const source = mixedSource(base.source, Object.fromEntries(others.map(([agent, one]) => [agent, one.source])));
  return { source, minds, agents, seats };
}

function noSuchMind(mind: string, available: readonly string[]): Error {
  const what = `a mixture names the mind "${mind}", and the study has none of that name`;
  return userError({ kind: 'usage', what, given: mind, available });
}
