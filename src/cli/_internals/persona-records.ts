import { join } from 'node:path';
import type { AppendLog } from '../../foundation/storage/index.js';
import type { LanguageModel } from '../../spec/index.js';
import { modelCost, type ModelCost } from './model-cost.js';
import type { ModelOptions } from './model-options.js';
import type { OpeningContext } from './open-bare.js';
import { openModel, type OpenModel } from './open-model.js';
import { openRecordLog } from './open-record-log.js';

/** The model of a command on personas, with the logs of what was written and answered; without one nothing is kept. */
export interface PersonaRecords {
  readonly model?: LanguageModel;
  readonly logs?: { readonly replies: AppendLog; readonly answers: AppendLog };
  /** What was asked so far, in all sittings. */
  cost(): PersonaCost | undefined;
  close(): Promise<void>;
}

/** What a population has cost. */
export interface PersonaCost extends ModelCost {
  /** Requests that the record or the answer cache answered. */
  readonly saved: number;
}

/** Opens the model that is named, but for `none`, with its records in a folder. */
export async function openPersonaRecords(
  options: ModelOptions,
  how: {
    readonly folder: string;
    readonly context: OpeningContext;
    readonly needsModel: boolean;
  },
): Promise<PersonaRecords> {
  if (!how.needsModel || options.model === 'none') return { cost: () => undefined, close: async () => undefined };
  const open = await openModel(options, how);
  const [replies, answers] = await Promise.all(
    ['replies.jsonl', 'responses.jsonl'].map((name) => openRecordLog(join(how.folder, name))),
  ).catch(async (error: unknown) => {
    await open.close();
    throw error;
  });
  if (replies === undefined || answers === undefined) throw new Error('two logs were opened');
  return {
    model: open.model,
    logs: { replies, answers },
    cost: () => costOf(open),
    async close() {
      replies.close();
      answers.close();
      await open.close();
    },
  };
}

function costOf({ meter, price }: Pick<OpenModel, 'meter' | 'price'>): PersonaCost {
  return { ...modelCost(meter, price), saved: meter.cached + meter.fromCache };
}
