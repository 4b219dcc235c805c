import { userError } from '../foundation/errors/index.js';
import type { LanguageModelOptions } from '../model/index.js';
import { severalSource, type MindSource } from '../run/index.js';
import type { LanguageModel, Population, Scenario } from '../spec/index.js';
import { chooseMinds, type ChosenMinds, type MindChoice, type OneMind } from './choose-minds.js';

/** Minds that were opened, and what closes those that the study opened. */
export interface OpenedMinds {
  readonly source: MindSource;
  close(): Promise<void>;
}

/** What is said of a study's minds: one for all of it, or several by name. */
type Asked = MindChoice & {
  readonly minds?: { readonly [mind: string]: OneMind };
  readonly population?: Population;
};

/**
 * Opens what decides in a study: one mind, or each of several by its name.
 *
 * @param options.around Counts what opens an endpoint; told which of several it is.
 * @throws MesocosmError as {@link chooseMinds}, naming the one of several.
 */
export async function openMinds(
  choice: Asked,
  scenario: Scenario,
  options: Omit<LanguageModelOptions, 'around'> & {
    readonly why?: string;
    around(asked: LanguageModel, mind?: string): Promise<LanguageModel>;
  },
): Promise<OpenedMinds> {
  const { minds, ...all } = choice;
  if (minds === undefined) return closing([await chooseMinds(all, scenario, options)], ([one]) => one as MindSource);
  refuseBeside(choice);
  const opened: ChosenMinds[] = [];
  try {
    for (const [mind, { languageModel = {}, ...one }] of Object.entries(minds)) {
      const how = {
        ...options,
        ...languageModel,
        why: 'the study names it',
        around: (asked: LanguageModel) => options.around(asked, mind),
      };
      const { elicitation, population } = choice;
      // A table reads no texts; beside it somebody may.
      const people = one.policy !== undefined || population === undefined ? {} : { population };
      opened.push(await chooseMinds({ ...one, ...people, ...(elicitation ? { elicitation } : {}) }, scenario, how));
    }
  } catch (error) {
    await closing(opened, ([first]) => first as MindSource).close();
    throw error;
  }
  return closing(opened, (sources) =>
    severalSource(Object.fromEntries(Object.keys(minds).map((mind, at) => [mind, sources[at] as MindSource]))),
  );
}

function closing(opened: readonly ChosenMinds[], made: (sources: readonly MindSource[]) => MindSource): OpenedMinds {
  return {
    source: made(opened.map(({ source }) => source)),
    async close() {
      for (const { source, owned } of opened) if (owned) await source.model?.close();
    },
  };
}

/** Whoever names several minds says nothing of one for all. */
function refuseBeside({ minds = {}, model, policy, mind, fallback, people, population }: Asked): void {
  const all = Object.entries({ model, policy, mind, fallback, people }).find(([, value]) => value !== undefined);
  if (all !== undefined) {
    const what = `\`${all[0]}\` does not go with \`minds\`, which say what decides in each condition`;
    throw userError({ kind: 'usage', what, remedy: 'leave one of the two away' });
  }
  const names = Object.keys(minds);
  const bad = names.find((name) => !/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(name));
  if (names.length === 0 || bad !== undefined) {
    const what = bad === undefined ? '`minds` names none' : `no mind can be called "${bad}"`;
    throw userError({ kind: 'usage', what, expected: 'names without slashes that do not begin with a dot' });
  }
  if (population === undefined || Object.values(minds).some((one) => one.policy === undefined)) return;
  const what = 'people do not go with minds that are all tables: a table was measured on nobody and reads no texts';
  throw userError({ kind: 'usage', what, remedy: 'leave the people away, or let a model decide for some' });
}
