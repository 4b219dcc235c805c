import type { Elicitation } from '../agent/index.js';
import { figure } from '../foundation/statistics/index.js';
import { KNOWN_WEIGHTS } from '../model/index.js';
import type { Control, Drift, Qualification } from '../qualification/index.js';
import type { MindSource } from '../run/index.js';
import type { LanguageModel, Scenario, StudyQualification } from '../spec/index.js';

/**
 * What a check of the model, made before, says about this study: the controls that its scenario leans on, and whether the
 * model still answers as it did then. For that a handful of the check's questions is asked again, within the study's limits
 * and budget but outside its record, cache and probes, so that no figure of the study depends on it.
 */
export async function qualifiedStudy(
  { qualification }: Pick<MindSource, 'qualification'>,
  options: {
    /** The model without the study's record and cache around it. */
    readonly model: LanguageModel;
    readonly scenario: Scenario;
    readonly elicitation?: Partial<Elicitation>;
    /** Whether agents have personas. */
    readonly people: boolean;
    /** Names the occasion, for models that must be sampled. */
    readonly stream: string;
    readonly signal?: AbortSignal;
    /** Told where the budget did not allow the questions. */
    onWarning?(message: string): void;
  },
): Promise<StudyQualification> {
  const { model, stream, signal } = options;
  if (qualification === undefined) {
    const sentence = `What this model can do was not checked: ${commandFor(model)} finds out.`;
    return { checkedAt: null, quick: false, leansOn: [], drift: null, sentence };
  }
  const { askCanary, formInWords } = await import('../qualification/index.js');
  const reply = await askCanary(model, qualification, { stream, signal });
  const drift = reply.ok ? reply.value : null;
  const leansOn = leaningOn(controlsNeeded(options, qualification), qualification);
  const { createdAt, quick } = qualification;
  const unknown = reply.ok ? '' : `Whether it has drifted could not be told: ${reply.failure.message}.`;
  if (!reply.ok && reply.failure.kind === 'over-budget') options.onWarning?.(unknown);
  const asked = formInWords(qualification.elicitation);
  const sentence = inWords(qualification, { asked, leansOn, drift, unknown });
  return { checkedAt: createdAt, quick, leansOn, drift, sentence };
}

/**
 * Names of the controls that a study leans on: its scenario's, and where people take part, that they make a difference, by
 * likelihood where the study tells stances so and situations have claims to be weighed.
 */
function controlsNeeded(
  { scenario, elicitation, people }: Pick<Parameters<typeof qualifiedStudy>[1], 'scenario' | 'elicitation' | 'people'>,
  { elicitation: found }: Qualification,
): readonly string[] {
  const { stance } = { ...found, ...scenario.elicitation, ...elicitation };
  const weighed = stance === 'likelihood' && hasClaims(scenario);
  const personas = weighed ? ['persona-likelihood', 'persona-paraphrase'] : ['persona-asked'];
  return [...new Set([...(scenario.leansOn ?? []), ...(people ? personas : [])])];
}

/** Without claims there is nothing to weigh, and agents are asked, whatever the study says of stance. */
function hasClaims({ agents, situations }: Scenario): boolean {
  const [first] = agents;
  return first !== undefined && situations.alone(first).some(({ situation }) => situation.claims !== undefined);
}

function leaningOn(names: readonly string[], { controls }: Qualification): StudyQualification['leansOn'] {
  return names.flatMap((name) => {
    const control = controls.find((one) => one.name === name);
    return control === undefined ? [] : [{ control: name, verdict: control.verdict, sentence: control.sentence }];
  });
}

function inWords(
  qualification: Qualification,
  found: {
    readonly asked: string;
    readonly leansOn: StudyQualification['leansOn'];
    readonly drift: Drift | null;
    readonly unknown: string;
  },
): string {
  const { createdAt, quick } = qualification;
  const named = (verdict: string): string =>
    found.leansOn
      .filter((one) => one.verdict === verdict)
      .map(({ control }) => control)
      .join(', ');
  const parts = [
    ['passed', named('pass')],
    ['failed', named('fail')],
    ['not decided', named('inconclusive')],
    ['not applicable', named('not-applicable')],
  ].flatMap(([word, names]) => (names === '' ? [] : [`${word}: ${names}`]));
  const checked =
    `The model was checked on ${createdAt.slice(0, 10)}${quick ? ' (a quick look)' : ''} and is asked best in ` +
    `${found.asked}.`;
  const leaning = parts.length === 0 ? '' : `Of what this study leans on it ${parts.join('; ')}.`;
  const doubt = undecided(qualification, found.leansOn);
  return [checked, leaning, doubt, found.drift?.sentence ?? found.unknown].filter((part) => part !== '').join(' ');
}

/** Neither passed nor failed: the study leans on what nobody knows. */
function undecided({ controls }: Qualification, leansOn: StudyQualification['leansOn']): string {
  const about = leansOn.flatMap(({ control, verdict }) => {
    if (verdict === 'pass' || verdict === 'fail') return [];
    const found = controls.find(({ name }) => name === control);
    return found === undefined ? [] : [`${control} (${whyUndecided(found)})`];
  });
  return about.length === 0 ? '' : `Note: the study leans on what the check did not decide: ${about.join('; ')}.`;
}

function whyUndecided({ effect, low, high, demand, threshold }: Control): string {
  if (effect === null || low === null || high === null) return 'not applicable: nothing was measured';
  const wanted = threshold === null ? '' : `, where ${demand.replace('-', ' ')} ${figure(threshold)} is asked`;
  return `${figure(effect)}, 95 % interval ${figure(low)} to ${figure(high)}${wanted}`;
}

/** How one finds out what a model can do. */
function commandFor({ name, description }: LanguageModel): string {
  const { kind, file, baseUrl } = description;
  const known = KNOWN_WEIGHTS.some((weights) => weights.name === name);
  if (kind === 'embedded') return `\`mesocosm model check ${known ? name : String(file ?? name)}\``;
  if (kind !== 'endpoint') return '`qualify({ model })`';
  return `\`mesocosm model check ${name}${typeof baseUrl === 'string' ? ` --base-url ${baseUrl}` : ''}\``;
}
