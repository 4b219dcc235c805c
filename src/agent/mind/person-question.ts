import { firstFault } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { AnswerForm, Json, MindContext, Situation } from '../../spec/index.js';
import {
  Elicitation,
  livePresentation,
  readNumber,
  readWords,
  renderPrompt,
  withWanted,
} from '../elicitation/index.js';

/** What is put to a person. */
export interface PersonQuestion {
  readonly agent: string;
  /** Who the person is here: the persona's name, or else the agent's id. */
  readonly name: string;
  /** How many decisions this agent made before. */
  readonly occasion: number;
  /** Who one is, the rules, what one sees, and the question. */
  readonly text: string;
  /** Labels of the options, where one of them is to be chosen. */
  readonly options?: readonly string[];
  /** What is asked for, where it is no choice. */
  readonly form?: AnswerForm;
  /** How long there is for the answer, corrections included; missing where it may take as long as it takes. */
  readonly timeoutMs?: number;
  /** Why the answer before did not do, where the question is put again. */
  readonly wrong?: string;
}

const AS_IT_IS = Elicitation.parse({ form: 'chat', labels: 'fixed' });

/** Puts a situation to a person as it is put in a chat, with labels as they are. */
export function personQuestion(situation: Situation, context: MindContext): PersonQuestion {
  const { agent, occasion, persona, stream } = context;
  const { answer: form } = situation;
  const asked = form === undefined || form.kind === 'structured' ? situation : withWanted(situation, form);
  const chance = chancesFrom(stream)('presentation', agent, occasion);
  // Options are numbered as they come; a text that lists them does it in the same order.
  const presentation = { ...livePresentation(asked, AS_IT_IS, chance), list: situation.options.map((_, at) => at) };
  const { prompt } = renderPrompt(asked, presentation, { elicitation: AS_IT_IS, persona });
  const text = [...(prompt.system === undefined ? [] : [`${prompt.system}\n\n`]), ...prompt.pieces].join('').trimEnd();
  const what = form === undefined ? { options: situation.options } : { form };
  return { agent, name: persona?.name ?? agent, occasion, text, ...what };
}

/** What an answer means, or one sentence on why it does not do. */
export type PersonAnswer =
  | { readonly ok: true; readonly option: number }
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly wrong: string };

/**
 * Reads what a person gave: the name of an option (in any case, where only one has it) or else its number from 1; a number
 * or a text that holds it; words, or `null` for silence; a value or its JSON.
 */
export function readPersonAnswer(given: Json, { options, form }: PersonQuestion): PersonAnswer {
  if (options !== undefined) return readOption(given, options);
  if (form?.kind === 'number') {
    const read = readNumber(String(given), form, { names: [], continues: false, cut: false });
    return read.ok ? read : wrong(read.why);
  }
  if (form?.kind === 'text') {
    if (given === null && form.silence !== undefined) return { ok: true, value: null };
    const read = readWords(typeof given === 'string' ? given : '', form, { names: [], continues: false, cut: false });
    return read.ok ? read : wrong(read.why);
  }
  if (form === undefined) return wrong('nothing is asked for');
  const json = typeof given === 'string' ? parsed(given) : given;
  const checked = form.schema.safeParse(json ?? given);
  if (checked.success) return { ok: true, value: checked.data as Json };
  return wrong(json === undefined ? 'it is no JSON' : firstFault(checked.error, 'the answer'));
}

function readOption(given: Json, options: readonly string[]): PersonAnswer {
  const text = String(given).trim();
  const exact = options.indexOf(text);
  if (exact >= 0) return { ok: true, option: exact };
  const alike = options.flatMap((option, at) => (option.toLowerCase() === text.toLowerCase() ? [at] : []));
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return { ok: true, option: only };
  const place = /^\d+$/.test(text) ? Number(text) - 1 : -1;
  if (options[place] !== undefined) return { ok: true, option: place };
  return wrong(
    `"${text.slice(0, 40)}" is none of the options; give the name of one, or its number from 1 to ${options.length}`,
  );
}

function wrong(why: string): PersonAnswer {
  return { ok: false, wrong: why };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
