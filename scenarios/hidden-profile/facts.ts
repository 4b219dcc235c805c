/** The candidates; the first is the best by all facts together, the second looks best to each member alone. */
export const CANDIDATES = ['Keller', 'Moreau', 'Okafor'] as const;
/** The right answer, as an option. */
export const RIGHT = 0;
const FIRST_LETTER = 65;

/** One thing that is known of a candidate. */
export interface Fact {
  /** A letter for it, different for each. */
  readonly letter: string;
  /** An option of {@link CANDIDATES}. */
  readonly about: number;
  /** As it follows the candidate's name. */
  readonly text: string;
  /** 1 speaks for the candidate, -1 against. */
  readonly value: 1 | -1;
  /** Whether everybody is given it, where a profile is hidden. */
  readonly shared: boolean;
}

const of =
  (about: number, value: 1 | -1, shared: boolean) =>
  (text: string): Omit<Fact, 'letter'> => ({ about, text, value, shared });
const [bestFor, bestAgainst] = [of(0, 1, false), of(0, -1, true)];
const [decoyFor, decoyAgainst] = [of(1, 1, true), of(1, -1, false)];
const [otherFor, otherAgainst] = [of(2, 1, true), of(2, -1, true)];

/**
 * All facts, in our own words, in mixed order. Of the best candidate 8 speak for and 2 against, of each of the others as many for as
 * against. What speaks for the best and what speaks against the second is dealt out, the rest is given to everybody.
 */
export const FACTS: readonly Fact[] = [
  otherFor('is good with children'),
  bestFor('has built a catalogue that readers praise'),
  decoyFor('wins people at first sight'),
  decoyAgainst('was away from half of the meetings of last year'),
  bestFor('has kept every budget for ten years'),
  bestFor('has led a rebuilding that ended in time'),
  decoyAgainst('has lost a third of the staff in two years'),
  otherAgainst('keeps no order in papers'),
  bestFor('has brought two schools into a library'),
  decoyFor('knows the local newspapers well'),
  otherFor('has a sense of humour'),
  bestFor('has won three large grants'),
  bestAgainst('speaks badly in public'),
  decoyAgainst('has left debts behind in the last post'),
  otherAgainst('answers letters late'),
  bestFor('has doubled the number of evening readers'),
  decoyFor('has a degree of a famous university'),
  otherFor('has read a great deal'),
  bestFor('is trusted by everybody who worked under this candidate'),
  bestAgainst('cannot begin before the autumn'),
  decoyAgainst('has quarrelled with two mayors'),
  otherAgainst('avoids computers'),
  bestFor('speaks the three languages of the town'),
  decoyFor('has led a library before'),
].map((fact, place) => ({ ...fact, letter: String.fromCodePoint(FIRST_LETTER + place) }));

/**
 * What a member is given, as places in {@link FACTS}: all that is shared, and of what is dealt of each candidate every N-th fact,
 * beginning with its own place.
 */
export function briefingOf(
  place: number,
  { agents, information }: { readonly agents: number; readonly information: 'hidden' | 'shared' },
): readonly number[] {
  const dealt = CANDIDATES.map(() => 0);
  return FACTS.flatMap(({ about, shared }, fact) => {
    if (shared || information === 'shared') return [fact];
    const turn = dealt[about] as number;
    dealt[about] = turn + 1;
    return turn % agents === place ? [fact] : [];
  });
}

/** What speaks for each candidate less what speaks against, in some facts. */
export function balanceOf(facts: Iterable<number>): readonly number[] {
  const balance = CANDIDATES.map(() => 0);
  for (const fact of new Set(facts)) {
    const { about, value } = FACTS[fact] as Fact;
    balance[about] = (balance[about] ?? 0) + value;
  }
  return balance;
}

/** Place of a fact by its letter; `undefined` where no fact has it. */
export function factCalled(letter: string): number | undefined {
  const at = FACTS.findIndex((fact) => fact.letter === letter);
  return at < 0 ? undefined : at;
}
