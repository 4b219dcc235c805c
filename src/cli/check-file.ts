import { isMesocosmError, userError, type ErrorDetails } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import {
  checkPopulation,
  checkQuestionnaire,
  findingInWords,
  parseQuestionnaire,
  populationFrom,
  readPopulation,
  type Finding,
} from '../persona/index.js';
import { plural } from '../report/format.js';
import { Json, type Population, type Questionnaire } from '../spec/index.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** What was found of one file. */
export interface FileCheck {
  readonly file: string;
  /** `null` where it cannot be told. */
  readonly kind: 'questionnaire' | 'population' | null;
  /** What it holds, in a few words. */
  readonly about: string;
  readonly findings: readonly Finding[];
}

/** Checks files and prints what was found of each; ends with the code of a usage error where one is not fit for use. */
export async function checkFilesCommand(
  paths: readonly string[],
  { json = false }: { readonly json?: boolean },
  { terminal, endAs }: Pick<Context, 'terminal' | 'endAs'>,
): Promise<void> {
  const checks: FileCheck[] = [];
  for (const path of paths) checks.push(await checkFile(path));
  const isUnfit = checks.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  if (isUnfit) endAs('usage');
  if (json) return printJson(terminal, { status: isUnfit ? 'usage' : 'done', data: checks });
  for (const { file, about, findings } of checks) {
    terminal.result(`${file}: ${about}${findings.length === 0 ? ', nothing to mend' : ''}`);
    for (const finding of findings) terminal.result(`  ${findingInWords(finding)}`);
  }
}

/** Reads a file, tells what it is by what is in it, and checks it. What makes it unreadable is a finding too. */
export async function checkFile(path: string): Promise<FileCheck> {
  try {
    if (/\.(jsonl|csv)$/i.test(path)) return ofPopulation(path, await readPopulation(path));
    const json = await readJsonFile(path, Json);
    if (Array.isArray(json)) return ofPopulation(path, populationFrom(path, json));
    if (has(json, 'personas')) return ofPopulation(path, populationFrom(path, json));
    if (has(json, 'axes') || has(json, 'items')) return ofQuestionnaire(path, parseQuestionnaire(path, json));
    throw userError({
      kind: 'usage',
      what: 'it is neither a questionnaire nor a population',
      where: path,
      expected: 'an object with axes and items, or one with personas',
      remedy: 'docs/formats.md describes both',
    });
  } catch (error) {
    if (!isMesocosmError(error)) throw error;
    return { file: path, kind: null, about: 'cannot be used', findings: [asFinding(error.details)] };
  }
}

function ofQuestionnaire(file: string, questionnaire: Questionnaire): FileCheck {
  const { axes, items } = questionnaire;
  const about = `questionnaire with ${axes.length} ${axes.length === 1 ? 'axis' : 'axes'} and ${plural(items.length, 'item')}`;
  return { file, kind: 'questionnaire', about, findings: checkQuestionnaire(questionnaire) };
}

function ofPopulation(file: string, population: Population): FileCheck {
  const { personas, questionnaire } = population;
  const inner = questionnaire === undefined ? [] : checkQuestionnaire(questionnaire);
  const findings = [
    ...checkPopulation(population),
    ...inner.map((finding) => ({ ...finding, place: finding.place.replace('$', '$.questionnaire') })),
  ];
  return { file, kind: 'population', about: `population of ${personas.length}`, findings };
}

function asFinding({ what, where, expected, remedy }: ErrorDetails): Finding {
  const whole = expected === undefined ? what : `${what}; expected ${expected}`;
  return { severity: 'error', place: where ?? '$', what: whole, remedy: remedy ?? 'correct it' };
}

function has(json: Json, field: string): boolean {
  return typeof json === 'object' && json !== null && field in json;
}
