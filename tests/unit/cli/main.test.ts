import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { says, startEndpoint } from '../../support/endpoint-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

const COMMANDS = [
  'run',
  'show',
  'replay',
  'resume',
  'list',
  'export',
  'model',
  'model list',
  'model pull',
  'scenarios',
];

describe('help', () => {
  it('should list every command with examples and exit codes', async () => {
    const { code, out, err } = await mesocosm(['--help']);

    expect([code, err]).toEqual([0, '']);
    for (const command of COMMANDS) expect(out).toContain(command.split(' ')[0]);
    expect(out).toContain('$ mesocosm run --quick');
    for (const exitCode of [
      '0 done',
      '2 usage',
      '3 model',
      '4 too many',
      '5 stopped',
      '6 the disk',
      '130 interrupted',
    ]) {
      expect(out).toContain(exitCode);
    }
  });

  it.each(COMMANDS.filter((command) => command !== 'model'))('should have an example for %s', async (command) => {
    const { code, out } = await mesocosm([...command.split(' '), '--help']);

    expect(code).toBe(0);
    expect(out).toContain(`Usage: mesocosm ${command}`);
    expect(out).toMatch(new RegExp(`Examples?:\\n  \\$ mesocosm ${command}`));
    expect(out).toContain('--json');
  });

  it('should show the parameters of the scenarios with run', async () => {
    const { out } = await mesocosm(['run', '--help']);

    for (const flag of ['--agents', '--edge-probability', '--sweeps', '--policy', '--max-failures'])
      expect(out).toContain(flag);
  });

  it('should show what run is for in every way of asking', async () => {
    const asked = [
      ['run', '--help'],
      ['run', '-h'],
      ['help', 'run'],
    ];
    const [first, ...others] = await Promise.all(asked.map(async (argv) => (await mesocosm(argv)).out));

    for (const other of others) expect(other).toBe(first);
  });

  it.each([80, 110])('should fit into %s columns', async (columns) => {
    const { out } = await mesocosm(['--help'], { columns });
    const described = out.split('Examples:')[0] as string;

    expect(described.split('\n').filter((line) => line.length > columns)).toEqual([]);
  });

  it('should be shown where no command is given, with the exit code of a mistake', async () => {
    for (const argv of [[], ['model']]) {
      const { code, out, err } = await mesocosm(argv);

      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('Usage: mesocosm');
      expect(err).not.toContain('error of Mesocosm itself');
    }
  });

  it('should know its version', async () => {
    const { code, out } = await mesocosm(['--version']);

    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

/** Arguments that are wrong, and what must be said to them. */
const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
  [
    ['run', 'nothing-like-it'],
    /^there is no scenario "nothing-like-it"\. There are: majority-opinion, naming-game, deliberation, conflict, system-under-test, group-search, hidden-profile, opinion-exchange$/,
  ],
  [['run', 'naming'], /^there is no scenario "naming"\. Did you mean "naming-game"\?/],
  [
    ['run', 'naming-game', '--agents', '1'],
    /^--agents 1 is not possible; expected a whole number from 2 to 1500 \(default 24\)/,
  ],
  [
    ['run', 'naming-game', '--sweeps', '50'],
    /^the scenario "naming-game" has no parameter --sweeps\. There are: --agents, /,
  ],
  [['run', '--bananas'], /^"mesocosm run" has no option --bananas\. There are: (?!.*--resume)/],
  [['run', '--agent', '5'], /^"mesocosm run" has no option --agent\. Did you mean "--agents"\?/],
  [['run', '--seed', 'one'], /argument 'one' is invalid\. Expected a whole number of at least 0/],
  [
    ['run', 'naming-game', '--condition', 'rings'],
    /^the scenario "naming-game" has no condition "rings"\. Did you mean "ring"\?/,
  ],
  [['run', 'naming-game', '--condition', 'constructor'], /^the scenario "naming-game" has no condition "constructor"/],
  [
    ['run', 'naming-game', '--arms', 'isolatd'],
    /^the scenario "naming-game" has no arm "isolatd"\. Did you mean "isolated"\?/,
  ],
  [['run', 'naming-game', '--policy', 'claude'], /^there is no policy "claude".*Did you mean "claude-3\.5-sonnet"\?/],
  [['run', '--policy', 'llama-3-70b'], /the scenario "majority-opinion" ships none/],
  [['run', '--model', 'gtp-4'], /^"gtp-4" is no model; expected a path that ends in \.gguf, openai:NAME/],
  [['run', '--model', 'nowhere.gguf'], /^nowhere\.gguf: there is no such file; expected a GGUF file/],
  [['run', '--model', 'openai:x', '--base-url', 'localhost'], /^"localhost" is no address of an endpoint/],
  [
    ['run', '--model', 'x.gguf', '--policy', 'llama-3-70b'],
    /^--model does not go with --policy: either a table decides or a model\. Leave one of the two away$/,
  ],
  [
    ['run', 'naming-game', '--policy', 'llama-3-70b', '--population', 'neighbours'],
    /^--population does not go with --policy: .* reads no texts\. Leave --population away, or --policy/,
  ],
  [['run', '--base-url', 'http://127.0.0.1:9/v1'], /^--base-url is the address of an endpoint, and no model of an/],
  [['run', '--fallback', 'uniform'], /^--fallback says what a table does .* Name a table with --policy, or leave/],
  [
    ['model', 'check', '--base-url', 'http://127.0.0.1:9/v1'],
    /^--base-url is the address of an endpoint, and no model/,
  ],
  [
    ['list', '--scenario', 'namin-game'],
    /^--scenario cannot be "namin-game"\. Did you mean "naming-game"\? There are: /,
  ],
  [['run', '--population', 'nobody.json'], /^there is no population "nobody\.json"/],
  [['run', '--form', 'chta'], /argument 'chta' is invalid\. Allowed choices are completion, chat/],
  [['run', '--shuffles', '3'], /^shuffles is not possible; expected an even number of at least 2$/],
  [['run', '--journals', 'some'], /^--journals some is not possible; expected a number, all or none$/],
  [['show', '/nowhere/at/all'], /^there is no study or run "\/nowhere\/at\/all"/],
  [['show', '--events', 'few'], /argument 'few' is invalid/],
  [['replay'], /missing required argument 'folder'/],
  [['replay', '/nowhere'], /^\/nowhere: there is no such folder/],
  [['resume', '/nowhere'], /^there is no study or run "\/nowhere"/],
  [['export'], /required option '--to <path>' not specified/],
  [['list', '--status', 'done'], /^--status cannot be "done"/],
  [['scenarios', 'majority'], /Did you mean "majority-opinion"\?/],
  [['model', 'pull', 'smollm'], /^no model is called "smollm"\. Did you mean "smollm2-135m-instruct"\?/],
  [['model', 'lst'], /^there is no command "lst"\. Did you mean "list"\?/],
  [['rnu'], /^there is no command "rnu"\. Did you mean "run"\?/],
];

/** Away from any studies and models of this machine. */
function elsewhere(argv: readonly string[]): readonly string[] {
  vi.stubEnv('MESOCOSM_CACHE', folder());
  vi.stubEnv('MESOCOSM_MODEL', undefined);
  return ['run', 'show', 'resume', 'list', 'export'].includes(argv[0] ?? '') ? [...argv, '--folder', folder()] : argv;
}

describe.each(mistakes)('a mistake: %j', (argv, sentence) => {
  it('should be told in one sentence, without a stack', async () => {
    const { code, out, err } = await mesocosm(elsewhere(argv));

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/\n\s+at |error of Mesocosm itself/);
  });

  it('should be one object with --json', async () => {
    const ran = await mesocosm([...elsewhere(argv), '--json']);

    expect(jsonOf(ran)).toMatchObject({ status: 'usage', data: { next: null }, warnings: [] });
    expect(jsonOf(ran).data['message']).toMatch(sentence);
    expect(ran.code).toBe(2);
  });
});

describe('files that are wrong', () => {
  it.each([
    ['{"formatVersion": 1,\n "name": "x" "personas": []}', /people\.json: it is not JSON \(line 2, column 14\)/],
    ['', /people\.json: it is not JSON \(it is empty\)/],
    ['{"formatVersion": 1, "name": "x", "personas": [{"name": "a", "text": ""}]}', /people\.json: \$\.personas/],
    [
      JSON.stringify({ formatVersion: 1, name: 'x', personas: ['a', 'a'].map((name) => ({ name, text: 't' })) }),
      /people\.json: \$\.personas\[1\]\.name is "a", as is that of \$\.personas\[0\]/,
    ],
  ])('should be named with the place (%#)', async (content, sentence) => {
    const path = join(folder(), 'people.json');
    writeFileSync(path, content);
    const study = ['run', 'naming-game', '--agents', '4', '--model', 'openai:x', '--base-url', 'http://127.0.0.1:9/v1'];
    const { code, err } = await mesocosm([...study, '--folder', folder(), '--population', path]);

    expect(code).toBe(2);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should have people for all agents', async () => {
    const path = join(folder(), 'people.json');
    const personas = ['a', 'b'].map((name) => ({ name, text: 't' }));
    writeFileSync(path, JSON.stringify({ formatVersion: 1, name: 'couple', personas }));
    const endpoint = await startEndpoint(says('Q', { tokens: [{ token: 'Q', top: { Q: 0.6, M: 0.4 } }] }));
    const model = ['--model', 'openai:x', '--base-url', endpoint.baseUrl];
    const argv = ['run', 'naming-game', '--agents', '4', ...model, '--population', path, '--folder', folder()];
    const { code, err } = await mesocosm(argv);
    await endpoint.close();

    expect(code).toBe(2);
    expect(err).toMatch(/^the population "couple" has 2 people for 4 agents; expected at least 4 personas/);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should be a file where a folder is wanted', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    for (const argv of [quickStudy(file), ['list', '--folder', file], ['show', '--folder', file]]) {
      const { code, err } = await mesocosm(argv);

      expect(code).toBe(2);
      expect(err).toContain(file);
      expect(err).not.toContain('error of Mesocosm itself');
    }
  });

  it('should be a folder that is not a run, or not a study', async () => {
    const other = folder();
    mkdirSync(join(other, 'x'));

    for (const argv of [
      ['show', other],
      ['replay', other],
      ['resume', other],
      ['export', other, '--to', join(other, 'y')],
    ]) {
      const { code, err } = await mesocosm(argv);

      expect(code).toBe(2);
      expect(err).toMatch(/^\S+: this folder is (not a run|not a study|neither a study nor a run)/);
    }
  });
});

describe('an error of the program itself', () => {
  const broken = {
    name: 'broken',
    parameters: { shape: {} },
    conditions: {},
    runs: { standard: 1, quick: 1 },
    create: () => {
      throw new TypeError('x is not a function');
    },
  };

  it('should be told as such, with what to do', async () => {
    const { code, err } = await mesocosm(['run', 'broken', '--folder', folder()], { scenarios: [broken as never] });

    expect(code).toBe(1);
    expect(err).toBe(
      'This is an error of Mesocosm itself: x is not a function\nUse --debug to see where it came from, and please report it.\n',
    );
  });

  it('should show where it came from with --debug, as any error does', async () => {
    const own = await mesocosm(['run', 'broken', '--debug', '--folder', folder()], { scenarios: [broken as never] });
    const users = await mesocosm(['run', 'nothing', '--debug']);

    expect(own.err).toMatch(/\n\s+at .*main\.test\.ts/);
    expect(users.err).toMatch(/there is no scenario "nothing".*\n.*MesocosmError.*\n\s+at /);
  });
});
