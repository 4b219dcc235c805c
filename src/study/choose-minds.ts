import { existsSync } from 'node:fs';
import {
  loadPolicyFile,
  parsePolicyFile,
  selectPolicy,
  type Elicitation,
  type PersonMind,
  type PolicyFile,
} from '../agent/index.js';
import { nearest, userError } from '../foundation/errors/index.js';
import { languageModel, type LanguageModelOptions } from '../model/index.js';
import type { Qualification } from '../qualification/index.js';
import {
  languageModelSource,
  mindSource,
  mixedSource,
  broughtSource,
  personSource,
  policySource,
  withBrought,
  type MindSource,
} from '../run/index.js';
import type { LanguageModel, Mind, Population, Scenario } from '../spec/index.js';

/** What may decide in a study; at most one of `model`, `policy` and `mind`. */
export interface MindChoice {
  /** A model, or its name; default the embedded one. */
  readonly model?: LanguageModel | string;
  /** A table that ships with the scenario, or `FILE` or `FILE#MODEL`. A table may be named after a colon. */
  readonly policy?: string;
  /** What a table does in an unseen state. Default `suffix`. */
  readonly fallback?: 'suffix' | 'uniform' | 'repeat-last';
  /** A mind of your own, for every agent, or the name of one that ships with the scenario. */
  readonly mind?: Mind | string;
  /** People in the places of some agents, by the agents' ids, whatever decides for the others. Their answers are recorded. */
  readonly people?: { readonly [agent: string]: PersonMind };
  /** How situations are put in words; overrides what scenario and model suggest. */
  readonly elicitation?: Partial<Elicitation>;
}

/** One of several things that decide in a study: one of `model`, `policy` and `mind`. */
export interface OneMind extends Pick<MindChoice, 'model' | 'policy' | 'fallback' | 'mind'> {
  /** How the model is opened, over what the study says of models. */
  readonly languageModel?: Omit<LanguageModelOptions, 'around'>;
}

/** What is said of a study beside its minds, as far as it does not go with all of them. */
type Beside = { readonly population?: Population };

/** A source of minds, and whether the study opened its model and so has to close it. */
export interface ChosenMinds {
  readonly source: MindSource;
  readonly owned: boolean;
}

/**
 * Opens what decides.
 *
 * @throws MesocosmError when more than one is given, something is given that does nothing with what decides, a policy is
 *   unknown, or a model cannot be had.
 */
export async function chooseMinds(
  choice: MindChoice & Beside,
  scenario: Scenario,
  options: LanguageModelOptions & { readonly why?: string } = {},
): Promise<ChosenMinds> {
  const forAll = await chooseForAll(choice, scenario, options);
  const chosen = { ...forAll, source: withBrought(forAll.source) };
  const people = Object.entries(choice.people ?? {});
  if (people.length === 0) return chosen;
  const sources = new Map([...new Set(people.map(([, person]) => person))].map((one) => [one, personSource(one)]));
  const others = people.map(([agent, person]) => [agent, sources.get(person) as MindSource] as const);
  return { ...chosen, source: mixedSource(chosen.source, Object.fromEntries(others)) };
}

async function chooseForAll(
  choice: MindChoice & Beside,
  scenario: Scenario,
  options: LanguageModelOptions & { readonly why?: string },
): Promise<ChosenMinds> {
  const given = [choice.model, choice.policy, choice.mind].filter((value) => value !== undefined);
  if (given.length > 1) {
    throw userError({
      kind: 'usage',
      what: 'more than one thing that decides was given',
      expected: 'one of model, policy and mind',
    });
  }
  refuseWhatIsIdle(choice);
  if (typeof choice.mind === 'string')
    return {
      source: broughtSource(shippedMind(choice.mind, scenario), { why: NAMED, shipped: choice.mind }),
      owned: false,
    };
  if (choice.mind !== undefined) return { source: mindSource(choice.mind), owned: false };
  if (choice.policy !== undefined) return { source: await openPolicy(choice.policy, choice, scenario), owned: false };
  const { elicitation } = choice;
  if (typeof choice.model === 'object') {
    const why = options.why ?? 'it was given as `model`';
    const qualification = await qualificationOf(choice.model);
    return { source: languageModelSource({ model: choice.model, why, elicitation, qualification }), owned: false };
  }
  const model = await languageModel(choice.model, options);
  const why = options.why ?? (choice.model === undefined ? 'the default: no model was named' : 'it was named');
  const qualification = await qualificationOf(model).catch(async (error: unknown) => {
    await model.close();
    throw error;
  });
  return { source: languageModelSource({ model, why, elicitation, qualification }), owned: true };
}

