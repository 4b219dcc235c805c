/** What a reply must be. */
export interface ReplyDemands {
  /** Least and most words. */
  readonly words: readonly [least: number, most: number];
  /** Must stand in it; left out where it is put in front afterwards. */
  readonly name?: string;
  /** What the model was told to do: no sentence of it may come back. */
  readonly instructions?: string;
}

/** Sentences shorter than this say little about where they come from. */
const TELLING_WORDS = 5;
/** How often a text may say the same sentence. Tiny models turn in circles. */
const MOST_REPEATS = 2;
/** Least share of different words in a text of some length; ordinary prose of 300 words has about half. */
const LEAST_VARIETY = 0.35;
const VARIED_FROM_WORDS = 60;
/** Words of a run, and the share of the runs of the instructions that may come back. */
const RUN = 4;
const MOST_TOLD = 0.4;

/**
 * A check for a {@link WritingTask}: says what is wrong with a reply (a refusal, too short, too long, nameless, a copy of
 * the instructions, the same over and over), or nothing where it will do.
 */
export function replyCheck(demands: ReplyDemands): (text: string) => string | undefined {
  const { words, name, instructions = '' } = demands;
  const [least, most] = words;
  const told = sentencesOf(instructions);
  return (text) => {
    if (isRefusal(text)) return 'it is a refusal';
    const used = wordsOf(text.toLowerCase());
    const count = used.length;
    if (count < least) return `it has ${count} words, and at least ${least} were expected`;
    if (count > most) return `it has ${count} words, and at most ${most} were expected`;
    if (name !== undefined && !text.includes(name)) return `it does not name ${name}`;
    const said = sentencesOf(text);
    const copied = told.find((sentence) => said.some((one) => one.includes(sentence)));
    if (copied !== undefined) return `it repeats the instructions ("${copied}")`;
    if (shareOfRuns(instructions, text) > MOST_TOLD) return 'it repeats the instructions in nearly the same words';
    const again = said.find((one) => said.filter((other) => other === one).length > MOST_REPEATS);
    if (again !== undefined) return `it says the same again and again ("${again}")`;
    const circles = count >= VARIED_FROM_WORDS && new Set(used).size < LEAST_VARIETY * count;
    return circles ? 'it turns in circles: too few of its words differ' : undefined;
  };
}

const APOLOGY = /^\W*(i['’]?m (very |so )?sorry|i am sorry|sorry|i apologi[sz]e|unfortunately)\b/i;
const INABILITY =
  /\b(i|we) (can['’]?t|cannot|can not|won['’]?t|will not|am unable to|am not able to|must decline to) (\w+ )?(help|assist|comply|fulfil|fulfill|write|create|generate|provide|produce|do that|do this)\b/i;
const MACHINE = /\bas an? (ai|artificial intelligence|(large )?language model)\b/i;

/** Whether a reply declines to write: an apology or a machine's disclaimer in its first two sentences, with an inability. */
export function isRefusal(text: string): boolean {
  const beginning = text.trim().slice(0, 240);
  return MACHINE.test(beginning) || (INABILITY.test(beginning) && (APOLOGY.test(beginning) || text.length < 160));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
}

/** How many of the runs of words of one text stand in another, in [0, 1]; 0 of a text that has none. */
function shareOfRuns(of: string, inText: string): number {
  const runs = runsOf(of);
  const known = new Set(runsOf(inText));
  return runs.length === 0 ? 0 : runs.filter((run) => known.has(run)).length / runs.length;
}

function runsOf(text: string): readonly string[] {
  const words = wordsOf(text.toLowerCase());
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

/** Sentences that are long enough to tell, without case or marks. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[.!?\n]+/)
    .map((sentence) => wordsOf(sentence.toLowerCase()))
    .filter((words) => words.length >= TELLING_WORDS)
    .map((words) => words.join(' '));
}
