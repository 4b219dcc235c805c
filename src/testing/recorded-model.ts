import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { openAnswers, replayOnly, withRecord, type Answers } from '../model/index.js';
import type { LanguageModel } from '../spec/index.js';

/** Key under which a recording says what it is a recording of. */
const ABOUT = 'model';
const About = z.object({ name: z.string(), fingerprint: z.string(), choose: z.enum(['exact', 'sampled']) });

/**
 * What a model said, from a file: tests that need its answers and not the model. With a model, answers that the file does not
 * have are asked for and added; without one, anything else is `unavailable`. Closing it closes the file, and the model.
 *
 * @param path A file of recorded answers, one JSON object a line.
 * @throws MesocosmError (usage) when there is no recording to play, or it is one of another model.
 * @example const model = await recordedModel('tests/answers.jsonl', process.env.RECORD ? await languageModel() : undefined);
 */
export async function recordedModel(path: string, model?: LanguageModel): Promise<LanguageModel> {
  const answers = await openAnswers(path, { readOnly: model === undefined });
  try {
    const about = About.safeParse(answers.get(ABOUT)).data;
    if (model === undefined) {
      if (about === undefined) throw nothingRecorded(path);
      return closing(replayOnly({ ...about, answers }), answers);
    }
    const { name, fingerprint, capabilities } = model;
    if (about === undefined) answers.put(ABOUT, ABOUT, { name, fingerprint, choose: capabilities.choose });
    else if (about.fingerprint !== fingerprint) throw anotherModel(path, about.name, name);
    return closing(withRecord(model, { answers }), answers);
  } catch (error) {
    answers.close();
    throw error;
  }
}

function closing(model: LanguageModel, answers: Answers): LanguageModel {
  let open = true;
  return {
    ...model,
    async close() {
      if (open) answers.close();
      open = false;
      await model.close();
    },
  };
}

function nothingRecorded(path: string): Error {
  return userError({
    kind: 'usage',
    what: 'there is no recording to play',
    where: path,
    expected: 'a file that `recordedModel(path, model)` wrote',
    remedy: 'give it a model once, so that there is something to record',
  });
}

function anotherModel(path: string, recorded: string, given: string): Error {
  const same = recorded === given ? ', with other weights or settings' : '';
  return userError({
    kind: 'usage',
    what: `this is a recording of "${recorded}", and "${given}" is another model${same}`,
    where: path,
    remedy: 'record into another file, or delete this one',
  });
}
