import { presentationsOf, renderPrompt, withoutContent, type Presentation } from '../../src/agent/index.js';
import { seed32 } from '../../src/foundation/random/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { elicitationFor } from '../../src/qualification/index.js';
import { weighedStatements } from '../../src/qualification/controls/index.js';
import { battery, personOf, SIDES, topics, type ControlItem } from '../../src/qualification/items/index.js';
import type { ChooseRequest, LanguageModel, Prompt, ScoreRequest } from '../../src/spec/index.js';

/** A question as a subject meets it. */
interface Met {
  readonly item: ControlItem;
  readonly presentation: Presentation;
}

/** What decides a subject's answers: the probability of the first option of each question, and likelihoods of statements. */
export interface Subject {
  readonly name: string;
  /** Probability of the first option. */
  first(item: ControlItem, presentation: Presentation): number;
  /** Instead of it: probability of the first label, whatever it stands for. */
  readonly byLabel?: number;
  /** Probability of the first label where nothing is said. Default even, or that of `byLabel`. */
  readonly empty?: number;
  /** Raw probability on the options. Default .9. */
  readonly mass?: number;
  /** Log-likelihood of a statement that is (1), or is not (−1), on the side of the person. */
  stance(on: 1 | -1, about: string): number;
  /** What it writes where an option is right or fits. */
  write?(option: string): string;
}

/** What stands in a prompt without content: the labels alone. */
const NOTHING = 'nothing';

let known: Map<string, Met | typeof NOTHING> | undefined;

const keyOf = ({ form, system, pieces }: Prompt): string => JSON.stringify([form, system ?? '', pieces.join('')]);

/** Every prompt of the battery, in every form and person, with the question that it puts; and those without content. */
function prompts(): ReadonlyMap<string, Met | typeof NOTHING> {
  if (known !== undefined) return known;
  known = new Map();
  const forms = (['completion', 'chat'] as const).flatMap((form) =>
    (['first', 'second', 'third'] as const).map((person) => elicitationFor({ form, person })),
  );
  for (const item of [...battery('choice').items, ...battery('verdict').items]) {
    for (const elicitation of forms) {
      const how = { elicitation, persona: item.persona };
      for (const presentation of presentationsOf(item.situation, elicitation)) {
        for (const empty of withoutContent(item.situation, presentation)) {
          const { prompt } = renderPrompt(empty.situation, empty.presentation, how);
          if (!known.has(keyOf(prompt))) known.set(keyOf(prompt), NOTHING);
        }
        const { prompt } = renderPrompt(item.situation, presentation, how);
        known.set(keyOf(prompt), { item, presentation });
      }
    }
  }
  return known;
}

function met({ prompt }: { readonly prompt: Prompt }): Met | typeof NOTHING {
  const found = prompts().get(keyOf(prompt));
  if (found === undefined) throw new Error(`no question is put like this: ${prompt.pieces.join('')}`);
  return found;
}

/** Probabilities of labels, as the subject gives them to one presentation. */
function weights(subject: Subject, request: ChooseRequest): readonly number[] {
  const faced = met(request);
  const shared = (firstLabel: number): number[] =>
    [firstLabel, 1 - firstLabel].map((share) => share * (subject.mass ?? 0.9));
  if (faced === NOTHING) return shared(subject.empty ?? subject.byLabel ?? 0.5);
  const { item, presentation } = faced;
  const p = subject.first(item, presentation);
  const firstLabel = subject.byLabel ?? (presentation.labels[0] === 0 ? p : 1 - p);
  return shared(firstLabel);
}

function likelihoods(subject: Subject, { prompt, continuations }: ScoreRequest): readonly number[] {
  const said = prompt.pieces[0] ?? '';
  const topic = topics.find((one) => SIDES.some((side) => said.startsWith(personOf(one, side).text)));
  if (topic === undefined) return continuations.map(() => -20);
  const side = said.startsWith(personOf(topic, 'pro').text) ? 1 : -1;
  const statements = weighedStatements(topic);
  // Plain, then paraphrased; each pro, con, not pro, not con.
  const sides = [1, -1, -1, 1] as const;
  return continuations.map((continuation) => {
    const at = statements.indexOf(continuation.trim());
    return -20 + subject.stance((side * (sides[at % 4] as 1 | -1)) as 1 | -1, `${topic.id}/${side}/${at}`);
  });
}

/** A model on the port that answers as a subject does; a prompt that is no question of the battery is an error. */
export function subjectModel(subject: Subject): LanguageModel {
  const { name, write = (option: string) => `${option}.` } = subject;
  return scriptedModel({
    name,
    choose: (request) => weights(subject, request),
    score: (request) => likelihoods(subject, request),
    write(request) {
      const faced = met(request);
      if (faced === NOTHING) return '';
      const { item, presentation } = faced;
      const option = subject.first(item, presentation) >= 0.5 ? 0 : 1;
      return write(` ${item.situation.options[presentation.labels[option] ?? 0]}`);
    },
  });
}

/** What somebody would answer who understands every question: .95 for what is right, the share of a majority. */
function understood({ right, count }: ControlItem): number {
  if (count !== undefined) return count === 10 ? 0.95 : count / 10;
  return right === null ? 0.5 : right === 0 ? 0.95 : 0.05;
}

/** Understands everything. */
export const perfect: Subject = { name: 'perfect', first: understood, stance: (on) => 2 * on };

/** Any probability for any prompt, always the same for the same one. */
export const random: Subject = {
  name: 'random',
  first: ({ id }, presentation) => seed32('random', id, JSON.stringify(presentation)) / 2 ** 32,
  stance: (_on, about) => (4 * seed32('random', about)) / 2 ** 32,
  write: () => 'It depends.',
};

/** Takes the first label, whatever it stands for. */
export const labelBiased: Subject = { name: 'label-biased', first: () => 0.85, byLabel: 0.85, stance: () => 0 };

/** Understands everything but what happened before: rounds are nothing to it. */
export const historyBlind: Subject = {
  ...perfect,
  name: 'history-blind',
  first: (item) => (item.kind === 'history' || item.kind === 'recall' ? 0.5 : understood(item)),
};
