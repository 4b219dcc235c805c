import {
  canonicalState,
  hash128,
  type ConstructedHistories,
  type Network,
  type ResponseLadder,
  type Situation,
  type SituationContext,
  type Situations,
} from 'mesocosm';
import { firstNames } from '../_internals/names.js';
import { ofLeastPriority } from '../_internals/of-least-priority.js';
import { networkOfRun, SAME_DEGREE } from './network.js';
import type { ResolvedParameters } from './parameters.js';
import { RESPONSE_SERIES, responseAxis } from './response.js';
import type { Opinion, Poll } from './rules.js';

type Context = SituationContext<Poll, Opinion>;

/**
 * What an agent sees: how many of the listed others hold each opinion. Who says what, and in which order, is
 * presentation, so there is one situation for every count and it is made once.
 */
export function majoritySituations(parameters: ResolvedParameters): Situations<Poll, Opinion> {
  const { agents, neighbours, labels, network } = parameters;
  const names = firstNames(network === 'anew' ? neighbours : agents - 1);
  const made = new Map<number, Situation>();
  const drawn = network === 'anew' ? undefined : networkOfRun(parameters);

  /** The situation in which `first` of `listed` others hold the first option. */
  const counted = (first: number, listed = neighbours): Situation => {
    const key = listed * agents + first;
    let situation = made.get(key);
    if (situation === undefined) made.set(key, (situation = opinionSituation({ first, listed, labels, names })));
    return situation;
  };

  return {
    facing(context) {
      if (drawn !== undefined) {
        const seen = neighboursIn(context, drawn(context.state.shared.salt));
        return counted(heldFirst(context, seen), seen.length);
      }
      return counted(neighbours === agents - 1 ? firstAmongAll(context) : firstAmongListed(context, neighbours));
    },
    alone() {
      const half = Math.floor(neighbours / 2);
      const balanced =
        neighbours % 2 === 0
          ? [{ name: 'balanced', situation: counted(half) }]
          : [half, neighbours - half].map((first) => ({
              name: `balanced, ${first} of ${neighbours}`,
              situation: counted(first),
            }));
      return [{ name: 'empty', situation: counted(0, 0) }, ...balanced];
    },
    ...(network === 'anew' || SAME_DEGREE.includes(network)
      ? { states: neighbours + 2, histories: majorityHistories(neighbours, labels[0], counted) }
      : {}),
    ladder: ladder(neighbours, labels[0], counted),
  };
}

function ladder(neighbours: number, label: string, counted: (first: number) => Situation): ResponseLadder {
  return {
    axis: responseAxis(label, neighbours),
    met: RESPONSE_SERIES,
    points: Array.from({ length: neighbours + 1 }, (_, x) => ({ x, situation: counted(x) })),
  };
}

/** All that an agent can have seen: nobody, or each count of others who hold the first option. Their order means nothing. */
function majorityHistories(
  neighbours: number,
  label: string,
  counted: (first: number, listed?: number) => Situation,
): ConstructedHistories {
  function* all(): ReturnType<ConstructedHistories['all']> {
    const empty = counted(0, 0);
    yield { situation: empty, length: 0, x: null, multiset: canonicalState(empty) };
    for (let first = 0; first <= neighbours; first += 1) {
      const situation = counted(first);
      yield { situation, length: 1, x: first / neighbours, multiset: canonicalState(situation) };
    }
  }
  return { axis: `share of ${label} among the others that are seen`, count: neighbours + 2, all };
}

/**
 * Of all others, how many the agent sees hold the first option. The list is anonymous, so which of the others holds
 * what need not be looked up: the shared count and the agent's own opinion tell it.
 */
function firstAmongAll({ state, agent, lens }: Context): number {
  const holders = state.shared.first - (state.slice(agent).opinion === 0 ? 1 : 0);
  let first = 0;
  let place = 0;
  for (const other of state.agents) {
    if (other === agent) continue;
    if (lens(place < holders ? 0 : 1, other) === 0) first += 1;
    place += 1;
  }
  return first;
}

/** Of `listed` others, drawn anew for each decision from the run's salt, how many the agent sees hold the first option. */
function firstAmongListed({ state, agent, occasion, lens }: Context, listed: number): number {
  const others = state.agents.filter((other) => other !== agent);
  const seen = ofLeastPriority(others, listed, hash128([state.shared.salt, 'listed', agent, occasion]));
  return heldFirst({ state, lens }, seen);
}

/** Whom an agent always sees, in the network of the run. */
function neighboursIn({ state, agent }: Context, network: Network): readonly string[] {
  return network.neighbours(state.agents.indexOf(agent)).map((place) => state.agents[place] as string);
}

/** How many of those seen hold the first option, as the agent takes it. */
function heldFirst({ state, lens }: Pick<Context, 'state' | 'lens'>, seen: readonly string[]): number {
  return seen.filter((other) => lens(state.slice(other).opinion, other) === 0).length;
}

function opinionSituation(options: {
  readonly first: number;
  readonly listed: number;
  readonly labels: readonly string[];
  readonly names: readonly string[];
}): Situation {
  const { first, listed, labels, names } = options;
  return {
    kind: 'opinion',
    options: labels,
    state: listed === 0 ? [] : [{ option: 0 }, ` ${first}, `, { option: 1 }, ` ${listed - first}`],
    // Where nobody is listed, the options would not be known.
    framing: listed === 0 ? [['Everybody chooses ', { list: 'or' }, '.']] : [],
    statements: Array.from({ length: listed }, (_, line) => [
      { name: line },
      ' chose ',
      { option: line < first ? 0 : 1 },
      '.',
    ]),
    unordered: true,
    names: names.slice(0, listed),
    cue: {
      completion: [{ person: ['I chose', 'You chose', '{name} chose'] }],
      chat: [
        {
          person: [
            'I am one of this group. What do I choose, ',
            'You are one of this group. What do you choose, ',
            '{name} is one of this group. What does {name} choose, ',
          ],
        },
        { list: 'or' },
        '? Answer with one of them only.',
      ],
    },
  };
}
