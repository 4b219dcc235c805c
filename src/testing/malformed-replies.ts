/** A reply that is not as it was asked for, and the most that may be made of it. */
export interface MalformedReply {
  /** What is wrong with it. */
  readonly what: string;
  readonly text: string;
  /** Where it was cut by the limit of tokens. */
  readonly finish?: 'length';
  /** The words of a refusal, where the endpoint marks it as one. */
  readonly refusal?: string;
  /** The one option that may be taken from it; absent where none may. */
  readonly option?: number;
  /** The value that may be taken from it; absent where none may. */
  readonly value?: unknown;
  /** The free text that may be taken from it, but for white space around it; absent where none may. */
  readonly written?: string;
}

/**
 * Replies to a choice, each wrong in another way that ends runs elsewhere. From those with an `option` that option may
 * be taken, or none; from the others nothing may: a model says why, with the reply as evidence.
 *
 * @param options At least two, distinct in more than case.
 */
export function malformedReplies(options: readonly string[]): readonly MalformedReply[] {
  const [a = '', b = ''] = options.map((option) => option.trim());
  const unclear: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['nothing but spaces', ' \n\t '],
    ['prose', 'One would have to think about this for a while.'],
    ['a refusal in words', 'Sorry, but this cannot be answered here.'],
    ['an unknown type of output', '{"type":"dance","steps":3}'],
    ['a value without the field asked for', '{"reason":"it is better"}'],
    ['half a value', '{"choice":'],
    ['a list where one was asked for', JSON.stringify([a, b])],
    ['options on a free answer', JSON.stringify({ type: 'free', options: [a, b] })],
    ['a value for each option', JSON.stringify({ [a]: 0.6, [b]: 0.4 })],
    ["nobody's name", 'Zaphod'],
    ['a number with a unit', '5m'],
    ['a number with a fraction and a unit', '1.5h'],
    ['an amount', '30 coins'],
    ['another language', 'Lieber das andere, bitte.'],
    ['two options with "or"', `${a} or ${b}`],
    ['two options with "and"', `${b} and ${a}.`],
    ['two options with a stroke', `${a}/${b}`],
    ['two options side by side', `${a} ${b}`],
    ['two options in lines', `${a}\n${b}`],
    ['a change of mind', `${a}. Actually, ${b}.`],
    ['both options', `Both ${a} and ${b} will do.`],
    ['neither option', `Neither ${a} nor ${b}.`],
    ['an option that is denied', `Not ${a}.`],
    ['an option as a question', `${a}?`],
    ['an option within a longer word', `x${a}x`],
    ['an option that somebody else took', `Ann chose ${a}.`],
    ['an option that is refused', `I refuse to choose ${a}.`],
    ['an option that is not allowed', `${a} is not allowed.`],
    ['anything else', `Anything but ${a}.`],
    ['an option that is not taken', `${a} isn’t what I choose.`],
    ['an option that is called wrong', `${a} is the wrong choice.`],
    ['an option that is disliked', `I hate ${a}.`],
    ['an option that would be bad', `${a} would be a bad idea.`],
    ['an option whose meaning is asked for', `It depends on what ${a} means.`],
  ];
  const clear: readonly (readonly [what: string, text: string])[] = [
    ['a code fence', `\`\`\`\n${a}\n\`\`\``],
    ['a value in a code fence', `\`\`\`json\n${JSON.stringify({ choice: a })}\n\`\`\``],
    ['a field too many', JSON.stringify({ choice: a, mood: 'glad' })],
    ['the same option twice in a list', JSON.stringify([a, a])],
    ['the same option again and again', `${a}, ${a}, ${a}`],
    ['capitals', a.toUpperCase()],
    ['small letters', a.toLowerCase()],
    ['punctuation', `"${a}".`],
    ['emphasis', `**${a}**`],
    ['brackets', ` (${a})!`],
    ['thoughts before it', `<think>${b}? Or ${a}? Hm.</think>\n${a}`],
    ['the end of thoughts before it', `Let me see, ${b} would do.\n</think>\n\n${a}`],
  ];
  return [
    ...unclear.map(([what, text]) => ({ what, text })),
    ...clear.map(([what, text]) => ({ what, text, option: 0 })),
    { what: 'a refusal', text: '', refusal: 'I will not answer this.' },
    { what: 'a reply cut by the limit', text: 'I th', finish: 'length' },
    { what: 'a history cut by the limit', text: `Looking at the history, Ann chose ${a}, and`, finish: 'length' },
    { what: 'a reason cut by the limit', text: `I would say ${a} has the disadv`, finish: 'length' },
    { what: 'thoughts cut by the limit', text: `<think>Is it ${a}? Then`, finish: 'length' },
  ];
}

/**
 * Replies to a question for something else than a choice, each wrong in another way, whatever is asked for: a number, words
 * or a value. None of them may end a run.
 */
