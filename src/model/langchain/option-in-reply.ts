/** Letters and digits: what a word is made of. */
const WORD = String.raw`\p{L}\p{N}`;
/** What may stand before an answer without changing it. */
const OPENING = /^[\s"'`([*{]+/;
/** Words after which a named option is one that is not taken. */
const NEGATION =
  /(?:\b(?:not|never|neither|nor|no|cannot|avoid|against|without|except|but|refuse|decline|hate|dislike|instead of|rather than|nicht|kein\w*|pas)|n['’]t)\b[^,.;:!?\n]*$/iu;
/** Words with which somebody takes what follows: `I choose`, `my answer is`, `choice:`. */
const TAKES = [
  String.raw`\b(?:I|we)(?:['’](?:d|ll))?(?:\s+(?:would|will|shall|do|have))?(?:\s+\p{L}+ly)?\s+(?:choose|chose|chosen|pick|picked|select|take|say|prefer|answer|vote for|vote|go with|opt for|decide on|decide for)`,
  String.raw`(?:^|[.!?\n]\s*)(?:choose|pick|select|take|say|go with|let['’]?s (?:choose|pick|go with))`,
  String.raw`\b(?:answer|choice|choose|pick|option|opinion|decision|response|vote)["'*_]*\s*(?:is|would be|=|:)`,
].join('|');
const BEFORE_IT = String.raw`(?:\s+(?:the|option|opinion|name|number|for))*[\s:"'*_([{\x60]*$`;
const TAKING = new RegExp(`(?:${TAKES})${BEFORE_IT}`, 'iu');

/** How a sentence goes on that says something of an option that it begins with, and what of it takes the option. */
const SAYS =
  /^["'`)\]*]*\s+(?:is|isn|was|wasn|would|wouldn|will|won|can|cannot|could|should|shouldn|has|had|does|doesn|seems|looks|may|might|must)\b/iu;
const PRAISES =
  /^["'`)\]*]*\s+(?:is|was|would be|will be|seems|looks)\s+(?:(?:clearly|really|definitely|simply)\s+)?(?:my|our|the|what I|best|better|right|correct)(?!\s*(?:wrong|worst|worse|bad|poor|least|only|other))\b/iu;
const DENIES = /(?:\b(?:not|never|no|wrong|worst|worse|bad|poor|least|neither|cannot)|n['’]t)\b/iu;

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
 * that does not stand in a reason, or what follows speaks against it; else the only one that is named at all, where the
 * words before it take it (`I choose …`, `my answer is …`). `undefined` where it takes none, or several: that an option is
 * mentioned, by way of history or in doubt, takes nothing. Case counts where options differ in nothing else.
 *
 * @param how.cut Whether the reply was cut off: then only what it begins with can be its answer.
 */
export function optionInReply(
  options: readonly string[],
  reply: string,
  { cut = false }: { readonly cut?: boolean } = {},
): number | undefined {
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
  if (leads) return speaksAgainst(rest) ? undefined : first.option;
  const taken = places.some(({ start, end }) => {
    const before = text.slice(0, start);
    return TAKING.test(before) && !NEGATION.test(before) && !speaksAgainst(text.slice(end));
  });
  return taken && !cut ? first.option : undefined;
}

/** Whether a sentence that begins with an option says something else of it than that it is taken. */
function speaksAgainst(rest: string): boolean {
  const [sentence = ''] = rest.split(/[.!?\n]/);
  if (!SAYS.test(sentence)) return false;
  return !PRAISES.test(sentence) || DENIES.test(sentence);
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
