import type { Chance, Chances } from '../../spec/index.js';
import { mix, seed32, type Words } from '../random/index.js';
import { assertProbability } from './network.js';
import { areTied, cut, neighboursOf, pairsOf, tie, type Pair, type Ties } from './ties.js';

/** An agent exchanges its tie to one agent for a tie to another. Plain data, to be the data of an event. */
export interface Rewiring {
  readonly agent: string;
  readonly from: string;
  readonly to: string;
}

/** What a rule sees when it looks at a tie. */
export interface RewiringView {
  /** Agents that have an entry among the ties, as `tiesOf` gives to all. */
  readonly agents: readonly string[];
  /** Whom an agent is tied to, after the rewirings so far. */
  neighbours(agent: string): ReadonlySet<string>;
  /** A stream that belongs to this tie alone. */
  readonly chance: Chance;
  /** An agent to whom this one is not tied, in proportion to the weights (default alike); nobody where all weigh 0. */
  draw(agent: string, weight?: (candidate: string) => number): string | undefined;
}

/** What a tie becomes; `undefined` leaves it as it is. */
export interface RewiringRule {
  readonly name: string;
  rewire(tie: Pair, view: RewiringView): Rewiring | undefined;
}

/**
 * Each tie is rewired with the probability given: one end, either as likely, keeps it and turns to an agent that it is not
 * tied to, each as likely as any other.
 */
export function randomRewiring(probability: number): RewiringRule {
  assertProbability('the probability of rewiring', probability);
  return {
    name: `random-rewiring(${probability})`,
    rewire(pair, view) {
      if (view.chance.uniform() >= probability) return undefined;
      const [agent, from] = eitherWay(pair, view.chance);
      return rewiringTo(view.draw(agent), agent, from);
    },
  };
}

/**
 * Each tie is cut with the probability given times the dissimilarity of its ends, and the end that keeps it, either as
 * likely, turns to an agent that it is not tied to, in proportion to their similarity. With a similarity of 0 and 1, unlike
 * ties turn to agents of the same opinion, as in Holme and Newman (2006, Physical Review E 74:056108), where ties of the
 * like are rewired too.
 *
 * @param similarity From 0 (nothing in common) to 1 (alike), symmetric.
 */
export function homophilousRewiring(probability: number, similarity: (a: string, b: string) => number): RewiringRule {
  assertProbability('the probability of rewiring', probability);
  const alike = (a: string, b: string): number => {
    const value = similarity(a, b);
    assertProbability(`the similarity of "${a}" and "${b}"`, value);
    return value;
  };
  return {
    name: `homophilous-rewiring(${probability})`,
    rewire(pair, view) {
      if (view.chance.uniform() >= probability * (1 - alike(...pair))) return undefined;
      const [agent, from] = eitherWay(pair, view.chance);
      return rewiringTo(
        view.draw(agent, (candidate) => alike(agent, candidate)),
        agent,
        from,
      );
    },
  };
}

/**
 * What a rule makes of all ties, each considered once, in the order of {@link pairsOf}, as those before it left the rest.
 * The number of ties stays as it is.
 *
 * Draws are keyed by the two ends of a tie, and new neighbours win by priorities of their own, so that one more agent changes
 * a rewiring only where it is the one turned to, or where what it changed stands in the way. It costs the number of agents
 * for each tie that is rewired.
 *
 * @param chances Streams of this occasion, as `apply` of a world gets them.
 */
export function rewirings(ties: Ties, rule: RewiringRule, chances: Chances): readonly Rewiring[] {
  const agents = Object.keys(ties).sort();
  const items = agents.map((agent) => seed32(agent));
  const now = new Map(agents.map((agent) => [agent, new Set(neighboursOf(ties, agent))]));
  const neighbours = (agent: string): Set<string> => now.get(agent) ?? new Set();
  const made: Rewiring[] = [];
  for (const pair of pairsOf(ties)) {
    const chance = chances('rewire', ...pair);
    const draw: RewiringView['draw'] = (agent, weight = () => 1) => {
      const known = neighbours(agent);
      return firstOf({ agents, items, chance }, (other) => (other === agent || known.has(other) ? 0 : weight(other)));
    };
    const rewiring = rule.rewire(pair, { agents, neighbours, chance, draw });
    if (rewiring === undefined) continue;
    const { agent, from, to } = rewiring;
    if (agent === to || !neighbours(agent).delete(from) || neighbours(agent).has(to)) {
      throw new Error(`the rule ${rule.name} cannot exchange the tie of "${agent}" to "${from}" for one to "${to}"`);
    }
    neighbours(from).delete(agent);
    neighbours(agent).add(to);
    neighbours(to).add(agent);
    made.push(rewiring);
  }
  return made;
}

/** Ties after a rewiring. @throws Error where there was no such tie, or the new one was there. */
export function rewire(ties: Ties, { agent, from, to }: Rewiring): Ties {
  if (!areTied(ties, agent, from)) throw new Error(`"${agent}" has no tie to "${from}" that could be rewired`);
  if (areTied(ties, agent, to)) throw new Error(`"${agent}" is tied to "${to}" already`);
  return tie(cut(ties, agent, from), agent, to);
}

function eitherWay([a, b]: Pair, chance: Chance): Pair {
  return chance.uniform() < 0.5 ? [a, b] : [b, a];
}

function rewiringTo(to: string | undefined, agent: string, from: string): Rewiring | undefined {
  return to === undefined ? undefined : { agent, from, to };
}

interface Candidates {
  readonly agents: readonly string[];
  /** What stands for each in its priority. */
  readonly items: readonly number[];
  readonly chance: Chance;
}

/** An agent in proportion to its weight: the first of exponential clocks whose rates are the weights. */
function firstOf({ agents, items, chance }: Candidates, weight: (agent: string) => number): string | undefined {
  const word = (): number => chance.integer(2 ** 32);
  const key: Words = [word(), word(), word(), word()];
  let [first, least]: [string | undefined, number] = [undefined, Infinity];
  for (const [place, agent] of agents.entries()) {
    const rate = weight(agent);
    if (rate === 0) continue;
    const wait = -Math.log((mix(key, items[place] as number) + 1) / (2 ** 32 + 1)) / rate;
    if (wait < least) [first, least] = [agent, wait];
  }
  return first;
}
