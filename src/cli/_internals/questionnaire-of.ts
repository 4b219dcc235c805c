import { existsSync } from 'node:fs';
import { nearest, userError } from '../../foundation/errors/index.js';
import { loadQuestionnaire } from '../../persona/index.js';
import type { Questionnaire } from '../../spec/index.js';
import type { Context } from '../context.js';

/**
 * The questionnaire that a word on the command line means: a file, or a context that ships.
 *
 * @throws MesocosmError (usage) where it is neither.
 */
export async function questionnaireOf(given: string, context: Pick<Context, 'generators'>): Promise<Questionnaire> {
  const found = await questionnaireOrSentence(given, context);
  if (typeof found !== 'string') return found;
  throw await noSuchContext(given, context);
}

/**
 * The questionnaire that a word means, or the sentence that it is: whatever has a space in it and is no file.
 *
 * @throws MesocosmError (usage) where a single word is neither file nor context.
 */
export async function questionnaireOrSentence(
  given: string,
  context: Pick<Context, 'generators'>,
): Promise<Questionnaire | string> {
  if (existsSync(given) || /\.json$/i.test(given)) return loadQuestionnaire(given);
  if (/\s/.test(given.trim())) return given;
  const { loadContext, contextNames } = await context.generators();
  const known = (['train', 'validation', 'test'] as const).some((split) => contextNames(split).includes(given));
  if (known) return loadContext(given);
  throw await noSuchContext(given, context);
}

async function noSuchContext(given: string, { generators }: Pick<Context, 'generators'>): Promise<Error> {
  const { contextNames } = await generators();
  const close = nearest(given, [...contextNames('train'), ...contextNames('validation')]);
  const meant = close === undefined ? '' : `did you mean "${close}"? `;
  return userError({
    kind: 'usage',
    what: `there is no context "${given}"`,
    remedy: `${meant}\`mesocosm personas list\` lists those that ship; a file, or a sentence in quotes for a model to begin with, will do too`,
  });
}
