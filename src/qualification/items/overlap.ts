/** Words that carry no content of their own: what statements of any topic share. */
const STOP_WORDS = new Set(
  (
    'a about above after again against all alone also always am among an and another any anybody anyone anything are ' +
    'around as at away back be because been before behind being below between both but by can cannot come could did do ' +
    'does done down during each else enough ever every everybody everyone everything everywhere few first five for four ' +
    'from get gets give go goes had has have he help her here him his how however i if in instead into is it its itself ' +
    'just keep kept last late left less let like long made make makes making many may me might mine more most much must ' +
    'my myself never next no nobody none nor not nothing now of off on once one only onto or other others ought our out ' +
    'over own put same see seen set shall she should since so some somebody someone something soon still stop stay take ' +
    'taken than that the their them themselves then there these they thing things this those three through to together ' +
    'too two under until up upon us used very wants was way we well were what when where wherever whether which while who ' +
    'whole whom whose why will with within without would yet you your good better best right wrong want wanted think ' +
    'thought need needed'
  ).split(' '),
);

const SUFFIXES = ['ingly', 'edly', 'ings', 'ness', 'ment', 'ies', 'ied', 'ing', 'ers', 'est', 'ful', 'ed', 'er', 'es'];

/** The stem of a word, roughly: what is left without the commonest endings of English. */
function stem(word: string): string {
  const ending = [...SUFFIXES, 'ly', 's', 'y', 'e'].find(
    (suffix) => word.endsWith(suffix) && word.length - suffix.length >= 3,
  );
  return ending === undefined ? word : word.slice(0, word.length - ending.length);
}

/** Stems of the content words of a text: without stop words, brackets and marks. */
export function contentStems(text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
  return [...new Set(words.map(stem))];
}

/**
 * Content words that two texts share, as stems of the first. Words whose stems begin alike for at least five letters
 * count as one word (`tourist`, `tourism`): it is better to see a word twice than to miss one.
 */
export function sharedContent(first: string, second: string): readonly string[] {
  const others = contentStems(second);
  const alike = (a: string, b: string): boolean =>
    a === b || (a.length >= 5 && b.length >= 5 && a.slice(0, 5) === b.slice(0, 5));
  return contentStems(first).filter((word) => others.some((other) => alike(word, other)));
}
