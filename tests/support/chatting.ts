import type {
  CallContext,
  MemoryPolicy,
  ModelFailure,
  Scenario,
  Situation,
  WriteRequest,
} from '../../src/spec/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { seed32 } from '../../src/foundation/random/index.js';
import { countingModel, type CountingModel } from '../../src/testing/counting-model.js';

/** Ann and Ben say tea or milk in turns, in public; what they remember of it is up to a policy. */
export function chatting(policy: MemoryPolicy, turns: number): Scenario<{ said: number }, object> {
  const options = ['tea', 'milk'];
  const ids = ['ann', 'ben'];
  return {
    name: 'chatting',
    about: { title: 'Chatting', question: 'What is remembered?', sources: [] },
    parameters: {},
    options,
    agents: ids.map((id) => ({ id, name: id })),
    world: {
      initial: () => ({ shared: { said: 0 }, slice: () => ({}) }),
      apply: (_state, actions) =>
        actions.map(({ agent, decision }) => ({
          type: 'word-said',
          agent,
          data: { word: decision.kind === 'made' ? (options[decision.value] as string) : 'nothing' },
        })),
      reduce: (draft) => void (draft.shared.said += 1),
      audience: () => 'public',
      ended: ({ shared }) => (shared.said >= turns ? 'all was said' : undefined),
    },
    situations: {
      facing: ({ memory }): Situation => ({
        kind: 'word',
        options,
        state: [memory.map(String).join('\n')],
        framing: [],
        statements: memory.map((item) => [String(item)]),
        unordered: false,
        names: [],
        cue: { completion: ['You say'], chat: ['Tea or milk?'] },
      }),
      alone: () => [],
    },
    regime: {
      name: 'in turns',
      *activations() {
        for (let index = 0; ; index += 1) {
          const agents = [ids[index % 2] as string];
          yield { index, time: index, agents, reads: agents, writes: 'all', reason: 'its turn' };
        }
      },
    },
    outcomes: [],
    arms: [],
    memory: {
      window: 0,
      policy,
      item: ({ type, agent, data, seq }) =>
        type === 'word-said' ? `${agent} said ${String(data['word'])} (${String(seq).padStart(5, '0')})` : undefined,
    },
    measures: [],
    temperature: 1,
    elicitation: { labels: 'fixed' },
  };
}

/** A model whose choices and texts hang on every letter that it is shown, and which keeps what it was asked. */
export function talkative(
  fails: (request: WriteRequest, context: CallContext) => ModelFailure | undefined = () => undefined,
): CountingModel {
  return countingModel(
    scriptedModel({
      name: 'talkative',
      choose: ({ prompt }) => [0.3 + 0.4 * (seed32(prompt.pieces.join('')) / 2 ** 32), 0.3],
      write: (request, context) => {
        const number = 1 + (seed32(request.prompt.pieces.join('')) % 10);
        return fails(request, context) ?? `${number}, they agreed ${number} times (because of 1, 2)`;
      },
      embed: (texts) => texts.map((text) => [text.length % 5, seed32(text) % 7, 1]),
    }),
  );
}
