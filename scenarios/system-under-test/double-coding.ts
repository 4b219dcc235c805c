import type { Event, Measure, MeasureResult } from 'mesocosm';
import { codedByRules, type FailureCode } from './codebook.js';
import { conversationsOf, type Utterance } from './conversation.js';
import { CODED, PERSON_SAID, SYSTEM_REPLIED } from './events.js';

/** A second coding of a conversation that is taken for right: names of its failures, `undefined` where it was not done. */
export type SecondCoding = (utterances: readonly Utterance[]) => readonly string[] | undefined;

/** The code that any failure was found. */
const ANY = 'any-failure';
const RULES = 'the rules of the codebook';
type Coding = NonNullable<MeasureResult['codings']>[number];

/**
 * How often conversations were given each code, and how those came out that were coded twice: by a judge and by rules, or by
 * either and the second coding, which takes the place of rules.
 *
 * @param coder.judge Name of the judge, where one codes in place of the rules.
 */
export function codingMeasure(
  codebook: readonly FailureCode[],
  coder: { readonly judge?: string; readonly second?: SecondCoding },
): Measure {
  const types = [PERSON_SAID, SYSTEM_REPLIED, CODED];
  return {
    name: 'coding',
    columns: {},
    start() {
      const kept: Event[] = [];
      return {
        observe(event) {
          if (types.includes(event.type)) kept.push(event);
        },
        finish: () => ({ values: {}, codings: codingsOf(kept, codebook, coder) }),
      };
    },
  };
}

function codingsOf(
  events: readonly Event[],
  codebook: readonly FailureCode[],
  { judge, second }: { readonly judge?: string; readonly second?: SecondCoding },
): readonly Coding[] {
  const pairs = conversationsOf(events).flatMap(({ failures, utterances }) =>
    failures === undefined ? [] : [{ first: failures, second: secondOf(utterances) }],
  );
  function secondOf(utterances: readonly Utterance[]): readonly string[] | undefined {
    if (second !== undefined) return second(utterances);
    return judge === undefined ? undefined : codedByRules(codebook, utterances);
  }
  const ruled = (code: FailureCode): boolean => code.found !== undefined;
  const twice = (codes: readonly FailureCode[]): boolean => second !== undefined || codes.every(ruled);
  const about = {
    by: judge ?? RULES,
    trusted: second !== undefined ? 'a second coding' : judge !== undefined && codebook.some(ruled) ? RULES : null,
  };
  const single = codebook
    .filter((code) => judge !== undefined || ruled(code))
    .map((code) => {
      const shows = (failures: readonly string[]): boolean => failures.includes(code.name);
      return { code: code.name, title: code.name, ...about, ...countsOf(pairs, shows, twice([code])) };
    });
  const any = countsOf(pairs, (failures) => failures.length > 0, twice(codebook));
  return [{ code: ANY, title: 'any failure', ...about, composite: true, ...any }, ...single];
}

function countsOf(
  pairs: readonly { readonly first: readonly string[]; readonly second: readonly string[] | undefined }[],
  shows: (failures: readonly string[]) => boolean,
  twice: boolean,
): Pick<Coding, 'things' | 'coded' | 'both' | 'firstOnly' | 'secondOnly' | 'neither'> {
  const counts = { things: pairs.length, coded: 0, both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  for (const { first, second } of pairs) {
    const by = shows(first);
    if (by) counts.coded += 1;
    if (!twice || second === undefined) continue;
    const truly = shows(second);
    counts[by ? (truly ? 'both' : 'firstOnly') : truly ? 'secondOnly' : 'neither'] += 1;
  }
  return counts;
}
