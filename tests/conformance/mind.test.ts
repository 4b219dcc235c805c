import { describe, it } from 'vitest';
import {
  Elicitation,
  languageModelMind,
  parsePolicyFile,
  personMind,
  policyTableMind,
  relabelled,
  ruleMind,
  scriptedMind,
  symmetrised,
} from '../../src/agent/index.js';
import { scriptedModel, type Script } from '../../src/model/index.js';
import { seed32 } from '../../src/foundation/random/index.js';
import type { Mind, Situation } from '../../src/spec/index.js';
import { glauberMind, namingGame } from 'mesocosm/scenarios';
import { mindChecks } from '../../src/testing/mind-kit.js';
import { askingFor, COINS, PLAN, WORDS } from '../support/answer-situations.js';
import { namingAfter, opinionOf } from '../support/situations.js';

const three = namingGame({ names: ['Ada', 'Bo', 'Cy'] });
const ofTwo = [namingAfter([]), namingAfter([[0, 1]]), namingAfter([[1, 1], [0, 0], [0, 1]])]; // prettier-ignore
const ofThree = [namingAfter([], three), namingAfter([[2, 0]], three), namingAfter([[1, 2], [2, 2]], three)]; // prettier-ignore
const opinions = [opinionOf(0, 6), opinionOf(2, 6), opinionOf(6, 6)];

/** Says something else to every prompt, and the same to the same one; a sampled one hangs on its stream too. */
const byPrompt: Script['choose'] = ({ prompt, options }, { stream }) =>
  options.map((option) => 1 + (seed32(JSON.stringify(prompt), option) % 100) + (seed32(stream ?? '') % 7));
const asked = (elicitation: object, script: Script = {}): Mind =>
  languageModelMind({
    model: scriptedModel({ choose: (request) => byPrompt(request, {}), ...script }),
    temperature: 0.5,
    elicitation: Elicitation.parse(elicitation),
  });

const answers = [COINS, WORDS, PLAN].map(askingFor);
/** Writes what fits, and says something else to another prompt. */
const writing: Script['write'] = ({ prompt, schema }, { stream }) => {
  const drawn = seed32(JSON.stringify(prompt), stream ?? '') % 11;
  if (schema === undefined) return ` ${drawn}`;
  return JSON.stringify(prompt).includes('steps') ? `{"steps":["step ${drawn}"]}` : `{"value":${drawn}}`;
};
/** A person who takes the first option, or gives what fits. */
const person = (): Mind =>
  personMind({
    ask: ({ options, form, occasion }) =>
      options?.[0] ??
      (form?.kind === 'number' ? occasion : form?.kind === 'text' ? `Word ${occasion}.` : { steps: [] }),
  });

const policy = async (): Promise<Mind> => {
  const scenario = namingGame();
  const file = parsePolicyFile(await scenario.policies?.['claude-3.5-sonnet']?.());
  return policyTableMind({ file, scenario });
};
const rule = (): Mind =>
  ruleMind({ name: 'long state', probabilities: ({ options, state }) => options.map((_, at) => at + state.length) });

const minds: readonly {
  readonly what: string;
  create(): Mind | Promise<Mind>;
  readonly situations: readonly Situation[];
}[] = [
  { what: 'a rule', create: rule, situations: [...ofTwo, ...ofThree] },
  { what: 'the Glauber rule', create: () => glauberMind(1.2), situations: opinions },
  {
    what: 'a script',
    create: () => scriptedMind({ choose: ({ options }, { occasion }) => options[occasion % 2] as string }),
    situations: [...ofTwo, ...ofThree],
  },
  { what: 'a script that says what is no option', create: () => scriptedMind({ choose: ({ kind, options }) => (kind === 'name' ? 'Z' : (options[0] as string)) }), situations: [...ofTwo, ...opinions] }, // prettier-ignore
  { what: 'a table of measured choices', create: policy, situations: ofTwo },
  { what: 'a language model, completion', create: () => asked({}), situations: [...ofTwo, ...ofThree, ...opinions] },
  {
    what: 'a language model, chat, labels fixed',
    create: () => asked({ form: 'chat', labels: 'fixed' }),
    situations: [...ofTwo, ...ofThree, ...opinions],
  },
  {
    what: 'a language model, live',
    create: () => asked({ orders: 'live' }),
    situations: [...ofTwo, ...ofThree, ...opinions],
  },
  {
    what: 'a language model that is sampled',
    create: () => asked({}, { choosing: 'sampled', choose: byPrompt }),
    situations: [...ofTwo, ...opinions],
  },
  {
    what: 'a language model that refuses now and then',
    create: () =>
      asked(
        {},
        {
          choose: (request) =>
            request.prompt.pieces.length > 4
              ? { kind: 'refused', message: 'no', retryable: false, evidence: 'I will not.' }
              : byPrompt(request, {}),
        },
      ),
    situations: [...ofTwo, ...opinions],
  },
  { what: 'a language model that answers in a chat', create: () => asked({ form: 'chat' }, { write: writing }), situations: [...answers, ...ofTwo] }, // prettier-ignore
  { what: 'a language model that goes on with a text', create: () => asked({}, { write: writing }), situations: [...answers, ...ofTwo] }, // prettier-ignore
  { what: 'a language model that cannot write', create: () => asked({}), situations: [...answers, ...ofTwo] },
  {
    what: 'a script that answers',
    create: () => scriptedMind({ choose: ({ answer, options }) => (answer === undefined ? (options[0] as string) : answer.kind === 'text' ? 'Hello.' : { answer: answer.kind === 'number' ? 3 : { steps: [] } }) }), // prettier-ignore
    situations: [...answers, ...ofTwo],
  },
  { what: 'a person', create: person, situations: [...answers, ...ofTwo, ...ofThree] },
  { what: 'a rule that only chooses', create: rule, situations: [...answers, ...ofTwo] },
  { what: 'a table that only chooses', create: policy, situations: [...answers, ...ofTwo] },
  { what: 'a relabelled person', create: () => relabelled(person(), [1, 0]), situations: [...answers, ...ofTwo] },
  { what: 'a symmetrised person', create: () => symmetrised(person()), situations: [...answers, ...ofTwo] },
  { what: 'a relabelled rule', create: () => relabelled(rule(), [1, 2, 0]), situations: ofThree },
  { what: 'a symmetrised rule', create: () => symmetrised(rule()), situations: [...ofTwo, ...ofThree] },
  { what: 'a symmetrised table', create: async () => symmetrised(await policy()), situations: ofTwo },
  { what: 'a symmetrised language model', create: () => symmetrised(asked({ labels: 'fixed' })), situations: ofThree },
  {
    what: 'a symmetrised script',
    create: () => symmetrised(scriptedMind({ choose: ({ options }, { occasion }) => options[occasion % 2] as string })),
    situations: ofTwo,
  },
];

const persona = { name: 'Ada', text: 'I am Ada, and I count everything twice.' };

for (const { what, create, situations } of minds) {
  describe(`the mind of ${what}`, () => {
    for (const { name, check } of mindChecks({ create, situations, persona })) it(`should ${name}`, check);
  });
}
