import type { SpokenTurn } from './conversation-structure.js';

/** How much of what was just said is said again. */
export interface LexicalAlignment {
  /** Turns that follow one of another speaker, both with words. */
  readonly replies: number;
  /** Mean share of the different words of a reply that were in the turn before; `null` without replies. */
  readonly repeated: number | null;
  /**
   * The same against the other turns of whoever spoke before, in the same conversation: what the two have in common anyway, as
   * its topic. Only of replies for which there are such turns.
   */
  readonly elsewhere: number | null;
  /** Mean of `repeated` less `elsewhere` over the replies that have both: above 0, people take up the words just said. */
  readonly alignment: number | null;
  /** Replies that have both. */
  readonly compared: number;
}

/**
 * Lexical alignment in one conversation: do people take up the words of the turn before them, more than those of other turns of
 * the same speaker? The comparison removes the common topic and each one's own vocabulary, as the probability of a feature after
 * a turn that has it is set against its probability after any turn in Danescu-Niculescu-Mizil, Gamon, Dumais 2011,
 * arXiv 1105.0673; here over all words, each counted once a turn.
 *
 * Longer turns repeat more by chance: compare arms whose turns are as long. An interval takes one value of each run.
 *
 * @param turns Of one run, in their order.
 */
export function lexicalAlignment(turns: readonly SpokenTurn[]): LexicalAlignment {
  const words = turns.map(({ words: text }) => wordsOf(text));
  const bySpeaker = placesBySpeaker(turns);
  const repeated: number[] = [];
  const elsewhere: number[] = [];
  const differences: number[] = [];
  for (const [at, { speaker }] of turns.entries()) {
    const before = turns[at - 1];
    const [own, heard] = [words[at], words[at - 1]];
    if (before === undefined || own === undefined || heard === undefined || before.speaker === speaker) continue;
    if (own.size === 0 || heard.size === 0) continue;
    const now = shareOf(own, heard);
    repeated.push(now);
    const others = (bySpeaker.get(before.speaker) as readonly number[]).filter((place) => place !== at - 1);
    const usual = others.map((place) => words[place] as ReadonlySet<string>).filter(({ size }) => size > 0);
    if (usual.length === 0) continue;
    const anyway = meanOf(usual.map((set) => shareOf(own, set))) as number;
    elsewhere.push(anyway);
    differences.push(now - anyway);
  }
  return {
    replies: repeated.length,
    repeated: meanOf(repeated),
    elsewhere: meanOf(elsewhere),
    alignment: meanOf(differences),
    compared: differences.length,
  };
}

/** Different words of a text, without regard to case: runs of letters, with marks and apostrophes within them. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu) ?? []);
}

function placesBySpeaker(turns: readonly SpokenTurn[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { speaker }] of turns.entries()) {
    const own = places.get(speaker) ?? [];
    places.set(speaker, own);
    own.push(at);
  }
  return places;
}

function shareOf(own: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let found = 0;
  for (const word of own) if (other.has(word)) found += 1;
  return found / own.size;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
