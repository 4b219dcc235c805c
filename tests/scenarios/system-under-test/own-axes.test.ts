import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudySummary } from '../../../src/spec/index.js';
import { mesocosm } from '../../support/command-line.js';
import { prefers, says, startEndpoint, type Behaviour, type EndpointServer } from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const PEOPLE = 4;

const talks: Behaviour = (request, response) => {
  const asked = request.messages.map(({ content }) => content).join('\n');
  const answers = asked.includes('Answer with one of them only') ? prefers({ yes: -0.4, no: -1.5 }) : says('Hello.');
  answers(request, response);
};

let server: EndpointServer;
beforeAll(async () => {
  server = await startEndpoint(talks);
});
afterAll(() => server.close());

describe('people with axes of their own, before a tested system', () => {
  it('should talk through a model, and be counted by region of the axes that they have', async () => {
    const where = folder();
    const out = join(where, 'jury.jsonl');
    await mesocosm(['personas', 'generate', 'irish-jury-room', '--model', 'none', '--size', String(PEOPLE), '--out', out]); // prettier-ignore
    const run = ['run', 'system-under-test', '--agents', String(PEOPLE), '--turns', '1', '--runs', '1'];
    const arms = ['--arms', 'interacting,covering,density-matched', '--population', out];
    const model = ['--model', 'openai:small', '--base-url', server.baseUrl, '--no-cache'];
    const { code } = await mesocosm([...run, ...arms, ...model, '--folder', join(where, 'studies')]);

    expect(code).toBe(0);
    expect(server.requests.some(({ messages }) => JSON.stringify(messages).includes('weight of doubt'))).toBe(true);
    const summary = readFileSync(join(onlyStudyIn(join(where, 'studies')), 'summary.json'), 'utf8');
    const tables = StudySummary.parse(JSON.parse(summary)).conditions[0]?.tables ?? [];
    const heads = tables.filter(({ name }) => name !== 'populations').map(({ name, head }) => [name, head[1]]);
    expect(heads).toEqual([
      ['axes', 'interacting'],
      ['regions', 'interacting'],
      ['axes', 'covering'],
      ['regions', 'covering'],
    ]);
    const parts = tables.find(({ name }) => name === 'axes')?.rows.map(([part = '']) => part) ?? [];
    expect(parts.every((part) => /^(weight-of-doubt|rule-of-decision) /.test(part))).toBe(true);
    expect(tables.find(({ name, head }) => name === 'axes' && head[1] === 'covering')?.head).toEqual([
      'part of an axis',
      'covering',
      'density-matched',
    ]);
  });
});
