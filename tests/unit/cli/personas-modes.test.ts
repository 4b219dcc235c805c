import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { says, startEndpoint, type Behaviour, type EndpointServer } from '../../support/endpoint-server.js';
import { questionnaireOf } from '../../support/questionnaires.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
/** One presentation a question. */
const FEW = ['--elicitation', 'orders=live'];
let endpoint: EndpointServer;
/** How an endpoint without likelihoods is asked for composed people, in few words. */
let how: readonly string[];

beforeAll(async () => {
  endpoint = await startEndpoint(agreeable);
  how = ['--model', 'openai:small', '--base-url', endpoint.baseUrl, '--no-cache', '--writer', 'none'];
});
afterAll(() => endpoint.close());

/** Agrees with whatever is stated, and gives probabilities of what it says. */
const agreeable: Behaviour = (request, response) => {
  if (request.logprobs !== true) return says('It is a matter of the harbour.')(request, response);
  const top = { agree: 0.6, disagree: 0.39, neither: 0.006, strongly: 0.004 };
  return says('agree', { tokens: [{ token: 'agree', top }] })(request, response);
};

describe('personas generate --modes', () => {
  const generate = (out: string, ...more: readonly string[]): readonly string[] =>
    ['personas', 'generate', 'lofoten-cod-quota', '-n', '10', ...how, '--out', out, ...more]; // prettier-ignore

  it('should forecast, ask in both modes, and name the axes that fail and what was tried', async () => {
    const where = folder();
    const out = join(where, 'people.jsonl');
    const context = join(where, 'context.json');
    writeFileSync(context, JSON.stringify(questionnaireOf(['trust', 'thrift'], { items: 2 })));
    const [personas, command, , ...rest] = generate(out, '--modes', 'single,appropriateness', ...FEW) as string[];
    const ran = await mesocosm([personas, command, context, ...rest] as string[], { columns: 100 });
    const { instrument, otherInstruments, agreement, heading } = JSON.parse(
      readFileSync(join(out.replace('.jsonl', '.report'), 'measurement.json'), 'utf8'),
    ) as { instrument: { mode: string }; otherInstruments: { mode: string }[]; agreement: object[]; heading: string };
    const said = ran.err.replaceAll(/\s+/g, ' ');

    expect(ran.code).toBe(0);
    expect(said).toContain(
      'Needs at least 356 model calls: 192 to check the instrument, 160 for answers of people, 4 for answers of copies;',
    );
    expect(instrument.mode).toBe('single');
    expect(otherInstruments.map(({ mode }) => mode)).toEqual(['appropriateness']);
    expect(agreement.length).toBeGreaterThan(0);
    expect(heading).toContain('no other mode that was tried does better');
    expect(ran.out.replaceAll(/\s+/g, ' ')).toContain('Order of people by mode "appropriateness" and by "single"');
  });

  it('should refuse a mode that the model cannot answer in, before anybody is asked', async () => {
    const out = join(folder(), 'people.jsonl');
    const ran = await mesocosm(generate(out, '--modes', 'single,likelihood'));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('cannot answer by "likelihood"');
    expect(existsSync(out)).toBe(false);
  });

  it('should refuse a size of context beside an endpoint, and leave nothing', async () => {
    const where = folder();
    const ran = await mesocosm(generate(join(where, 'people.jsonl'), '--context-size', '4096'));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--context-size does not go with "openai:small"');
    expect(readdirSync(where)).toEqual([]);
  });

  it('should refuse a model that nobody asks', async () => {
    const where = folder();
    const ran = await mesocosm(generate(join(where, 'people.jsonl'), '--answerer', 'psychometric'));

    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--model does not go with --writer none and --answerer psychometric');
    expect(readdirSync(where)).toEqual([]);
  });
});

describe('personas evaluate --modes', () => {
  const evaluate = (out: string, ...more: readonly string[]): readonly string[] => {
    const small = ['--generators', 'first-person,name-only', '--contexts', '1', '-n', '10'];
    return ['personas', 'evaluate', ...small, ...how, '--out', out, ...more];
  };
  const rowsOf = (out: string): readonly string[] =>
    readFileSync(join(out, 'rows.jsonl'), 'utf8').trimEnd().split('\n');

  it('should check the instrument once a context and say in which modes it fails', async () => {
    const out = join(folder(), 'evaluation');
    const ran = await mesocosm(evaluate(out, '--modes', 'single,appropriateness', '--json', ...FEW), { columns: 100 });
    const rows = jsonOf(ran).data['rows'] as { otherModes: { mode: string }[]; agreement: object[] }[];
    const calls = readFileSync(join(out, 'records/calls.jsonl'), 'utf8').trimEnd().split('\n');
    const keys = calls.map((line) => (JSON.parse(line) as { key: string }).key);

    expect(ran.code).toBe(0);
    expect(ran.err).toContain('Needs at least');
    expect(rows.map(({ otherModes }) => otherModes[0]?.mode)).toEqual(['appropriateness', 'appropriateness']);
    expect(new Set(keys).size).toBe(keys.length);
    expect(readFileSync(join(out, 'modes.csv'), 'utf8')).toMatch(/,appropriateness,[^,]+,(failed|measurable),/);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('## Modes of asking');
    expect(readFileSync(join(out, 'table.csv'), 'utf8')).toContain('no other mode that was tried does better');
  });

  it('should make other rows for other modes and none anew for the same, and say what was not tried', async () => {
    const out = join(folder(), 'evaluation');
    const one = [...FEW, '--generators', 'name-only'];
    const ran = await mesocosm(evaluate(out, ...one), { columns: 100 });
    const first = rowsOf(out);
    await mesocosm(evaluate(out, '--modes', 'single', ...one));
    const same = rowsOf(out);
    await mesocosm(evaluate(out, '--modes', 'appropriateness', ...one));
    const said = ran.out.replaceAll(/\s+/g, ' ');

    expect(same.length).toBe(first.length);
    expect(rowsOf(out)).toHaveLength(2 * first.length);
    expect(said).toContain('This model cannot be measured with this instrument in 1 of 1 contexts');
    expect(said).toContain('Other modes were not tried: --modes single,appropriateness.');
  });
});
