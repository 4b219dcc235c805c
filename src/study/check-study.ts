import { checkValidity } from '../analysis/index.js';
import type { LanguageModel, ValidityFinding } from '../spec/index.js';
import { askRecognition } from './ask-recognition.js';
import { studyEvidence } from './study-evidence.js';

/**
 * Checks what can be held against a finished study, from its folder: {@link checkValidity} of its records.
 *
 * @param options.model Is asked whether it recognises the experiment: the model that decided. Default nobody is asked, and the
 *   finding `recognition` is `not-known`.
 * @throws MesocosmError (usage) when the folder is no finished study, or a file in it is damaged; (unreachable), (budget) or
 *   (interrupted) when the model did not answer.
 * @example for (const { check, verdict, evidence } of await checkStudy('studies/ID')) console.log(check, verdict, evidence);
 */
export async function checkStudy(
  folder: string,
  options: { readonly model?: LanguageModel; readonly signal?: AbortSignal } = {},
): Promise<readonly ValidityFinding[]> {
  const evidence = await studyEvidence(folder);
  const { model, signal } = options;
  if (model === undefined) return checkValidity(evidence);
  return checkValidity({ ...evidence, recognition: await askRecognition(model, evidence.prompts, { signal }) });
}
