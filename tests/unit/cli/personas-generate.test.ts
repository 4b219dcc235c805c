import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPopulation } from '../../../src/persona/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { says, startEndpoint, type Behaviour, type EndpointServer } from '../../support/endpoint-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const CONTEXT = 'lofoten-cod-quota';
let endpoint: EndpointServer;

beforeAll(async () => {
  endpoint = await startEndpoint(willing);
});
afterAll(() => endpoint.close());

/** Writes a text that bears the name that it is asked for, and agrees with whatever is stated. */
const willing: Behaviour = (request, response) => {
  const asked = request.messages.map(({ content }) => content).join('\n');
  if (request.logprobs === true) {
    const top = { agree: 0.6, disagree: 0.3, strongly: 0.05, neither: 0.05 };
    return says('agree', { tokens: [{ token: 'agree', top }] })(request, response);
  }
  const [name = 'Nobody'] = /[A-Z][\p{L}'-]+ [A-Z][\p{L}'-]+/u.exec(asked.slice(asked.search(/name/i))) ?? [];
  const [one, other] = [name.length % 7, name.charCodeAt(0) % 5];
  const said = [
    `I am ${name}, and I have ${one + 2} boats to keep and ${other + 1} children who may not want them.`,
    'A quota is a promise between those who fish and those who will.',
    'When the company came with its offer, half of my cousins had already done the sums at the kitchen table.',
    'I read the counts that the biologists send, and I believe them on most days, though the nets say otherwise.',
    'What I would change is small: an ice machine, a second buyer, a school that stays open.',
    'Nobody has ever asked me to say so in the hall.',
  ];
  says(said.join(' '))(request, response);
};

function generate(out: string, ...more: readonly string[]): readonly string[] {
  return ['personas', 'generate', CONTEXT, '-n', '10', '--model', 'none', '--out', out, ...more];
}