/** What a check found out about a model before; loaded late, like whatever only language models need. */
async function qualificationOf({ fingerprint }: LanguageModel): Promise<Qualification | null> {
  const { findQualification } = await import('../qualification/index.js');
  return findQualification(fingerprint);
}

const NAMED = 'it was named and ships with the scenario';

/** @throws MesocosmError (usage) listing the minds that ship with the scenario. */
function shippedMind(name: string, { name: scenario, minds = {} }: Scenario): Mind {
  const make = Object.hasOwn(minds, name) ? minds[name] : undefined;
  if (make !== undefined) return make();
  const available = Object.keys(minds);
  const ships = available.length === 0 ? 'ships none' : `ships ${available.join(', ')}`;
  const what = `there is no mind "${name}": the scenario "${scenario}" ${ships}`;
  throw userError({ kind: 'usage', what, given: name, available });
}

/** Whoever gives what does nothing believes that it did something. */
function refuseWhatIsIdle({ policy, fallback, population }: MindChoice & Beside): void {
  if (policy === undefined && fallback !== undefined) {
    const what = '`fallback` says what a policy does in a state that it lacks, and no policy was given';
    throw userError({ kind: 'usage', what, remedy: 'name a policy, or leave `fallback` away' });
  }
  if (policy !== undefined && population !== undefined) {
    const what =
      '`population` does not go with `policy`: a policy was measured on nobody in particular and reads no texts';
    throw userError({ kind: 'usage', what, remedy: 'leave one of the two away' });
  }
}

async function openPolicy(spec: string, { fallback }: MindChoice, scenario: Scenario): Promise<MindSource> {
  const { policies = {} } = scenario;
  const [name = '', model] = spec.split('#');
  const [shippedName = '', shippedTable] = name.split(':');
  const shipped = Object.hasOwn(policies, shippedName) ? policies[shippedName] : undefined;
  if (shipped !== undefined) {
    if (model !== undefined) throw tableAfterHash(shippedName, model);
    const file = parsePolicyFile(await shipped(), shippedName);
    const table = tableOf(file, shippedTable === undefined ? shippedName : `${shippedName}:${shippedTable}`);
    return policySource({ file, table, fallback, why: 'it was named with --policy and ships with the scenario' });
  }
  if (!existsSync(name)) {
    const available = Object.keys(policies);
    const suggestion = nearest(name, available);
    throw userError({
      kind: 'usage',
      what: `there is no policy "${name}": no file of that name, and the scenario "${scenario.name}" ships ${
        available.length === 0 ? 'none' : available.join(', ')
      }`,
      expected: 'a policy file, FILE#MODEL, or a name that ships with the scenario',
      remedy:
        suggestion === undefined
          ? available.length === 0
            ? 'policies are measured for one scenario; `mesocosm scenarios` shows which ship with which'
            : 'check the name or the path'
          : `did you mean "${suggestion}"?`,
    });
  }
  const file = await loadPolicyFile(name);
  return policySource({ file, table: tableOf(file, model), fallback, why: `it was named with --policy, from ${name}` });
}

/** `model:table`, checked; a file with one model needs no name. */
function tableOf(file: PolicyFile, name: string | undefined): string {
  const { model, table } = selectPolicy(file, name);
  return `${model}:${table}`;
}

/** What ships is one model each, so nothing is left for a `#` to name. */
function tableAfterHash(name: string, after: string): Error {
  return userError({
    kind: 'usage',
    what: `"${name}" ships with the scenario and holds one model, so "#${after}" names nothing`,
    expected: `${name}, or ${name}:TABLE for another of its tables`,
    remedy: `for example --policy ${name}:all`,
  });
}
