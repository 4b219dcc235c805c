import { getLlama, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { createEvaluator, type Evaluator } from '../../src/model/llama/evaluate.js';
import { ensureWeights } from '../../src/model/weights/index.js';
import type { ChooseRequest, LanguageModel } from '../../src/spec/index.js';
import { answered, embeddedModel, neighbours } from '../support/endpoint-weights-real.js';

const options = [' Q', ' M'];
const counts = Array.from({ length: 7 }, (_, q) => 'Q'.repeat(q) + 'M'.repeat(6 - q));
/** Requests of both forms, with options of one token and of several. */
const requests: readonly ChooseRequest[] = [
  ...counts.map((choices) => ({ prompt: neighbours(choices), options })),
  ...counts.slice(0, 3).map((choices) => ({ prompt: neighbours(choices, 'chat'), options: ['Q', 'M'] })),
  ...counts
    .slice(0, 4)
    .map((choices) => ({ prompt: neighbours(choices), options: [' the letter Q', ' another letter', ' M'] })),
];

describe('choices of the embedded model', () => {
  let model: LanguageModel;
  let two: LanguageModel;
  beforeAll(async () => {
    model = await embeddedModel();
    two = await embeddedModel({ processes: 2 });
  });
  afterAll(async () => {
    await model.close();
    await two.close();
  });

  const probabilitiesOf = async (from: LanguageModel, request: ChooseRequest): Promise<readonly number[]> =>
    answered(await from.choose(request)).probabilities;

  it('should be the same bits whatever was asked before, in both forms', async () => {
    const first = new Map<ChooseRequest, readonly number[]>();
    for (const request of requests) first.set(request, await probabilitiesOf(model, request));

    for (let order = 0; order < 4; order += 1) {
      for (const request of chancesFrom(7)('order', order).shuffle(requests)) {
        expect(await probabilitiesOf(model, request)).toEqual(first.get(request));
      }
    }
  });

  it('should be the same bits after a score and after a text', async () => {
    const request = requests[3] as ChooseRequest;
    const before = await probabilitiesOf(model, request);

    await model.score({ prompt: neighbours('QMQ'), continuations: [' Q', ' Q and M.'] });
    const afterScore = await probabilitiesOf(model, request);
    await model.write({ prompt: neighbours('QMQ'), maxTokens: 5, temperature: 1 }, { seed: 1 });
    const afterText = await probabilitiesOf(model, request);

    expect([afterScore, afterText]).toEqual([before, before]);
  });

  it('should be the same bits however many processes answer, and all at once', async () => {
    const one = await Promise.all(requests.map((request) => probabilitiesOf(model, request)));

    const many = await Promise.all(requests.map((request) => probabilitiesOf(two, request)));

    expect(many).toEqual(one);
  });

  it('should have a sum of 1 and a mass between 0 and 1', async () => {
    for (const request of requests) {
      const { probabilities, mass } = answered(await model.choose(request));
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
      expect(mass).toBeGreaterThan(0);
      expect(mass).toBeLessThanOrEqual(1);
    }
  });

  it('should say how the options were compared: by the next token or as a whole', async () => {
    const methodOf = async (offered: readonly string[]): Promise<string> =>
      answered(await model.choose({ prompt: neighbours('QM'), options: offered })).method;

    expect([await methodOf([' Q', ' M']), await methodOf([' Q', ' the letter M'])]).toEqual([
      'next-token',
      'whole-option',
    ]);
  });

  it('should give a single-token option the same share of mass whether or not a longer one stands beside it', async () => {
    const prompt = neighbours('QQM');
    const alone = answered(await model.choose({ prompt, options: [' Q', ' M'] }));
    const beside = answered(await model.choose({ prompt, options: [' Q', ' M', ' the letter Q'] }));

    const massOf = ({ probabilities, mass }: typeof alone, index: number): number =>
      (probabilities[index] as number) * (mass as number);
    expect(massOf(beside, 0)).toBeCloseTo(massOf(alone, 0), 12);
    expect(massOf(beside, 1)).toBeCloseTo(massOf(alone, 1), 12);
  });

  it('should be what the likelihoods of the options say', async () => {
    const offered = [' Q', ' the letter M', ' nothing'];
    const prompt = neighbours('QMM');
    const { probabilities, mass } = answered(await model.choose({ prompt, options: offered }));

    const { logLikelihoods, tokens } = answered(await model.score({ prompt, continuations: offered }));

    const likelihoods = logLikelihoods.map(Math.exp);
    const total = likelihoods.reduce((sum, likelihood) => sum + likelihood, 0);
    expect(mass).toBeCloseTo(total, 12);
    likelihoods.forEach((likelihood, index) => expect(probabilities[index]).toBeCloseTo(likelihood / total, 12));
    expect(tokens).toEqual([1, 3, 1]);
  });

  it('should follow a majority of listed neighbours, and with all of them more than with none', async () => {
    // Small, but there: measured in the reference of the project, and not of this test's making.
    const all = await probabilitiesOf(model, { prompt: neighbours('QQQQQQQQ'), options });
    const none = await probabilitiesOf(model, { prompt: neighbours('MMMMMMMM'), options });

    expect(all[0]).toBeGreaterThan(none[0] as number);
  });

  it('should refuse a prompt that is too long as content, and answer the next as before', async () => {
    const request = requests[5] as ChooseRequest;
    const before = await probabilitiesOf(model, request);
    const long = { form: 'completion' as const, pieces: ['word '.repeat(3000), 'You chose'] };

    const replies = [
      await model.choose({ prompt: long, options }),
      await model.choose({ prompt: { ...long, form: 'chat' }, options }),
      await model.score({ prompt: long, continuations: [' Q'] }),
      await model.write({ prompt: long, maxTokens: 5, temperature: 1 }),
      await model.write({ prompt: neighbours('Q'), maxTokens: 5000, temperature: 1 }),
    ];

    const sentence = /^the prompt has \d+ tokens and up to \d+ are to follow, but the context holds less than 2048: /;
    for (const reply of replies) {
      expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false } });
      expect(!reply.ok && reply.failure.message).toMatch(sentence);
    }
    expect(await probabilitiesOf(model, request)).toEqual(before);
  });
});

