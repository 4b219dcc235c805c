/** A citation in the running text: surnames and a year. */
export interface Citation {
  readonly authors: readonly string[];
  /** Whether it stands for more authors than it names. */
  readonly etAl: boolean;
  readonly year: number;
}

const SURNAME = String.raw`(?:(?:De|Ben|Van|von) )?\p{Lu}\p{L}*(?:-\p{Lu}\p{L}+)*`;
const CITED = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(${SURNAME}(?:(?:, and |, | and )${SURNAME})*)( et al\.)?,? \(?((?:18|19|20)\d\d)(?![\d-])`,
  'gu',
);
/** Capital words that are nobody where they stand alone before a year: months, and things that have versions or dates. */
const NOBODY = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*$|^(?:Mesocosm|Copyright|Of)$/;

/** Citations in a text, which may be a comment that is broken over lines. */
export function citationsIn(text: string): readonly Citation[] {
  const joined = text.replace(/\s*\n\s*(?:\*|\/\/|>|\|)?\s*/g, ' ').replaceAll('**', '');
  return [...joined.matchAll(CITED)].flatMap(([, names = '', etAl, year]) => {
    const authors = names.split(/, and |, | and /);
    const [only = ''] = authors.length === 1 ? authors : [];
    return NOBODY.test(only) ? [] : [{ authors, etAl: etAl !== undefined, year: Number(year) }];
  });
}

/** arXiv numbers in a text. */
export function arxivIn(text: string): readonly string[] {
  return [...text.matchAll(/arXiv[ :]+(\d{4}\.\d{4,5})/g)].map(([, number]) => number as string);
}

/** Whether two citations are of the same work, as far as they say. */
export function sameWork(a: Citation, b: Citation): boolean {
  if (a.year !== b.year || a.authors[0] !== b.authors[0]) return false;
  return a.etAl || b.etAl || a.authors.join() === b.authors.join();
}

/** `Watts, Strogatz 1998`. */
export function inWords({ authors, etAl, year }: Citation): string {
  return `${authors.join(', ')}${etAl ? ' et al.' : ''} ${year}`;
}
