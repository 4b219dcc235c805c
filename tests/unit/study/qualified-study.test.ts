import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ControlName, qualificationPath, qualify, writeQualification } from '../../../src/qualification/index.js';
import { readJsonFile } from '../../../src/foundation/storage/index.js';
import { StudyFile } from '../../../src/study/index.js';
import { qualifiedStudy } from '../../../src/study/qualified-study.js';
import { renderReport } from '../../../src/report/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { fakeClock } from '../../../src/testing/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { promptOf } from '../../support/endpoint-requests.js';
import { labelBiased, perfect, subjectModel, type Subject } from '../../support/qualification-subjects.js';
import { conform, conformist, majorityStudy, namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

/** A subject on the questions of the battery that conforms on any other. */
function conforming(subject: Subject): LanguageModel {
  const model = subjectModel(subject);
  return {
    ...model,
    async choose(request, context) {
      try {
        return await model.choose(request, context);
      } catch {
        return conformist({ name: subject.name, choose: conform }).choose(request, context);
      }
    },
  };
}

/** Lines of a file of a study. */
function linesOf(study: string, file: string): readonly { readonly [field: string]: unknown }[] {
  const lines = readFileSync(join(study, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
}

/** What is recorded of answers, in whatever order it came. */
function answersIn(study: string): readonly string[] {
  return linesOf(study, 'answers.jsonl')
    .map((line) => JSON.stringify(line))
    .sort();
}

/** Keeps what a check found of a subject in a cache of its own, perhaps changed. */
async function checkedBefore(subject: Subject, change: object = {}): Promise<LanguageModel> {
  vi.stubEnv('MESOCOSM_CACHE', folder());
  const model = conforming(subject);
  const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });
  if (!reply.ok) throw new Error(reply.failure.message);
  await writeQualification(qualificationPath(model.fingerprint), { ...reply.value, ...change });
  return model;
}

describe('a study of a model that was checked', () => {
  it('should say first of all that the model failed a control that the study leans on', async () => {
    const model = await checkedBefore(labelBiased);
    const { summary } = await namingStudy(folder(), { model });
    const { markdown } = await renderReport(summary);

    expect(summary.warnings[0]).toMatch(/^The study leans on a control that the model failed, "comprehension"/);
    expect(summary.warnings.filter((text) => text.includes('leans on')).length).toBe(3);
    expect(markdown.indexOf('leans on a control')).toBeLessThan(markdown.indexOf('Each outcome against the prior'));
    expect(summary.qualification?.drift?.verdict).toBe('same');
  });

  it('should warn of nothing where the model passed what it leans on', async () => {
    const model = await checkedBefore(perfect);
    const { summary } = await majorityStudy(folder(), { model });

    expect(summary.qualification?.leansOn.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(summary.warnings.filter((text) => /leans on|drifted/.test(text))).toEqual([]);
    expect(summary.qualification?.sentence).toContain('passed: option-mass, majority, reproducibility');
  });

  it('should note in the report, and not warn, that a control it leans on was not decided, with its interval', async () => {
    const checked = await checkedBefore(perfect);
    const reply = await qualify({ model: checked, version: '0', clock: fakeClock(), quick: true });
    if (!reply.ok) throw new Error(reply.failure.message);
    const changes: { readonly [name: string]: object } = {
      majority: { verdict: 'inconclusive', effect: 0.08, low: 0.02, high: 0.14 },
      'option-mass': { verdict: 'not-applicable', effect: null, low: null, high: null },
    };
    const controls = reply.value.controls.map((one) => ({ ...one, ...changes[one.name] }));
    await writeQualification(qualificationPath(checked.fingerprint), { ...reply.value, controls });
    const { summary } = await majorityStudy(folder(), { model: checked });
    const { markdown } = await renderReport(summary);
    const note =
      'Note: the study leans on what the check did not decide: option-mass (not applicable: nothing was measured); ' +
      'majority (.08, 95 % interval .02 to .14, where at least .10 is asked).';

    expect(summary.qualification?.sentence).toContain(note);
    expect(markdown.replaceAll(/\s+/g, ' ')).toContain(note);
    expect(summary.warnings.filter((text) => /leans on/.test(text))).toEqual([]);
  });

  it('should warn of drift before all else', async () => {
    const checked = await checkedBefore(perfect);
    const reply = await qualify({ model: subjectModel(labelBiased), version: '0', clock: fakeClock(), quick: true });
    if (!reply.ok) throw new Error(reply.failure.message);
    const changed = { ...reply.value, model: { ...reply.value.model, fingerprint: checked.fingerprint } };
    await writeQualification(qualificationPath(checked.fingerprint), changed);
    const { summary } = await majorityStudy(folder(), { model: checked });

    expect(summary.warnings[0]).toMatch(/^The model has drifted/);
  });

  it('should ask in the form that was found, unless the user says otherwise, and record it in the design', async () => {
    const model = await checkedBefore(perfect, { elicitation: { form: 'chat', person: 'first' } });
    const counting = countingModel(model);
    const asked = (calls: typeof counting.calls) =>
      new Set(calls.filter(({ context }) => context.purpose !== 'canary').map(({ request }) => promptOf(request).form));
    const study = await majorityStudy(folder(), { model: counting });
    const { design } = await readJsonFile(join(study.folder, 'study.json'), StudyFile);
    const found = asked(counting.calls);
    const again = countingModel(model);
    await majorityStudy(folder(), { model: again, elicitation: { form: 'completion' } });

    expect(found).toEqual(new Set(['chat']));
    expect(design.conditions[0]?.settings['elicitation']).toMatchObject({ form: 'chat', person: 'first' });
    expect(asked(again.calls)).toEqual(new Set(['completion']));
  });

  it('should not disturb the study by asking the canary: the same other calls, answers and figures', async () => {
    const model = await checkedBefore(perfect);
    const counting = countingModel(model);
    const checked = await majorityStudy(folder(), { model: counting });
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const plain = countingModel(conforming(perfect));
    const unchecked = await majorityStudy(folder(), { model: plain });

    const canaries = counting.calls.filter(({ context }) => context.purpose === 'canary').length;
    expect(canaries).toBeGreaterThan(0);
    expect(counting.calls.length - canaries).toBe(plain.calls.length);
    expect(checked.summary.cost.calls).toBe(unchecked.summary.cost.calls + canaries);
    expect(answersIn(checked.folder)).toEqual(answersIn(unchecked.folder));
    expect(checked.summary.conditions).toEqual(unchecked.summary.conditions);
  });
});

describe('the canary of a study', () => {
  it('should keep to the number of calls at once that the study allows, and be among its calls', async () => {
    const model = await checkedBefore(perfect);
    const counting = countingModel({ ...model, description: { kind: 'endpoint', baseUrl: 'http://localhost:1/v1' } });
    const study = await majorityStudy(folder(), { model: counting, concurrency: 1 });
    const purposes = linesOf(study.folder, 'calls.jsonl').map(({ purpose }) => purpose);

    expect(counting.mostOpen()).toBe(1);
    expect(purposes.filter((purpose) => purpose === 'canary').length).toBe(
      counting.calls.filter(({ context }) => context.purpose === 'canary').length,
    );
    expect(purposes).toContain('canary');
  });

  it('should count in the budget, and leave the study to stop by it with one warning', async () => {
    const counting = countingModel(await checkedBefore(perfect));
    const warnings: string[] = [];
    const study = majorityStudy(folder(), {
      model: counting,
      maxCalls: 5,
      onProgress: (progress) => void (progress.kind === 'warning' && warnings.push(progress.message)),
    });

    await expect(study).rejects.toMatchObject({ kind: 'budget' });
    expect(counting.calls.length).toBe(5);
    expect(warnings).toEqual(['Whether it has drifted could not be told: the budget of 5 calls is spent.']);
  });
});

describe('a study of a model that was never checked', () => {
  it('should say so in one line with the command, and not as a warning', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const model: LanguageModel = { ...conformist(), name: 'openai:x', description: { kind: 'endpoint', baseUrl: 'http://localhost:1/v1' } }; // prettier-ignore
    const { summary } = await majorityStudy(folder(), { model });
    const { markdown } = await renderReport(summary);
    const line = 'What this model can do was not checked: `mesocosm model check openai:x --base-url http://localhost:1/v1` finds out.'; // prettier-ignore

    expect(summary.qualification).toMatchObject({ checkedAt: null, sentence: line });
    expect(summary.warnings).not.toContain(line);
    expect(markdown).toContain('mesocosm model check openai:x');
  });

  it('should not mention a check where no model is asked', async () => {
    const { summary } = await namingStudy(folder());

    expect(summary).not.toHaveProperty('qualification');
  });
});

/** The same scenario, its situations with a claim for each option. */
function withClaims(scenario: ReturnType<typeof smallNamingGame>): ReturnType<typeof smallNamingGame> {
  const { situations } = scenario;
  const alone: typeof situations.alone = (agent) =>
    situations.alone(agent).map((one) => ({
      ...one,
      situation: { ...one.situation, claims: one.situation.options.map((_, option) => [{ option }, ' is best.']) },
    }));
  return { ...scenario, situations: { ...situations, alone } };
}

describe('qualifiedStudy', () => {
  const known = { scenario: smallNamingGame(), people: false, stream: 's' };

  it('should name the command for a known model, a file and a model in a program', async () => {
    const sentence = async (name: string, description: LanguageModel['description']) =>
      (await qualifiedStudy({}, { ...known, model: { ...conformist(), name, description } })).sentence;

    expect(await sentence('smollm2-135m-instruct', { kind: 'embedded' })).toContain('`mesocosm model check smollm2-135m-instruct`'); // prettier-ignore
    expect(await sentence('mine', { kind: 'embedded', file: 'mine.gguf' })).toContain('`mesocosm model check mine.gguf`'); // prettier-ignore
    expect(await sentence('mine', { kind: 'scripted' })).toContain('`qualify({ model })`');
  });

  it('should lean on personas too where people take part', async () => {
    const model = subjectModel(perfect);
    const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });
    if (!reply.ok) throw new Error(reply.failure.message);
    const qualification = reply.value;
    const names = async (more: object) =>
      (await qualifiedStudy({ qualification }, { ...known, model, ...more })).leansOn.map(({ control }) => control);

    expect(await names({})).not.toContain('persona-asked');
    expect(await names({ people: true })).toContain('persona-asked');
  });

  it('should lean on likelihoods where the study or the check tells stances by them, and there are claims to weigh', async () => {
    const model = subjectModel(perfect);
    const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });
    if (!reply.ok) throw new Error(reply.failure.message);
    const asked = reply.value;
    const weighed = { ...asked, elicitation: { ...asked.elicitation, stance: 'likelihood' as const } };
    const claiming = withClaims(smallNamingGame());
    const leaning = async (qualification: typeof asked, more: object) => {
      const { leansOn } = await qualifiedStudy({ qualification }, { ...known, model, people: true, ...more });
      return leansOn.map(({ control }) => control).filter((name) => name.startsWith('persona'));
    };
    const byLikelihood = ['persona-likelihood', 'persona-paraphrase'];

    expect(await leaning(asked, { scenario: claiming })).toEqual(['persona-asked']);
    expect(await leaning(asked, { scenario: claiming, elicitation: { stance: 'likelihood' } })).toEqual(byLikelihood);
    expect(await leaning(weighed, { scenario: claiming })).toEqual(byLikelihood);
    expect(await leaning(weighed, { scenario: claiming, elicitation: { stance: 'asked' } })).toEqual(['persona-asked']);
    // What has no claims is asked.
    expect(await leaning(weighed, {})).toEqual(['persona-asked']);
  });
});

describe('shipped scenarios', () => {
  it('should lean on controls that there are', () => {
    const named = scenarios.flatMap((entry) => entry.create().leansOn ?? []);

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !ControlName.safeParse(name).success)).toEqual([]);
  });
});