describe('the evaluator on the embedded model', () => {
  let model: LlamaModel;
  let sequence: LlamaContextSequence;
  let evaluator: Evaluator;
  let dispose: () => Promise<void>;
  beforeAll(async () => {
    const { path } = await ensureWeights();
    const llama = await getLlama({
      gpu: false,
      build: 'never',
      maxThreads: 1,
      progressLogs: false,
      logger: () => undefined,
    });
    model = await llama.loadModel({ modelPath: path });
    const context = await model.createContext({ contextSize: 512, batchSize: 512, threads: 1, flashAttention: false });
    sequence = context.getSequence();
    evaluator = createEvaluator(sequence, 512);
    dispose = () => llama.dispose();
  });
  afterAll(() => dispose());

  /** Evaluates some more tokens; the probability of every token of the vocabulary after them, as node-llama-cpp gives it. */
  async function mapAfter(tokens: readonly Token[]): Promise<Map<Token, number>> {
    const wanted = { generateNext: { probabilities: true, options: { temperature: 1, topK: 0, topP: 1, minP: 0 } } };
    const outputs = await sequence.controlledEvaluate(
      tokens.map((token, at) => (at === tokens.length - 1 ? [token, wanted] : token)),
    );
    return outputs.at(-1)?.next.probabilities as Map<Token, number>;
  }

  it.each(['QQQQMMMM', 'MMMMMMMM', 'QM'])(
    'should agree with the full map of probabilities to 1e-5 (%s)',
    async (choices) => {
      const text = neighbours(choices).pieces.join('');
      const prompt = [model.tokens.bos as Token, ...model.tokenize(text)];
      await evaluator.forget();
      const map = await mapAfter(prompt);
      await evaluator.forget();
      const [likely] = [...map].toSorted((a, b) => b[1] - a[1]);
      const wanted = [' Q', ' M', ' the', ' a', '.'].map((word) => model.tokenize(word)[0] as Token);
      const tokens = [...wanted, (likely as [Token, number])[0]];

      const { logs } = await evaluator.continuations(
        [{ key: 'all', tokens: prompt }],
        tokens.map((token) => [token]),
      );

      // Both divide by a sum over the vocabulary in single precision, which is a little too small.
      const whole = [...map.values()].reduce((sum, probability) => sum + probability, 0);
      expect(Math.abs(whole - 1)).toBeLessThan(1e-3);
      tokens.forEach((token, at) => {
        const difference = Math.abs(Math.exp(logs[at] as number) - (map.get(token) as number));
        expect(difference).toBeLessThan(1e-5);
      });
    },
  );

  it('should agree with the full map token by token along a whole text', async () => {
    const prompt = [model.tokens.bos as Token, ...model.tokenize('Bob lives in a')];
    const text = model.tokenize(' small house by the sea.');
    await evaluator.forget();
    // The prompt in one batch and then each token in its own: another split moves the numbers.
    let map = await mapAfter(prompt);
    let expected = 0;
    for (const token of text) {
      expected += Math.log(map.get(token) as number);
      map = await mapAfter([token]);
    }
    await evaluator.forget();

    const { logs } = await evaluator.continuations([{ key: 'all', tokens: prompt }], [text]);

    expect(text.length).toBeGreaterThan(5);
    // Each divides by a sum in single precision over 49,152 tokens, which is off by up to 2e-4 of itself.
    expect(Math.abs((logs[0] as number) - expected)).toBeLessThan(2e-4 * text.length);
  });
});
