import { presentationsOf, renderPrompt } from '../agent/index.js';
import type { MindSource } from '../run/index.js';
import type { PlannedAgent, Situation } from '../spec/index.js';
import { repliesTo, occasionsOf } from './ask-histories.js';
import { historiesToAsk } from './asked-histories.js';
import type { OpenCondition } from './conditions.js';
import type { StudyOptions } from './run-study.js';
import { whomToTell, type Told } from './whom-to-tell.js';

/** How much it takes to ask about the constructed histories of a condition. */
export interface Telling {
  /** Histories of all people and minds. */
  readonly questions: number;
  /** Those of them that a language model is asked. */
  readonly spoken: number;
  /** Model calls, where nothing that was asked in runs serves. */
  readonly calls: number;
  /** Characters that these read. */
  readonly characters: number;
  /** Characters of one prompt for each question that a language model is asked. */
  readonly charactersOnce: number;
}

/**
 * Counts questions, calls and characters; nothing is asked.
 *
 * @param only The one of several minds that is told. Default all.
 */
export function tellingIn(
  condition: OpenCondition,
  source: MindSource,
  { histories: asked, seed = 1 }: Pick<StudyOptions, 'histories' | 'seed'>,
  only?: string,
): Telling {
  const wanted = historiesToAsk(condition.scenario, asked, seed);
  const total = { questions: 0, spoken: 0, calls: 0, characters: 0, charactersOnce: 0 };
  if (wanted === undefined) return total;
  for (const told of whomToTell(condition, source)) {
    if (only !== undefined && told.mind !== only) continue;
    for (const agent of told.agents) {
      total.questions += wanted.histories.length;
      if (told.spoken === undefined) continue;
      total.spoken += wanted.histories.length;
      for (const { situation } of wanted.histories) {
        const [calls, characters] = [callsFor(situation, told), charactersOf(situation, told, agent)];
        total.calls += calls;
        total.characters += calls * characters;
        total.charactersOnce += characters;
      }
    }
  }
  return total;
}

function callsFor(situation: Situation, told: Told): number {
  const elicitation = told.spoken?.elicitation;
  if (elicitation === undefined) return 0;
  const live = elicitation.orders === 'live';
  const presentations = live ? occasionsOf(elicitation) : presentationsOf(situation, elicitation).length;
  return repliesTo(situation, told) ?? presentations;
}

/** Of the prompt in its first presentation. */
function charactersOf(situation: Situation, { spoken }: Told, { persona }: PlannedAgent): number {
  if (spoken === undefined) return 0;
  const { elicitation } = spoken;
  const [presentation] = presentationsOf(situation, elicitation);
  if (presentation === undefined) return 0;
  const { prompt } = renderPrompt(situation, presentation, { elicitation, persona });
  return (prompt.system?.length ?? 0) + prompt.pieces.reduce((sum, piece) => sum + piece.length, 0);
}
