import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { ControlName, Qualification, qualify, type QualifyOptions } from '../../../src/qualification/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { fakeClock } from '../../../src/testing/index.js';
import {
  historyBlind,
  labelBiased,
  perfect,
  random,
  subjectModel,
  type Subject,
} from '../../support/qualification-subjects.js';

async function checked(subject: Subject, more: Partial<QualifyOptions> = {}): Promise<Qualification> {
  const reply = await qualify({ model: subjectModel(subject), version: '0', clock: fakeClock(), ...more });
  if (!reply.ok) throw new Error(reply.failure.message);
  return Qualification.parse(reply.value);
}

const verdicts = ({ controls }: Qualification) => Object.fromEntries(controls.map((one) => [one.name, one.verdict]));

/** All controls pass, but for these. */
const allBut = (others: { readonly [name in ControlName]?: string }) => ({
  ...Object.fromEntries(ControlName.options.map((name) => [name, 'pass'])),
  throughput: 'not-applicable',
  ...others,
});

describe('qualify', () => {
  it('should pass a subject that understands everything in every control', async () => {
    expect(verdicts(await checked(perfect))).toEqual(allBut({}));
  });

  it('should pass no control of understanding of a subject that answers at random', async () => {
    const found = verdicts(await checked(random));

    expect(Object.keys(found).filter((name) => found[name] === 'pass')).toEqual(['option-mass', 'reproducibility']);
    expect(found).toMatchObject({
      majority: 'fail',
      unanimity: 'fail',
      'persona-asked': 'fail',
      'persona-likelihood': 'fail',
      'persona-negation': 'fail',
      format: 'fail',
    });
  });

  it('should tell a subject that follows a label from one that understands', async () => {
    const found = await checked(labelBiased);
    const preference = found.controls.find(({ name }) => name === 'label-preference');

    expect(verdicts(found)).toEqual(
      allBut({
        comprehension: 'fail',
        'label-preference': 'fail',
        payoffs: 'fail',
        strategy: 'fail',
        history: 'fail',
        majority: 'fail',
        unanimity: 'fail',
        'persona-asked': 'fail',
        'persona-likelihood': 'fail',
        'persona-paraphrase': 'fail',
        'persona-negation': 'fail',
      }),
    );
    // It takes the first label with probability .85, whatever it stands for.
    expect(preference?.effect).toBeCloseTo(0.35, 6);
  });

  it('should fail a subject that is blind to history in what hangs on history, and in nothing else', async () => {
    const found = await checked(historyBlind);

    expect(verdicts(found)).toEqual(allBut({ comprehension: 'fail', history: 'fail' }));
    expect(found.controls.find(({ name }) => name === 'comprehension')?.parts).toEqual({
      allowed: 1,
      payoff: 1,
      recall: 0.5,
    });
  });

  it('should find the form in which a subject answers at all', async () => {
    const inChat = subjectModel({ ...perfect, mass: 0.9 });
    const model = scriptedModel({
      name: 'chatty',
      choose(request, context) {
        if (request.prompt.form === 'completion') return request.options.map(() => 0.01);
        void context;
        return [0.5, 0.4];
      },
    });
    const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });

    expect(inChat.capabilities.choose).toBe('exact');
    expect(reply.ok && reply.value.elicitation).toEqual({
      form: 'chat',
      person: 'second',
      calibration: 'none',
      stance: 'asked',
    });
    expect(reply.ok && reply.value.forms.map(({ mass }) => mass)).toEqual([0.02, 0.9]);
  });

  it('should say of a model that gives no likelihoods and writes nothing that these do not apply', async () => {
    const model = scriptedModel({ choose: () => [0.5, 0.4] });
    const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });

    expect(reply.ok && verdicts(reply.value)).toMatchObject({
      'persona-likelihood': 'not-applicable',
      'persona-paraphrase': 'not-applicable',
      'persona-negation': 'not-applicable',
      format: 'pass',
    });
  });

  it('should count what cannot be answered against the model, and not stop', async () => {
    const failure = { kind: 'malformed', message: 'no option', retryable: false } as const;
    const model = scriptedModel({ choose: () => failure });
    const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });

    expect(reply.ok && verdicts(reply.value)).toMatchObject({ format: 'fail', payoffs: 'fail', majority: 'fail' });
    expect(reply.ok && reply.value.forms.map(({ mass, score }) => [mass, score])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('should count topics that could not be weighed, and not drop them', async () => {
    const failure = { kind: 'malformed', message: 'no likelihood', retryable: false } as const;
    const model = { ...subjectModel(perfect), score: async () => ({ ok: false, failure }) as const };

    expect(verdicts(await checked(perfect, { model, quick: true }))).toMatchObject({
      'persona-asked': 'pass',
      'persona-likelihood': 'fail',
      'persona-paraphrase': 'fail',
      'persona-negation': 'fail',
    });
  });

  it('should stop where the model is out of reach', async () => {
    const failure = { kind: 'unavailable', message: 'connection refused', retryable: true } as const;
    const model = scriptedModel({ choose: () => failure });

    expect(await qualify({ model, version: '0', clock: fakeClock(), quick: true })).toEqual({ ok: false, failure });
  });

  it('should fail the reproducibility of an exact model whose second answer is another', async () => {
    let calls = 0;
    const model = scriptedModel({ choose: () => ((calls += 1) % 2 === 0 ? [0.5, 0.4] : [0.5, 0.4001]) });
    const found = await qualify({ model, version: '0', clock: fakeClock(), quick: true });

    expect(found.ok && verdicts(found.value)).toMatchObject({ reproducibility: 'fail' });
  });

  it('should let an endpoint differ a little, and keep by how much', async () => {
    const jittering = (by: number): LanguageModel => {
      const again = (stream = '') => stream.startsWith('qualification/again');
      const model = scriptedModel({
        choose: (_, { stream }) => (again(stream) ? [0.5 + by, 0.5 - by] : [0.5, 0.5]),
      });
      return { ...model, description: { kind: 'endpoint' } };
    };
    const found = async (by: number) => checked(perfect, { model: jittering(by), quick: true });
    const [little, much] = [await found(1e-4), await found(0.03)];

    expect([verdicts(little)['reproducibility'], verdicts(much)['reproducibility']]).toEqual(['pass', 'fail']);
    expect(little.canary.spread).toBeCloseTo(1e-4, 9);
    expect(much.canary.spread).toBeCloseTo(0.03, 9);
  });

  it('should ask with its own purpose, and every question for choosing before any for the verdict', async () => {
    const model = countingModel(subjectModel(perfect));
    const stages: string[] = [];
    await checked(perfect, { model, quick: true, onProgress: ({ stage }) => stages.push(stage) });

    expect([...new Set(model.calls.map(({ context }) => context.purpose))]).toEqual(['qualification']);
    expect([...new Set(stages)]).toEqual(['form', 'choices', 'likelihoods', 'replies', 'again']);
    expect(stages).toEqual([...stages].sort((a, b) => stages.indexOf(a) - stages.indexOf(b)));
  });

  it('should put the form that it found, with what it tried and why, in the file', async () => {
    // Asked for its opinion it takes nobody's side; what its persona makes likelier shows it.
    const first: Subject['first'] = (item, presentation) =>
      item.kind === 'persona' ? 0.5 : perfect.first(item, presentation);
    const found = await checked({ ...perfect, first });

    expect(found.elicitation).toEqual({
      form: 'completion',
      person: 'second',
      calibration: 'none',
      stance: 'likelihood',
    });
    expect(found.forms.map(({ stage, score }) => [stage, score])).toEqual([
      ['form', 0.84375],
      ['form', 0.84375],
      ['person', 0.84375],
      ['person', 0.84375],
      ['calibration', 0.84375],
      ['stance', 0.96875],
    ]);
    expect(verdicts(found)).toMatchObject({ 'persona-asked': 'fail', 'persona-likelihood': 'pass' });
  });

  it('should judge how fast a model answers, by a time that passes', async () => {
    const clock = fakeClock();
    const lasting = (ms: number): LanguageModel => {
      const model = subjectModel(perfect);
      return {
        ...model,
        choose: async (request, context) => {
          await clock.sleep(ms);
          return model.choose(request, context);
        },
      };
    };
    const rate = async (ms: number) => {
      const { controls } = await checked(perfect, { model: lasting(ms), clock, quick: true });
      return controls.find(({ name }) => name === 'throughput');
    };

    // Four presentations at once, eight questions one after another.
    expect(await rate(1000)).toMatchObject({ verdict: 'pass', effect: 4, low: 4, high: 4, threshold: 1.87, n: 32 });
    expect(await rate(4000)).toMatchObject({ verdict: 'fail', effect: 1 });
  });

  it('should give the same file for the same answers', async () => {
    const [first, second] = [await checked(random, { quick: true }), await checked(random, { quick: true })];

    expect(second).toEqual(first);
  });
});
