import type { Chance } from '../../../spec/index.js';

type Edges = readonly (readonly [number, number])[];

/** Up to this degree whole pairings are drawn: one in e^((degree² − 1) / 4) has neither loops nor double edges. */
const WHOLE_PAIRINGS = 5;

/** How often a pair of stubs is drawn before the suitable ones are counted. */
const DRAWS = 100;

/**
 * Pairs `degree` stubs of every node at random; `undefined` where the attempt gave a loop or a double edge, or could not
 * be ended without.
 */
export function pairing(size: number, degree: number, chance: Chance): Edges | undefined {
  const stubs = Array.from({ length: size * degree }, (_, stub) => Math.floor(stub / degree));
  return degree <= WHOLE_PAIRINGS ? wholePairing(chance.shuffle(stubs)) : stepwisePairing(stubs, size, chance);
}

/** Pairs neighbours in the list, or nothing where that makes a loop or a double edge. */
function wholePairing(stubs: readonly number[]): Edges | undefined {
  const seen = new Set<string>();
  const edges: [number, number][] = [];
  for (let at = 0; at < stubs.length; at += 2) {
    const [a, b] = [stubs[at] as number, stubs[at + 1] as number];
    const key = a < b ? `${a}-${b}` : `${b}-${a}`;
    if (a === b || seen.has(key)) return undefined;
    seen.add(key);
    edges.push([a, b]);
  }
  return edges;
}

/** Stubs paired one by one without loops and double edges, or `undefined` where no more pair is suitable. */
function stepwisePairing(stubs: number[], size: number, chance: Chance): Edges | undefined {
  const joined = Array.from({ length: size }, () => new Set<number>());
  const suits = (a: number, b: number): boolean =>
    stubs[a] !== stubs[b] && !joined[stubs[a] as number]?.has(stubs[b] as number);
  const edges: [number, number][] = [];
  while (stubs.length > 0) {
    const places = drawnPair(stubs.length, suits, chance) ?? countedPair(stubs.length, suits, chance);
    if (places === undefined) return undefined;
    const [a, b] = places.map((place) => stubs[place] as number) as [number, number];
    joined[a]?.add(b);
    joined[b]?.add(a);
    edges.push([a, b]);
    for (const place of places) {
      const last = stubs.pop() as number;
      if (place < stubs.length) stubs[place] = last;
    }
  }
  return edges;
}

/** Two places, the larger first. */
type Places = readonly [number, number];
type Suits = (a: number, b: number) => boolean;

function drawnPair(count: number, suits: Suits, chance: Chance): Places | undefined {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const [a, b] = [chance.integer(count), chance.integer(count)];
    if (suits(a, b)) return a > b ? [a, b] : [b, a];
  }
  return undefined;
}

function countedPair(count: number, suits: Suits, chance: Chance): Places | undefined {
  const pairs: Places[] = [];
  for (let a = 1; a < count; a += 1) for (let b = 0; b < a; b += 1) if (suits(a, b)) pairs.push([a, b]);
  return pairs.length === 0 ? undefined : pairs[chance.integer(pairs.length)];
}