export function malformedAnswers(): readonly MalformedReply[] {
  const value = JSON.stringify({ value: 5 });
  const texts: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['nothing but spaces', ' \n\t '],
    ['prose', 'One would have to think about this for a while.'],
    ['a refusal in words', 'Sorry, but this cannot be answered here.'],
    ['a value in a code fence', `\`\`\`json\n${value}\n\`\`\``],
    ['an unknown type of output', '{"type":"dance","steps":3}'],
    ['a missing field', '{}'],
    ['a field too many', '{"value":5,"mood":"glad"}'],
    ['the same twice', `${value}\n${value}`],
    ['options on a free answer', '{"type":"free","options":["A","B"]}'],
    ['a list for an object', '[5]'],
    ['nothing for a value', 'null'],
    ['a text for a number', '{"value":"5"}'],
    ['half a value', '{"value":'],
    ['a number with a unit', '5m'],
    ['a number with a fraction and a unit', '1.5h'],
    ['an amount', '30 coins'],
    ['a number that is none', 'NaN'],
    ['an endless number', '1e999'],
    ['a number in words', 'five'],
    ['two numbers at once', '5 or 6'],
    ['a number out of all bounds', '-99999999999'],
    ["somebody else's words", 'Zaphod: I say nothing.'],
    ['a conversation', 'Ann: Hello.\nBen: Good day.\nAnn: Well.'],
    ['thoughts before it', '<think>5? Or 6?</think>\n5'],
    ['thoughts without an end', '<think>5? Or'],
    ['characters of control', '\u0000\u001b[2J\u0007'],
    ['half of a pair of characters', '\ud83d'],
    ['very many words', 'word '.repeat(5000)],
  ];
  return [
    ...texts.map(([what, text]) => ({ what, text })),
    { what: 'a refusal', text: '', refusal: 'I will not answer this.' },
    { what: 'a reply cut by the limit', text: 'I would say that', finish: 'length' },
    { what: 'a number cut by the limit', text: '1', finish: 'length' },
  ];
}

/**
 * Replies to a request for `{"choice": …, "amount": …}`, a text among `options` and a whole number, each wrong in another
 * way. Where there is a `value`, that value may be taken, or none.
 */
export function malformedValues(options: readonly string[]): readonly MalformedReply[] {
  const [a = '', b = ''] = options;
  const value = { choice: a, amount: 5 };
  const json = JSON.stringify(value);
  const wrong: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['prose', 'One would have to think about this for a while.'],
    ['an unknown type of output', '{"type":"dance","steps":3}'],
    ['a missing field', JSON.stringify({ choice: a })],
    ['a list for an object', JSON.stringify([a, 5])],
    ['two options at once', JSON.stringify({ choice: [a, b], amount: 5 })],
    ['an unknown option', JSON.stringify({ choice: 'Zaphod', amount: 5 })],
    ['a number with a unit', JSON.stringify({ choice: a, amount: '5m' })],
    ['a number with a fraction and a unit', JSON.stringify({ choice: a, amount: '1.5h' })],
    ['an amount in words', JSON.stringify({ choice: a, amount: '30 coins' })],
    ['a text for a number', JSON.stringify({ choice: a, amount: '5' })],
    ['nothing for a number', JSON.stringify({ choice: a, amount: null })],
    ['two values at once', `${json}\n${json}`],
  ];
  const right: readonly (readonly [what: string, text: string])[] = [
    ['a code fence', `\`\`\`json\n${json}\n\`\`\``],
    ['prose around it', `Gladly! ${json} I hope that this helps.`],
    ['a field too many', JSON.stringify({ ...value, mood: 'glad' })],
    ['thoughts before it', `<think>{"choice": maybe?}</think>\n${json}`],
  ];
  return [
    ...wrong.map(([what, text]) => ({ what, text })),
    ...right.map(([what, text]) => ({ what, text, value })),
    { what: 'a refusal', text: '', refusal: 'I will not answer this.' },
    { what: 'a value cut by the limit', text: json.slice(0, -3), finish: 'length' },
  ];
}

/**
 * Replies to a request for free text that say nothing, each in another way. Where there is `written`, that text may be
 * taken, or none.
 */
export function malformedTexts(): readonly MalformedReply[] {
  const written = 'Ann lives by the sea.';
  return [
    { what: 'nothing', text: '' },
    { what: 'a space', text: ' ' },
    { what: 'nothing but white space', text: ' \n\t\u00a0\r\n ' },
    { what: 'nothing but thoughts', text: '<think>What could I say?</think>' },
    { what: 'thoughts and white space', text: '<thinking>What could I say?</thinking>\n\n' },
    { what: 'nothing after the end of thoughts', text: 'What could I say?\n</think>\n' },
    { what: 'thoughts cut by the limit', text: `<think>I could say: ${written}`, finish: 'length' },
    { what: 'nothing within the limit', text: '', finish: 'length' },
    { what: 'a refusal', text: '', refusal: 'I will not write this.' },
    { what: 'thoughts before a text', text: `<think>A village?</think>\n${written}`, written },
    { what: 'white space around a text', text: `\n\n ${written}\n`, written },
    { what: 'a text cut by the limit', text: written, finish: 'length', written },
  ];
}
