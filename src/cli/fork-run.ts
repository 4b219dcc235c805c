import { dirname, join } from 'node:path';
import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import {
  memoryAnswers,
  modelStack,
  openAnswerCache,
  openPrices,
  type CallRecord,
  type ModelStack,
} from '../model/index.js';
import { broughtAgain, forkId, forkRun, lateModel, readManifest, recordedSource, type Fork } from '../run/index.js';
import { Change, type LanguageModel, type RunManifest } from '../spec/index.js';
import { stopped } from '../study/index.js';
import { commandLine } from './_internals/command-line.js';
import { goOnAfterBudget } from './_internals/go-on-after-budget.js';
import type { ModelOptions } from './_internals/model-options.js';
import { limitsOf, openBare, priceOf, settingsIn } from './_internals/open-bare.js';
import { printJson } from './_internals/print-json.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';

/** Options of `fork`, as commander collects them. */
export interface ForkCommandOptions extends ModelOptions {
  readonly at: number;
  /** A file, or JSON itself. */
  readonly do?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const Changes = z.union([z.array(Change), Change.transform((one) => [one])]);

/** Forks a kept run, and says where the fork parts from it and what came of it. */
export async function forkKeptRun(folder: string, options: ForkCommandOptions, context: Context): Promise<void> {
  const { signal, program } = context;
  const changes = await changesIn(options.do);
  const parent = await readManifest(folder);
  const out = options.out ?? join(dirname(join(folder, '.')), forkId(parent, { at: options.at, changes }));
  const live = liveModel(options, context);
  try {
    const fork = await forkRun(folder, {
      at: options.at,
      changes,
      folder: out,
      scenarioOf: scenarioOf(await context.scenarios()),
      source: (manifest, scenario) =>
        recordedSource(folder, manifest.mind, memoryAnswers(), {
          live: () => live.model(manifest, options.model),
          brought: broughtAgain(scenario),
        }),
      signal,
    });
    if (fork.execution.status !== 'finished') throw stopped(fork.execution, 'the fork stopped');
    print(fork, { out, options, context, calls: live.calls() });
  } catch (error) {
    if (live.calls() > 0 || signal.aborted) context.goOnWith(commandLine(program, context.argv));
    // With the same limit it might stop at the same question again.
    goOnAfterBudget(error, context);
    throw error;
  } finally {
    await live.close();
  }
}

/** @throws MesocosmError (usage) naming what is no change. */
async function changesIn(given: string | undefined): Promise<readonly Change[]> {
  if (given === undefined) return [];
  if (!/^\s*[[{]/.test(given)) return readJsonFile(given, Changes);
  const parsed = Changes.safeParse(jsonOf(given));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw userError({
    kind: 'usage',
    what: `--do is no change: ${first?.path.join('.') || 'the JSON'}: ${first?.message}`,
    expected: 'a change with "do": "inject", "persona", "commit", "remove" or "add", or a list of them',
    remedy: '`mesocosm fork --help` shows them all',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The model of a run, opened when something new is asked, within the limits given. What is asked to open an endpoint is
 * among its calls.
 */
function liveModel(options: ForkCommandOptions, context: Context) {
  const opened: { stack?: ModelStack; bare?: LanguageModel } = {};
  const opening: CallRecord[] = [];
  const open = async (name: string): Promise<LanguageModel> => {
    const prices = await openPrices(options.prices);
    const bare = await openBare(
      { ...options, model: name },
      { settings: await settingsIn(options), prices, context, onCall: (call) => opening.push(call) },
    );
    opened.bare = bare;
    const price = priceOf(bare, prices, options);
    opened.stack = modelStack(bare, {
      answers: memoryAnswers(),
      before: opening,
      limits: limitsOf(options),
      ...(price === undefined ? {} : { price }),
      ...(options.cache ? { cache: openAnswerCache({ model: bare.name, onTrouble: context.terminal.warn }) } : {}),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    });
    return opened.stack.model;
  };
  return {
    model({ mind }: RunManifest, name = mind.name): LanguageModel {
      const choose = z.enum(['exact', 'sampled']).catch('exact').parse(mind.settings['choose']);
      return lateModel({ name: mind.name, fingerprint: mind.fingerprint, choose, open: () => open(name) });
    },
    calls: () => opened.stack?.meter.calls ?? opening.length,
    async close() {
      opened.stack?.close();
      await opened.bare?.close();
    },
  };
}

function print(
  { shared, identical, execution, parent, parentRecord }: Fork,
  how: {
    readonly out: string;
    readonly options: ForkCommandOptions;
    readonly context: Context;
    readonly calls: number;
  },
): void {
  const { out, options, context, calls } = how;
  const { terminal } = context;
  const values = execution.status === 'finished' ? execution.record.values : {};
  const before = parentRecord?.values ?? {};
  const differing = Object.keys(values).filter((name) => parentRecord !== null && values[name] !== before[name]);
  if (options.json === true) {
    const data = { folder: out, forkOf: parent.id, at: options.at, shared, identical, calls, values, before };
    return printJson(terminal, { status: identical ? 'identical' : 'forked', data });
  }
  if (identical) return terminal.result(`${out}: identical to ${parent.id}, byte for byte.`);
  terminal.result(`${out}: as ${parent.id} for ${shared} events, and another run from there on; ${calls} model calls.`);
  for (const name of differing) terminal.result(`  ${name}: ${told(before[name])} before, ${told(values[name])} now`);
  if (parentRecord !== null && differing.length === 0) terminal.result('  No measure came out differently.');
  terminal.result(`Look at it with: ${commandLine(context.program, ['show', out])}`);
}

function told(value: number | string | null | undefined): string {
  return value === null || value === undefined ? 'none' : String(value);
}
