import type { Prompt } from '../../spec/index.js';

/** How often a reply that is not what was asked for is explained and asked for again, where the request does not say. */
export const DEFAULT_REPAIRS = 2;

/** The most that an explanation shows of a reply to a choice. */
const SHOWN = 200;

/** The prompt with a text after it. */
export function followedBy(prompt: Prompt, text: string): Prompt {
  return { ...prompt, pieces: [...prompt.pieces, `\n\n${text}`] };
}

/** The prompt with the schema that the reply is to have, in words. */
export function askingForJson(prompt: Prompt, shape: object): Prompt {
  return followedBy(prompt, `Reply with JSON alone, of this schema:\n${JSON.stringify(shape)}`);
}

/** The prompt of a text once more, after a reply that said nothing, or nothing but thoughts. */
export function askingForText(prompt: Prompt, { thoughts }: { readonly thoughts: boolean }): Prompt {
  return explaining(prompt, {
    chat: `${saidNothing(thoughts)} Reply with what is asked for above.`,
    text: 'Last time nothing was written after the text below. Something has to follow it.',
  });
}

/** The prompt of a choice once more, after a reply that did not take one of the options. */
export function askingForOption(
  prompt: Prompt,
  options: readonly string[],
  { text, thoughts }: { readonly text: string; readonly thoughts: boolean },
): Prompt {
  const said = text.trim().slice(0, SHOWN);
  const names = options.map((option) => option.trim()).join(', ');
  const wrong = `Your last reply was\n${said}\nwhich does not take exactly one of the options.`;
  return explaining(prompt, {
    chat: `${said === '' ? saidNothing(thoughts) : wrong} Reply with one of these alone: ${names}.`,
    text: `Last time ${said === '' ? 'nothing' : `"${said}"`} was written after the text below. One of these alone has to follow it: ${names}.`,
  });
}

/** The prompt of a choice that is made as a value once more, after a reply that was no such value. */
export function askingForChoice(prompt: Prompt, text: string): Prompt {
  const said = text.trim().slice(0, SHOWN);
  return followedBy(
    prompt,
    `Your last reply was\n${said}\nwhich is not the JSON asked for above. Reply with it alone.`,
  );
}

/** After the question of a chat; before a text that is to be continued, for its end is where the reply begins. */
function explaining(prompt: Prompt, words: { readonly chat: string; readonly text: string }): Prompt {
  if (prompt.form === 'chat') return followedBy(prompt, words.chat);
  return { ...prompt, pieces: [`${words.text}\n\n`, ...prompt.pieces] };
}

function saidNothing(thoughts: boolean): string {
  return thoughts ? 'Your last reply had thoughts and no answer: think less.' : 'Your last reply was empty.';
}