describe('personas generate', () => {
  it('should write a population, its report and its tables, and say what came out', async () => {
    const out = join(folder(), 'people.jsonl');
    const ran = await mesocosm(generate(out), { columns: 80 });
    const population = await loadPopulation(out);

    expect(ran.code).toBe(0);
    expect(population.personas).toHaveLength(10);
    expect(population.questionnaire?.name).toBe(CONTEXT);
    expect(population.personas[0]?.provenance).toMatchObject({ made: 'composed without a language model', seed: 1 });
    expect(readdirSync(out.replace('.jsonl', '.report')).sort()).toEqual(
      expect.arrayContaining(['fidelity.csv', 'measurement.json', 'metrics.csv', 'people.csv', 'report.html']),
    );
    expect(ran.out).toContain('Coverage');
    expect(ran.out.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });

  it('should write the same bytes for the same seed', async () => {
    const [one, other] = [join(folder(), 'one.jsonl'), join(folder(), 'other.jsonl')];
    await mesocosm(generate(one, '--no-measure'));
    await mesocosm(generate(other, '--no-measure'));

    expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'));
  });

  it('should place people by target densities of a file', async () => {
    const where = folder();
    const densities = join(where, 'densities.json');
    writeFileSync(densities, JSON.stringify({ 'trust-in-advice': { kind: 'beta', a: 8, b: 2 } }));
    const out = join(where, 'people.jsonl');
    await mesocosm(generate(out, '--no-measure', '--densities', densities));
    const stray = join(where, 'stray.json');
    writeFileSync(stray, JSON.stringify({ 'trust-in-advise': { kind: 'beta', a: 8, b: 2 } }));
    const refused = await mesocosm(generate(join(where, 'no.jsonl'), '--densities', stray));
    const { personas } = await loadPopulation(out);

    expect(personas.every(({ position }) => (position?.['trust-in-advice'] ?? 0) > 0.4)).toBe(true);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('trust-in-advise');
  });

  it('should tell the numbers with --json', async () => {
    const out = join(folder(), 'people.json');
    const ran = await mesocosm(generate(out, '--json', '--answerer', 'psychometric:slope=0.5'));
    const { status, data } = jsonOf(ran);

    expect(status).toBe('done');
    expect(data).toMatchObject({ file: out, people: 10, missing: 0 });
    expect(data['measures']).toMatchObject({ formatVersion: 1, size: 10 });
  });

  it('should close the loop and tell both halves of the items', async () => {
    const out = join(folder(), 'people.jsonl');
    const ran = await mesocosm(generate(out, '--loop', '--rounds', '2', '--answerer', 'psychometric:slope=0.3'));
    const report = out.replace('.jsonl', '.report');

    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/held-out items/i);
    expect(existsSync(join(report, 'open-loop.json'))).toBe(true);
    const loop = JSON.parse(readFileSync(join(report, 'loop.json'), 'utf8')) as { rounds: unknown[] };
    expect(loop.rounds.length).toBeGreaterThan(1);
  });

  it('should stop at the budget with exit code 5 and go on without paying twice', async () => {
    const out = join(folder(), 'people.jsonl');
    const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl, '--no-cache'];
    const command = ['personas', 'generate', CONTEXT, '-n', '3', ...model, '--no-measure', '--out', out];
    const stopped = await mesocosm([...command, '--max-calls', '3']);
    const asked = endpoint.requests.length;
    const goneOn = await mesocosm(command);
    const whole = endpoint.requests.length;
    const fresh = join(folder(), 'people.jsonl');
    await mesocosm([...command.slice(0, -1), fresh]);

    expect(stopped.code).toBe(5);
    expect(stopped.err).toContain('Go on with:');
    // What finds out what the endpoint can do, when it is opened, is among them.
    expect(asked).toBeLessThanOrEqual(3);
    expect(goneOn.err).toBe('');
    expect(goneOn.code).toBe(0);
    expect(readFileSync(fresh, 'utf8')).toBe(readFileSync(out, 'utf8'));
    // What opens an endpoint is asked in each sitting; texts are asked once.
    expect(whole - asked).toBeLessThan(endpoint.requests.length - whole);
  });

  it.each([
    [['-n', '0'], "argument '0' is invalid"],
    [['-n', '1'], "argument '1' is invalid"],
    [['--generator', 'firstperson'], 'Did you mean "first-person"?'],
    [['--placement', 'sobl'], 'there is no placement "sobl"'],
    [['--answerer', 'psychometric:slop=1'], 'has no parameter "slop"'],
    [['--answerer', 'psychometric:slope=steep'], 'psychometric:slope=steep is not possible'],
    [['--answerer', 'model'], '--model is none'],
    [['--answerer', 'nobody'], '--answerer nobody is not possible'],
    [['--rounds', '3'], '--rounds has nothing to do without --loop'],
    [['--no-measure', '--loop'], '--loop has nothing to do with --no-measure'],
    [['--no-measure', '--modes', 'single'], '--modes has nothing to do with --no-measure'],
    [['--no-measure', '--elicitation', 'form=chat'], '--elicitation has nothing to do with --no-measure'],
    [['--elicitation', 'form=chat'], '--elicitation does not go with the psychometric mind'],
    [['--modes', 'appropriateness'], '--modes appropriateness needs a language model'],
    [['--modes', 'likelihood'], '--modes likelihood alone gives no Likert scores'],
    [['--writer', 'model'], '--writer model needs a language model'],
    [['--axes', '2'], '--axes shapes a context that is begun with a sentence'],
    [['--max-calls', '5'], '--max-calls does not go with --model none: no language model is asked'],
    [['--no-cache'], '--no-cache does not go with --model none'],
    [['--placement', 'language-model'], 'asks a language model, and there is none'],
  ])('should refuse %j in one sentence, and leave nothing', async (more, says) => {
    const where = folder();
    const ran = await mesocosm(generate(join(where, 'people.jsonl'), ...more));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(where)).toEqual([]);
  });

  it.each([
    ['lofoten-cod-quotas', 'Did you mean "lofoten-cod-quota"'],
    ['missing.json', 'missing.json'],
    ['a village and its well', 'without a language model'],
    ['wellington-sufrage-1893', 'there is no context'],
  ])('should refuse the context "%s"', async (name, says) => {
    const where = folder();
    const [personas, command, , ...rest] = generate(join(where, 'people.jsonl'));
    const ran = await mesocosm([personas, command, name, ...rest] as string[]);

    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
    expect(readdirSync(where)).toEqual([]);
  });

  it('should keep the report of another file, and refuse to put its own there', async () => {
    const where = folder();
    await mesocosm(generate(join(where, 'people.jsonl')));
    const before = readFileSync(join(where, 'people.report/report.html'), 'utf8');
    const ran = await mesocosm(generate(join(where, 'people.csv'), '--seed', '2'));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('the report of people.jsonl is there');
    expect(existsSync(join(where, 'people.csv'))).toBe(false);
    expect(readFileSync(join(where, 'people.report/report.html'), 'utf8')).toBe(before);
  });

  it('should begin records anew where --force makes another population', async () => {
    const out = join(folder(), 'people.jsonl');
    const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl, '--no-cache', '--no-measure'];
    const command = ['personas', 'generate', CONTEXT, '-n', '2', ...model, '--out', out];
    const records = out.replace('.jsonl', '.report/records/replies.jsonl');
    await mesocosm(command);
    await mesocosm([...command, '--force']);
    const same = readFileSync(records, 'utf8').trimEnd().split('\n').length;
    await mesocosm([...command, '--force', '--seed', '2']);

    expect(same).toBe(2);
    expect(readFileSync(records, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('should not write over a file but with --force', async () => {
    const out = join(folder(), 'people.jsonl');
    await mesocosm(generate(out, '--no-measure'));
    const before = readFileSync(out, 'utf8');
    const refused = await mesocosm(generate(out, '--no-measure', '--seed', '2'));
    const kept = readFileSync(out, 'utf8');
    const forced = await mesocosm(generate(out, '--no-measure', '--seed', '2', '--force'));

    expect(refused.code).toBe(2);
    expect(kept).toBe(before);
    expect(forced.code).toBe(0);
    expect(readFileSync(out, 'utf8')).not.toBe(before);
  });
});
