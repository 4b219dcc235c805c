/** Tags between which models put their thoughts. */
const TAG = '(?:think|thinking|thought|reasoning)';
const WITH_BEGINNING = new RegExp(`^\\s*<${TAG}>[\\s\\S]*?(?:</${TAG}>\\s*|$)`, 'i');
/** Some templates put the first tag into the prompt, so that a reply has only the last. */
const WITHOUT_BEGINNING = new RegExp(`^[\\s\\S]*</${TAG}>\\s*`, 'i');

/** What a reply says once its thoughts are taken away. Thoughts that were cut off have no end, and nothing after them. */
export function answerIn(whole: string): { readonly text: string; readonly thoughts: boolean } {
  const text = whole.replace(WITH_BEGINNING, '').replace(WITHOUT_BEGINNING, '');
  return { text, thoughts: text !== whole };
}
