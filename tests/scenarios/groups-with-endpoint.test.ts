import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStudy, type StudyOptions } from '../../src/study/index.js';
import { groupSearch, hiddenProfile, opinionExchange } from 'mesocosm/scenarios';
import { prefers, says, startEndpoint, type Behaviour, type EndpointServer } from '../support/endpoint-server.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();
const agrees = says('agree');
const votes = prefers({ Keller: 0.7, Moreau: 0.2, Okafor: 0.1 });
const tells = says('A');
const names = says('20');
const writes = says('I hold that it is so.');
/** Answers each kind of question that the three scenarios put, by what it asks for. */
const answers: Behaviour = (request, response) => {
  const asked = request.messages.map(({ content }) => content).join('\n');
  const behaviour = [
    { to: 'How far do you agree with the claim now?', by: agrees },
    { to: 'who is the best for the post', by: votes },
    { to: 'Which fact do you tell the others now?', by: tells },
    { to: 'Which number do you name next?', by: names },
  ].find(({ to }) => asked.includes(to));
  (behaviour?.by ?? writes)(request, response);
};

let server: EndpointServer;
beforeAll(async () => {
  server = await startEndpoint(answers);
});
afterAll(() => server.close());

/** Few samples, and each run short: what counts is that questions and answers find each other. */
async function asked(scenario: NonNullable<StudyOptions['scenario']>) {
  const { summary } = await runStudy({
    scenario,
    model: 'openai:small',
    languageModel: { baseUrl: server.baseUrl },
    runs: 1,
    arms: ['interacting', 'isolated'],
    cache: false,
    elicitation: { samples: 2 },
    folder: temporaryFolder(),
  });
  const [interacting] = summary.conditions[0]?.arms ?? [];
  const valueOf = (column: string): number | null | undefined => interacting?.measures[column]?.mean?.value;
  return { summary, valueOf };
}

const sent = (words: string): boolean =>
  server.requests.some(({ messages }) => messages.some(({ content }) => String(content).includes(words)));

describe('groups whose members are asked at an endpoint', () => {
  it('should write to each other, read it and state beliefs', async () => {
    const { summary, valueOf } = await asked(opinionExchange({ agents: 3, steps: 3 }));

    expect(summary.failures.failed).toBe(0);
    expect(sent('A stranger wrote: "I hold that it is so."')).toBe(true);
    expect(valueOf('messages')).toBe(3);
    expect(valueOf('failed_answers')).toBe(0);
    expect(summary.conditions[0]?.outcomes.map(({ name }) => name)).toEqual(['belief', 'bias', 'diversity']);
  });

  it('should name numbers and be told of the sum', async () => {
    const { summary, valueOf } = await asked(groupSearch({ agents: 3, rounds: 3, target: 60 }));

    expect(summary.failures.failed).toBe(0);
    expect(valueOf('solved')).toBe(1);
    expect(valueOf('rounds_to_solve')).toBe(1);
  });

  it('should tell facts and vote', async () => {
    const { summary, valueOf } = await asked(hiddenProfile({ agents: 3, rounds: 1 }));

    expect(summary.failures.failed).toBe(0);
    expect(sent('Another member told fact A: ')).toBe(true);
    expect(valueOf('silent_turns')).toBe(0);
    expect(summary.conditions[0]?.tables?.[0]?.name).toBe('benefit');
  });
});
