import type { Persona, Prompt, Situation, Text } from '../../spec/index.js';
import type { Elicitation } from './elicitation.js';
import { canonicalStatements, type Presentation } from './presentations.js';

/** A prompt and the options as they would stand in the reply, in the order of the situation's labels. */
export interface DecisionPrompt {
  readonly prompt: Prompt;
  readonly options: readonly string[];
}

/**
 * Puts a situation in words. What many prompts share comes first: who one is, the framing, then one piece a statement.
 *
 * In completion form the prompt ends with the cue, without spaces at its end, and each option follows after a space; in chat
 * form persona and framing are the system message, and options stand alone.
 */
export function renderPrompt(
  situation: Situation,
  presentation: Presentation,
  how: { readonly elicitation: Elicitation; readonly persona?: Persona },
): DecisionPrompt {
  const { form } = how.elicitation;
  const fill = filler(situation, presentation, how);
  const statements = canonicalStatements(situation);
  const lines = presentation.order.map((statement, line) => `${fill(statements[statement] ?? [], line)}\n`);
  const framing = situation.framing.map((text) => fill(text));
  const persona = how.persona === undefined ? [] : [how.persona.text.trim()];
  if (form === 'completion') {
    const opening = [...persona, ...framing].map((text) => `${text}\n`);
    // Tokens begin with their space: after one more, small models go on with digits and signs.
    const cue = fill(situation.cue.completion).replace(/[ \t]+$/, '');
    const prompt: Prompt = { form, pieces: [...opening, ...lines, cue] };
    return { prompt, options: situation.options.map((option) => ` ${option}`) };
  }
  const system = [...persona, ...framing].join('\n');
  const prompt: Prompt = {
    form,
    ...(system === '' ? {} : { system }),
    pieces: [...lines, fill(situation.cue.chat)],
  };
  return { prompt, options: situation.options };
}

/** What an agent without a persona is called in the third person. */
const SOMEBODY = 'Somebody';

/** What is said of the agent itself, in the person that is taken. */
export function inPerson(
  forms: readonly [first: string, second: string, third: string],
  { elicitation, persona }: { readonly elicitation: Pick<Elicitation, 'person'>; readonly persona?: Persona },
): string {
  const [first, second, third] = forms;
  if (elicitation.person === 'third') return third.replaceAll('{name}', persona?.name ?? SOMEBODY);
  return elicitation.person === 'first' ? first : second;
}

/** Fills the holes of a text; `line` is where a statement stands. */
function filler(
  situation: Situation,
  presentation: Presentation,
  how: { readonly elicitation: Elicitation; readonly persona?: Persona },
): (text: Text, line?: number) => string {
  const labelOf = (option: number): string =>
    situation.options[presentation.labels[option] ?? -1] ?? missing('option', option);
  const listed = presentation.list.map((label) => situation.options[label] ?? missing('label', label));
  return (text, line) =>
    text
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('option' in part) return labelOf(part.option);
        if ('list' in part) return inWords(listed, part.list);
        if ('person' in part) return inPerson(part.person, how);
        // Where order means nothing, names belong to lines: who says what is presentation.
        const name = situation.unordered && line !== undefined ? (presentation.names[line] ?? line) : part.name;
        return situation.names[name] ?? missing('name', name);
      })
      .join('');
}

/** `Q, M or X`. */
function inWords(items: readonly string[], conjunction: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

function missing(what: string, index: number): never {
  throw new Error(`a situation refers to its ${what} ${index}, which it does not have`);
}
