const AGENTS = 24;
const MEMORY = 5;
const STRETCH = 3 * AGENTS;
const HORIZON = 3600;

/** Xorshift, 32 bits: fast, and good enough for a loop that is only timed. */
function generator(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Naming games with a table of measured choices as a plain loop: no journal, no measures, no keyed draws. Unseen states
 * fall back to their longest recorded suffix.
 *
 * @param table Counts of Q and M by state.
 * @returns runs in which M is what most agents said last; a tie is half.
 */
export function plainNamingGame(table, runs) {
  const shares = new Map();
  const shareOfQ = (rounds) => {
    const state = rounds.join(' ');
    let share = shares.get(state);
    if (share === undefined) {
      let found;
      for (let from = 0; found === undefined; from += 1) found = table[rounds.slice(from).join(' ')];
      share = found[0] / (found[0] + found[1]);
      shares.set(state, share);
    }
    return share;
  };
  let wins = 0;
  for (let seed = 1; seed <= runs; seed += 1) wins += playOne(generator(seed * 7919), shareOfQ);
  return { wins };
}

function playOne(random, shareOfQ) {
  const memories = Array.from({ length: AGENTS }, () => []);
  const last = Array.from({ length: AGENTS }, () => undefined);
  let streak = 0;
  for (let interaction = 0; interaction < HORIZON && streak < STRETCH; interaction += 1) {
    const a = Math.floor(random() * AGENTS);
    const b = (a + 1 + Math.floor(random() * (AGENTS - 1))) % AGENTS;
    const said = [a, b].map((agent) => (random() < shareOfQ(memories[agent]) ? 'Q' : 'M'));
    const remember = (agent, own, partner) => {
      memories[agent] = [...memories[agent], own + partner].slice(-MEMORY);
      last[agent] = own;
    };
    remember(a, said[0], said[1]);
    remember(b, said[1], said[0]);
    streak = said[0] === said[1] ? streak + 1 : 0;
  }
  const [q, m] = ['Q', 'M'].map((name) => last.filter((said) => said === name).length);
  return m > q ? 1 : m === q ? 0.5 : 0;
}
