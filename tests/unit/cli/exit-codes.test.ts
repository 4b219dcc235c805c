import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/index.js';
import { readStudyFile } from '../../../src/study/index.js';
import { fakeTerminal, jsonOf, mesocosm } from '../../support/command-line.js';
import {
  answersWith,
  prefers,
  says,
  startEndpoint,
  type Behaviour,
  type EndpointServer,
} from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let endpoint: EndpointServer;

beforeAll(async () => {
  endpoint = await startEndpoint(willing);
});
afterAll(() => endpoint.close());

/** Gives probabilities for whatever it is asked to choose from. */
const willing: Behaviour = (request, response) => {
  const probing = request.messages.at(-1)?.content.includes('A or B') === true;
  prefers(probing ? { A: 0.5, B: 0.5 } : { Q: 0.6, M: 0.4 })(request, response);
};

/** Says something else. */
const singing = says('I would rather sing.', { tokens: [{ token: 'I', top: { I: 0.99 } }] });

/** The same, but for the questions that hold this. */
function except(words: string, behaviour: Behaviour): Behaviour {
  return (request, response) =>
    (request.messages.at(-1)?.content.includes(words) === true ? behaviour : willing)(request, response);
}

/** A study by an endpoint: four agents meet twelve times. */
function study(where: string, ...more: readonly string[]): readonly string[] {
  const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl];
  const small = ['--agents', '4', '--horizon', '12', '--runs', '1', '--arms', 'isolated'];
  return ['run', 'naming-game', ...model, ...small, '--folder', where, ...more];
}

describe('the exit code', () => {
  it('should be 0 where all went well', async () => {
    endpoint.behave(willing);
    const where = folder();
    const ran = await mesocosm(study(where, '--json'));

    expect(ran.code).toBe(0);
    expect(jsonOf(ran)).toMatchObject({
      status: 'finished',
      data: { mind: { name: 'openai:small', kind: 'language-model' } },
    });
  });

  it('should be 3 where the endpoint refuses at once, with nothing written', async () => {
    endpoint.behave(answersWith(401, 'no such key'));
    const { code, out, err } = await mesocosm(study(folder()));

    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/: the endpoint cannot be used: it answered 401.*OPENAI_API_KEY/);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should be 3 where it refuses later, with the command that goes on, which does', async () => {
    const where = folder();
    endpoint.behave(except('round 2', answersWith(401, 'the key has expired')));
    const stopped = await mesocosm(study(where));
    const { status } = await readStudyFile(onlyStudyIn(where));
    endpoint.behave(willing);
    const again = await mesocosm(['resume', onlyStudyIn(where)]);

    expect(stopped.code).toBe(3);
    expect(stopped.err).toContain(`Go on with:\nmesocosm resume ${onlyStudyIn(where)}\n`);
    expect(status).toBe('unavailable');
    expect(again.code).toBe(0);
  });

  it('should be 4 where too many decisions fail, with the figures and what to do', async () => {
    endpoint.behave(except('round 2', singing));
    const [where, other] = [folder(), folder()];
    const plain = await mesocosm(study(where));
    const json = await mesocosm(study(other, '--json'));

    expect(plain.code).toBe(4);
    expect(plain.out).toContain('Failures: ');
    expect(plain.err).toMatch(
      /\d+ of \d+ decisions failed \([\d.]+ %\), more than are allowed: look at decision-failed/,
    );
    expect(json.code).toBe(4);
    expect(jsonOf(json)).toMatchObject({ status: 'too-many-failures', data: { status: 'too-many-failures' } });
  });

  it('should be 0 where as many are allowed to fail', async () => {
    endpoint.behave(except('round 2', singing));

    expect((await mesocosm(study(folder(), '--max-failures', '1'))).code).toBe(0);
  });

  it('should be 5 where the budget is spent, and 0 with a larger one', async () => {
    endpoint.behave(willing);
    const where = folder();
    const before = endpoint.requests.length;
    const stopped = await mesocosm(study(where, '--max-calls', '8'));
    const asked = endpoint.requests.length - before;
    const again = await mesocosm(['resume', '--folder', where, '--max-calls', '5000', '--json']);

    expect(stopped.code).toBe(5);
    expect(stopped.err).toMatch(/the budget of 8 calls is spent.*larger --max-calls/);
    expect(stopped.err).toContain(`Go on with:\nmesocosm resume ${onlyStudyIn(where)} --max-calls 16\n`);
    // Two requests, one of them for a text to be continued, open the endpoint, and count.
    expect(asked).toBe(7);
    expect(again.code).toBe(0);
    expect(jsonOf(again).data['design']).toMatchObject({
      deviations: ['model calls: at most 8, then at most 5000'],
    });
    expect(jsonOf(again).data['design']).toMatchObject({ deviations: ['model calls: at most 8, then at most 5000'] });
  });

  it('should be 6 where the disk is full', async () => {
    const { terminal, out, err } = fakeTerminal();
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write', path: 'runs.jsonl' });
    const code = await main(['scenarios', '--json'], {
      scenarios: () => Promise.reject(full),
      generators: () => Promise.reject(full),
      terminal,
    });

    expect(code).toBe(6);
    expect(err()).toContain('runs.jsonl: no room is left on the disk (ENOSPC). Make room and go on');
    expect(jsonOf({ code, out: out(), err: err() })).toMatchObject({ status: 'disk-full' });
  });
});
