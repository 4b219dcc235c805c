import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../src/run/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { answersWith } from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { decided, twoEndpoints } from '../../support/two-endpoints.js';

const folder = temporaryFolders();
const { protocol, asked, endpoint } = twoEndpoints();
/** Everybody is somebody, so that both models are asked anew. */
const change = JSON.stringify(
  [1, 2, 3, 4].map((n) => ({ do: 'persona', agent: `agent-${n}`, persona: { name: 'Eve', text: 'You are bold.' } })),
);

/** A kept run of a study in which two models decide, the study, and the file that it was made from. */
async function keptRun(): Promise<{ readonly study: string; readonly run: string; readonly file: string }> {
  const where = folder();
  const file = protocol(folder());
  const { code, err } = await mesocosm(['study', file, '--folder', where, '--no-cache']);
  if (code !== 0) throw new Error(err);
  const study = onlyStudyIn(where);
  const run = readdirSync(join(study, 'runs')).find((name) => name.startsWith('mixture=half.interacting.'));
  return { study, run: join(study, 'runs', run ?? ''), file };
}

const journal = (run: string): string => readFileSync(join(run, 'events.jsonl'), 'utf8');
const fork = (run: string, ...more: readonly string[]) => {
  const out = join(folder(), 'fork');
  return mesocosm(['fork', run, '--at', '6', '--out', out, '--no-cache', ...more]).then((ran) => ({ ...ran, at: out }));
};

describe('fork of a run in which two models decided', () => {
  it('should ask neither where nothing changes, and be the run itself', async () => {
    const { run } = await keptRun();
    const before = asked();
    const same = await fork(run, '--json');

    expect(same.err).toBe('');
    expect(jsonOf(same)).toMatchObject({ status: 'identical', data: { calls: 0 } });
    expect(journal(same.at)).toBe(journal(run));
    expect(asked()).toEqual(before);
  });

  it('should ask each for its own agents, at its own address and with its own key', async () => {
    const { run, file } = await keptRun();
    const before = asked();
    const chats = { left: endpoint('left').requests.length, right: endpoint('right').requests.length };
    const [one, two] = [
      await fork(run, '--do', change, '--minds', file, '--json'),
      await fork(run, '--do', change, '--minds', file, '--json'),
    ];
    const after = asked();

    expect([one.code, one.err]).toEqual([0, '']);
    expect(jsonOf(one)).toMatchObject({ status: 'forked' });
    expect(jsonOf(one).data['calls']).toBe((after.left - before.left + after.right - before.right) / 2);
    for (const name of ['left', 'right'] as const) {
      const news = endpoint(name).requests.slice(chats[name]);
      expect(news.length).toBeGreaterThan(1);
      expect(new Set(news.map(({ model, authorization }) => [model, authorization].join()))).toEqual(
        new Set([`${name},Bearer sk-${name}`]),
      );
    }
    const minds = async (at: string) => (await readManifest(at)).agents.map(({ id, mind }) => [id, mind]);
    expect(await minds(one.at)).toEqual(await minds(run));
    expect(journal(one.at)).not.toBe(journal(run));
    expect(journal(two.at)).toBe(journal(one.at));
    expect(await mesocosm(['replay', one.at])).toMatchObject({ code: 0, err: '' });
  });

  it('should hold both to one budget, and go on after it to the same bytes', async () => {
    const { run, file } = await keptRun();
    const how = ['--do', change, '--minds', file];
    const whole = await fork(run, ...how, '--json');
    const before = asked();
    const stopped = await fork(run, ...how, '--max-calls', '5');
    const spent = asked().left - before.left + asked().right - before.right;
    const out = ['--out', stopped.at];
    const again = await mesocosm(['fork', run, '--at', '6', '--no-cache', ...how, ...out, '--json']);

    expect(stopped.code).toBe(5);
    expect(stopped.err).toContain('the budget of 5 calls is spent');
    expect(spent).toBe(5);
    expect(jsonOf(again).status).toBe('forked');
    expect(journal(stopped.at)).toBe(journal(whole.at));
  });

  it('should say which key is missing, and ask nobody', async () => {
    const { run, file } = await keptRun();
    const before = asked();
    vi.stubEnv('KEY_OF_RIGHT', '');
    const { code, err } = await fork(run, '--do', change, '--minds', file);

    expect(code).toBe(2);
    expect(err).toContain('the key of "right" is in the environment variable KEY_OF_RIGHT, and that is not set');
    expect(asked()).toEqual(before);
  });

  it('should stop where one of two is away, and go on when it is back', async () => {
    const { run, file } = await keptRun();
    const how = ['--do', change, '--minds', file];
    const whole = await fork(run, ...how);
    endpoint('right').behave(answersWith(401, 'there is no such key'));
    const away = await fork(run, ...how);
    endpoint('right').behave(decided('right'));
    const back = await mesocosm(['fork', run, '--at', '6', '--no-cache', ...how, '--out', away.at]);

    expect(away.code).toBe(3);
    expect(away.err).toContain(`${endpoint('right').baseUrl}: the endpoint cannot be used`);
    expect(back.code).toBe(0);
    expect(journal(away.at)).toBe(journal(whole.at));
  });

  it('should refuse one model for both, and minds that are none', async () => {
    const { run, file } = await keptRun();
    const one = await fork(run, '--do', change, '--model', 'openai:left');
    const both = await fork(run, '--do', change, '--model', 'openai:left', '--minds', file);
    const none = await fork(run, '--minds', protocol(folder(), { minds: undefined, mixtures: undefined }));

    expect([one.code, both.code, none.code]).toEqual([2, 2, 2]);
    expect(one.err).toContain('--model names openai:left, and several models decided in this run');
    expect(one.err).toContain('openai:right');
    expect(both.err).toContain('Leave one of the two away');
    expect(none.err).toContain('this protocol names no minds');
  });

  it('should fork every run of a study, those of each mixture by its own models', async () => {
    const { study, file } = await keptRun();
    const { out, err, code } = await mesocosm([
      'fork',
      study,
      '--at',
      '6',
      '--do',
      change,
      '--minds',
      file,
      '--no-cache',
    ]);

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('2 runs forked');
  });
});
