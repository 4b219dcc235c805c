import { availableParallelism } from 'node:os';
import { chancesFrom, languageModel } from 'mesocosm';
import { row, timed, unmeasured } from './_internals/measure.js';

/** Choices of one batch. The fastest of three counts: other work on the machine can only slow a batch down. */
const CHOICES = 60;
const BATCHES = 3;
/** Answers that are asked for again, in another process. */
const COMPARED = 24;
const LEAST_A_SECOND = 30;
const OPTIONS = [' Q', ' M'];

export const title = 'Embedded model: choices at prompts of about 150 tokens with a shared prefix';

const RULES =
  'You play a game of 100 rounds with a partner, Player 2. In each round both of you choose one of these names at the ' +
  'same time: Q or M. If both choose the same name, each of you gains 100 points. If the names differ, each of you loses ' +
  '50 points. Your aim is to have as many points as possible.\n';

const HISTORY = [
  'Round 1: you chose Q, Player 2 chose M; you lost 50 points.\n',
  'Round 2: you chose M, Player 2 chose M; you gained 100 points.\n',
];

/** A score and the cue, in pieces, as elicitation makes them: a statement, then what is to be continued. */
const score = (index) => `Your score in these rounds: ${index} points. Player 2 has ${3 * index}.\n`;
const CUE = 'Round 3: you chose';

/** All but the cue is shared; the cue is different for each index. */
const cueIsNew = (index) => ({
  form: 'completion',
  pieces: [RULES, ...HISTORY, score(7), `Round ${index}: you chose`],
});
const statementIsNew = (index) => ({ form: 'completion', pieces: [RULES, ...HISTORY, score(index), CUE] });
const allIsNew = (index) => ({
  form: 'completion',
  pieces: [`Game ${index}. ${RULES}`, ...HISTORY, score(index), CUE],
});

async function ask(model, prompts) {
  const replies = await Promise.all(prompts.map((prompt) => model.choose({ prompt, options: OPTIONS })));
  return replies.map((reply) => {
    if (!reply.ok) throw new Error(reply.failure.message);
    return reply.value;
  });
}

/** The fastest of some batches of different prompts, with all answers. */
async function fastest(model, promptOf) {
  const answers = [];
  let best = Infinity;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const prompts = Array.from({ length: CHOICES }, (_, index) => promptOf(batch * CHOICES + index));
    const { ms, result } = await timed(() => ask(model, prompts));
    best = Math.min(best, ms);
    answers.push(...result);
  }
  return { perSecond: (CHOICES / best) * 1000, answers };
}

/** Prompts whose answer is not the same, bit for bit, in a model that was asked other things in another order. */
async function differing(model, answers) {
  const chance = chancesFrom(1)('order');
  const order = chance.shuffle(answers.map((_, index) => index)).slice(0, COMPARED);
  let differ = 0;
  for (const index of order) {
    await ask(model, [allIsNew(index + 1000)]);
    const [again] = await ask(model, [statementIsNew(index)]);
    const same = again.probabilities.every((p, at) => Object.is(p, answers[index].probabilities[at]));
    if (!same || !Object.is(again.mass, answers[index].mass)) differ += 1;
  }
  return { asked: order.length, differ };
}

/** Tokens that these pieces have as the beginning of a prompt. */
async function tokensOf(model, pieces) {
  const [answer] = await ask(model, [{ form: 'completion', pieces }]);
  return answer.usage.promptTokens;
}

/** Choices a second when `promptOf` makes the prompts, with what of a prompt is new. */
async function pace(model, promptOf, { shares, processes }) {
  const { perSecond, answers } = await fastest(model, promptOf);
  const tokens = answers.reduce((sum, { usage }) => sum + usage.promptTokens, 0) / answers.length;
  const fresh = tokens - (await tokensOf(model, promptOf(0).pieces.slice(0, shares)));
  const what = `choices a second, ${tokens.toFixed(0)} tokens, ${fresh.toFixed(0)} of them new, ${processes} processes`;
  return { answers, perSecond, what };
}

export async function run() {
  const processes = Math.min(2, availableParallelism());
  const opened = [];
  try {
    const model = await languageModel('smollm2-135m-instruct', { processes });
    opened.push(model);
    await ask(model, [5000, 5001, 5002].map(statementIsNew));
    const cue = await pace(model, cueIsNew, { shares: -1, processes });
    const statement = await pace(model, statementIsNew, { shares: -2, processes });
    const apart = Array.from({ length: CHOICES / 4 }, (_, index) => allIsNew(index));
    const alone = await timed(() => ask(model, apart));
    const beside = { what: 'no shared prefix', value: (apart.length / alone.ms) * 1000 };
    const single = await languageModel('smollm2-135m-instruct', { processes: 1 });
    opened.push(single);
    const { asked, differ } = await differing(single, statement.answers);
    return [
      row({ what: cue.what, value: cue.perSecond, unit: '/s', beside, least: LEAST_A_SECOND }),
      row({ what: statement.what, value: statement.perSecond, unit: '/s', beside }),
      row({
        what: `answers that differ by a bit in another process, asked in another order among others, of ${asked}`,
        value: differ,
        unit: 'answers',
        most: 0,
      }),
    ];
  } catch (error) {
    if (error.kind !== 'unreachable') throw error;
    return [unmeasured('choices a second', error.message)];
  } finally {
    await Promise.all(opened.map((model) => model.close()));
  }
}
