import type { Round } from './memory.js';

/** Every state that a memory of some rounds can be in, the shorter ones first; the first is empty. */
export interface MemoryStates {
  /** Rounds of each state, oldest first. */
  readonly rounds: readonly (readonly Round[])[];
  /** The state after a round: the oldest is forgotten where memory is full. */
  after(state: number, own: number, partner: number): number;
  /** The full memory of successes with one option. */
  settled(option: number): number;
}

/** @param options How many there are. @param memory How many rounds are remembered. */
export function statesOfMemory(options: number, memory: number): MemoryStates {
  const pairs = options * options;
  const rounds: (readonly Round[])[] = [[]];
  /** First state of each length. */
  const offsets = [0];
  for (let length = 1; length <= memory; length += 1) {
    const start = offsets[length - 1] as number;
    const shorter = rounds.slice(start);
    offsets.push(rounds.length);
    for (const before of shorter) {
      for (let pair = 0; pair < pairs; pair += 1) {
        rounds.push([...before, { own: Math.floor(pair / options), partner: pair % options }]);
      }
    }
  }
  const full = offsets[memory] as number;
  const kept = memory === 0 ? 1 : pairs ** (memory - 1);
  const lengthOf = Int8Array.from(rounds, ({ length }) => length);
  return {
    rounds,
    after(state, own, partner) {
      if (memory === 0) return 0;
      const length = lengthOf[state] as number;
      const code = state - (offsets[length] as number);
      const pair = own * options + partner;
      if (length < memory) return (offsets[length + 1] as number) + code * pairs + pair;
      return full + (code % kept) * pairs + pair;
    },
    settled(option) {
      let state = 0;
      for (let round = 0; round < memory; round += 1) state = this.after(state, option, option);
      return state;
    },
  };
}
