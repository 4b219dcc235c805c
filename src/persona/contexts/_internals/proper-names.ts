/** Tells proper names, as far as a questionnaire itself can. */
export interface ProperNames {
  /** "I", and whatever nowhere in it is written without a capital. */
  mayBe(word: string): boolean;
  /** Whatever is written with a capital within sentences, and nowhere without. */
  must(word: string): boolean;
}

/** @param texts Sentences, or what follows the first word of one where that is in question. */
export function properNames(texts: readonly string[]): ProperNames {
  const found = (pattern: RegExp): ReadonlySet<string> => new Set(texts.flatMap((text) => text.match(pattern) ?? []));
  const small = found(/(?<![\p{L}\p{N}'’])\p{Ll}[\p{L}'’]*/gu);
  const capital = found(/(?<=[\p{Ll},;] )\p{Lu}[\p{L}]+/gu);
  const isOrdinary = (word: string): boolean => small.has(word) || ORDINARY.has(word);
  return {
    mayBe: (word) => bare(word) === 'I' || !isOrdinary(bare(word).toLowerCase()),
    must: (word) => capital.has(capitalised(bare(word))) && !isOrdinary(bare(word).toLowerCase()),
  };
}

/** A word without what follows it, and without the ending of a genitive. */
export function bare(word: string): string {
  return word.replace(/[^\p{L}'’-]+$/u, '').replace(/['’]\p{L}*$/u, '');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Words with which sentences begin, and which are no names even where they are written nowhere else. */
const ORDINARY = new Set(
  'a an the it he she they we you one this that these those there people everyone everybody nobody no every each all some most many few any my our your their his her its if when where while what who whoever only even to in on at of for from with without by as and but or not never always'.split(
    ' ',
  ),
);
