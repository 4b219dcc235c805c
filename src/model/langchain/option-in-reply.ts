/** Letters and digits: what a word is made of. */
const WORD = String.raw`\p{L}\p{N}`;
/** What may stand before an answer without changing it. */
const OPENING = /^[\s"'`([*{]+/;
/** Words after which a named option is one that is not taken. */
const NEGATION =
  /(?:\b(?:not|never|neither|nor|no|cannot|avoid|against|without|except|instead of|rather than|nicht|kein\w*|pas)|n['’]t)\b[^,.;:!?\n]*$/iu;
/** How a reason begins, in which other options may be named. */
const REASON = /^[^\p{L}\p{N}]*(?:because|since|as|for|so|given)\b/iu;
/** How the rest of a sentence may begin after an option that is a word of its own, such as the article "a". */
const AFTER_SHORT_WORD = /^(?:[^\p{L}\p{N}\s'’]|\s*$|\s*\n|\s+(?:because|since|as|for|so|is)\b)/iu;

/** Where an option is named in a text. */
interface Place {
  readonly option: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The option that a reply takes, where it takes one and no other: the one with which it begins, unless another is named
 * that does not stand in a reason; else the only one that is named at all, and not denied or asked about. `undefined`
 * where it takes none, or several. Case counts where options differ in nothing else.
 */
export function optionInReply(options: readonly string[], reply: string): number | undefined {
  const text = reply.normalize('NFC').trim();
  const exactly = placesIn(options, text, (one) => one);
  const places = exactly.length > 0 ? exactly : unlessShort(options, placesIn(options, text, lower));
  const [first] = places;
  if (first === undefined) return undefined;
  const leads = text.slice(0, first.start).replace(OPENING, '') === '';
  const rest = text.slice(first.end);
  if (/^["'`)\]*]*\?/.test(rest)) return undefined;
  const other = places.find(({ option }) => option !== first.option);
  if (other !== undefined) {
    const reason = REASON.exec(rest)?.[0];
    const explained = reason !== undefined && first.end + reason.length <= other.start;
    return leads && explained ? first.option : undefined;
  }
  return places.some(({ start }) => !NEGATION.test(text.slice(0, start))) ? first.option : undefined;
}

/** An option as a reply would hold it. */
export function bare(option: string): string {
  const trimmed = option.normalize('NFC').trim();
  const opened = trimmed.replace(OPENING, '');
  return opened === '' ? trimmed : opened;
}

/** Where options are named as words of their own, in order; within a longer option a shorter is not named. */
function placesIn(options: readonly string[], text: string, form: (text: string) => string): readonly Place[] {
  const inForm = form(text);
  const taken: Place[] = [];
  const longestFirst = options
    .map((option, index) => ({ words: form(bare(option)), index }))
    .toSorted((a, b) => b.words.length - a.words.length);
  for (const { words, index } of longestFirst) {
    for (const { index: start } of inForm.matchAll(asWord(words))) {
      const place = { option: index, start, end: start + words.length };
      const within = taken.some((other) => place.start < other.end && other.start < place.end);
      if (!within && standsForItself(words, inForm.slice(place.end))) taken.push(place);
    }
  }
  return taken.toSorted((a, b) => a.start - b.start);
}

/** A pattern for words that are no part of a longer word or number. */
function asWord(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const before = `(?<![${WORD}])(?<!\\p{N}[.,])(?<![\\p{L}][-'’])${/^\p{N}/u.test(words) ? '(?<![-−+])' : ''}`;
  const after = `(?![${WORD}])(?![.,]\\p{N})(?![-'’]\\p{L})`;
  return new RegExp(before + escaped + after, 'gu');
}

/** "A" and "I" are words of every sentence: they are answers only where they stand for themselves. */
function standsForItself(words: string, rest: string): boolean {
  return !/^[ai]$/i.test(words) || AFTER_SHORT_WORD.test(rest);
}

/** In other case a single letter is an answer only where it begins the reply. */
function unlessShort(options: readonly string[], places: readonly Place[]): readonly Place[] {
  return places.filter(({ option, start }) => bare(options[option] ?? '').length > 1 || start <= 3);
}

/** Lower case without a change of length, so that places stay the same. */
function lower(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
}
