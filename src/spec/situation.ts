import type { z } from 'zod';

/**
 * Text with holes: `{ option: 0 }` stands for the label of the first option, `{ name: 3 }` for the name of the fourth
 * person in the situation, `{ list: 'or' }` for all labels in the order of the presentation (`Q, M or X`), and
 * `{ person: ['I chose', 'You chose', '{name} chose'] }` for what is said of the agent itself, in the grammatical person
 * that elicitation takes. Elicitation fills them; until then a situation does not depend on labels or names, and a change
 * of labels is a change of numbers.
 */
export type Text = readonly (
  | string
  | { readonly option: number }
  | { readonly name: number }
  | { readonly list: string }
  | { readonly person: readonly [first: string, second: string, third: string] }
)[];

/**
 * What is asked for, where it is no choice among options.
 *
 * - `number`: a finite number within bounds, both included; whole where `integer` is set.
 * - `text`: words of at most `maxCharacters` characters (UTF-16 code units). Where `silence` is given, it stands for saying
 *   nothing, and the answer is then `null`.
 * - `structured`: a value of a schema.
 */
export type AnswerForm =
  | {
      readonly kind: 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly integer?: boolean;
      /** In words, for example `euros`. */
      readonly unit?: string;
    }
  | { readonly kind: 'text'; readonly maxCharacters: number; readonly silence?: string }
  | { readonly kind: 'structured'; readonly schema: z.ZodType };

/**
 * What an agent faces when it decides, as data. A scenario builds it; only elicitation turns it into a prompt.
 *
 * Two situations of one scenario with the same `kind`, `options` and `state` pose the same decision problem: they may
 * differ only in presentation (who said what, in which order).
 */
export interface Situation {
  /** Which of the scenario's situations this is, for example `opinion`. */
  readonly kind: string;
  /** Labels of the options in canonical order; none where something else is asked for. */
  readonly options: readonly string[];
  /** What is asked for, where it is no choice among options. */
  readonly answer?: AnswerForm;
  /**
   * `true` where the options are points of a scale, named in their order: their labels mean what they say and are never
   * exchanged; presentations name the scale forwards and backwards.
   */
  readonly scale?: boolean;
  /** Canonical name of the decision problem with its options as holes, for example `QM QQ` or `7 of 20`. */
  readonly state: Text;
  /** Rules and role, before anything that was seen. Shared by many situations. */
  readonly framing: readonly Text[];
  /** What the agent sees and remembers, one statement each. */
  readonly statements: readonly Text[];
  /** `true` where the order of statements means nothing: then it is presentation and may be shuffled. */
  readonly unordered: boolean;
  /** Names that `{ name }` refers to; which name stands where is presentation too. */
  readonly names: readonly string[];
  /** The last words of the prompt: `completion` is continued by an option, `chat` is a question. */
  readonly cue: { readonly completion: Text; readonly chat: Text };
  /**
   * What somebody who holds an option believes, one statement an option, as it would follow "I believe that". Where they
   * are there, a model can be asked by the likelihood of the statements and not by the options.
   */
  readonly claims?: readonly Text[];
}

const states = new WeakMap<Situation, string>();

/** A situation's state with the canonical labels in its holes, for example `QM QQ`. Kept for each situation object. */
export function canonicalState(situation: Situation): string {
  let state = states.get(situation);
  if (state === undefined) {
    state = situation.state
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('option' in part) return situation.options[part.option] ?? '?';
        if ('name' in part) return situation.names[part.name] ?? '?';
        return 'list' in part ? situation.options.join(', ') : part.person[1];
      })
      .join('');
    states.set(situation, state);
  }
  return state;
}
