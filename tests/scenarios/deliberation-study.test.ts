import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InterviewAnswer } from '../../src/spec/index.js';
import { mesocosm } from '../support/command-line.js';
import { says, startEndpoint, type Behaviour } from '../support/endpoint-server.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const SMALL = ['run', 'deliberation', '--agents', '3', '--rounds', '1', '--runs', '2'];

function linesOf(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
}

/** Argues for acquittal, and votes for it with probability 0.7. */
const advocate: Behaviour = (request, response) => {
  const asked = request.messages.at(-1)?.content ?? '';
  const words = 'Nobody saw the face. I would let him go.';
  const vote = says('acquit', { tokens: [{ token: 'acquit', top: { acquit: 0.7, convict: 0.3 } }] });
  (asked.includes('What do you say') ? says(words) : vote)(request, response);
};

describe('a study of deliberations', () => {
  it('should run with no model, and replay what it kept', async () => {
    const where = folder();
    const { code, out } = await mesocosm([...SMALL, '--mind', 'scripted', '--folder', where]);

    expect(code).toBe(0);
    expect(out).toMatch(/^Deliberation: 2 runs of every arm, rule:deliberator\n/);
    expect(out).toContain('Isolated: ');
    const run = join(onlyStudyIn(where), 'runs', 'default.interacting.1000000');
    const replayed = await mesocosm(['replay', run]);
    expect(replayed.out).toContain('identical to the journal, byte for byte');
  });

  it('should run on an endpoint, which speaks and votes, and fork a run without a speaker', async () => {
    const endpoint = await startEndpoint(advocate);
    const where = folder();
    const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl, '--no-cache'];
    const { code, err } = await mesocosm([...SMALL, ...model, '--form', 'chat', '--folder', where]);

    expect([code, err]).toEqual([0, expect.stringMatching(/^no price of openai:small is known/)]);
    const run = join(onlyStudyIn(where), 'runs', 'default.interacting.1000000');
    const said = linesOf(join(run, 'events.jsonl')).filter(
      (event) => (event as { type: string }).type === 'words-said',
    );
    expect(said).toHaveLength(3);
    expect(said[0]).toMatchObject({ data: { words: 'Nobody saw the face. I would let him go.' } });
    const [first] = linesOf(join(run, 'interviews.jsonl')).map((line) => InterviewAnswer.parse(line));
    expect(first?.probabilities?.[1]).toBeCloseTo(0.7, 6);
    expect(
      endpoint.requests.some(({ messages }) => messages.some(({ content }) => content.includes('Ann: Nobody saw'))),
    ).toBe(true);

    const without = join(where, 'without');
    const change = '{ "do": "remove", "agent": "agent-3" }';
    const forked = await mesocosm(['fork', run, '--at', '1', '--do', change, '--out', without, ...model]);
    expect(forked.code).toBe(0);
    const answers = linesOf(join(without, 'interviews.jsonl')).map((line) => InterviewAnswer.parse(line));
    expect(new Set(answers.filter(({ time }) => time === null).map(({ agent }) => agent))).toEqual(
      new Set(['agent-1', 'agent-2']),
    );
    await endpoint.close();
  });
});
