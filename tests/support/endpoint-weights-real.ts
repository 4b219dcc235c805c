import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { llamaModel } from '../../src/model/llama/index.js';
import type { LlamaOptions } from '../../src/model/llama/index.js';
import { ensureWeights } from '../../src/model/weights/index.js';
import type { Choice, LanguageModel, ModelFailure, Prompt, Result } from '../../src/spec/index.js';

/** Opens the embedded model, whose weights are fetched where they are not in the cache. */
export async function embeddedModel(more: Partial<LlamaOptions> = {}): Promise<LanguageModel> {
  const { path, sha256, name } = await ensureWeights();
  return llamaModel({ path, sha256, name, processes: 1, ...more });
}

/** A prompt of the kind that a population meets: a framing, what some neighbours chose, and the cue. */
export function neighbours(choices: string, form: Prompt['form'] = 'completion'): Prompt {
  const names = ['Ann', 'Bob', 'Eva', 'Tom', 'Kim', 'Max', 'Ida', 'Leo'];
  const lines = [...choices].map((choice, at) => `${names[at % names.length]} chose ${choice}.\n`);
  if (form === 'completion')
    return { form, pieces: ['Everybody in the village chooses a letter.\n', ...lines, 'You chose'] };
  return {
    form,
    system: 'You live in a village where everybody chooses a letter.',
    pieces: [...lines, 'Which letter do you choose, Q or M?'],
  };
}

/** What was answered; throws where nothing was. */
export function answered<Value = Choice>(reply: Result<Value, ModelFailure>): Value {
  if (!reply.ok) throw new Error(`${reply.failure.kind}: ${reply.failure.message}`);
  return reply.value;
}

/** Processes that this one has started and whose end it has not seen. */
export function childProcesses(): readonly number[] {
  const rows = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  return rows.filter(([, parent]) => parent === process.pid).map(([pid]) => pid);
}

type Row = readonly [pid: number, parent: number];

function fromProc(): readonly Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): readonly Row[] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [[Number(name), Number(parent)]];
      } catch {
        return [];
      }
    });
}

function fromPs(): readonly Row[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line): Row => {
      const [pid, parent] = line.trim().split(/\s+/);
      return [Number(pid), Number(parent)];
    });
}
