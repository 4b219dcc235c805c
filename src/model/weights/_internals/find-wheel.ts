import { z } from 'zod';
import { parseJson } from '../../_internals/parse-json.js';
import { runPython, type Running } from './run-python.js';
import { withoutUser } from './without-user.js';

/**
 * Asks pip's own finder where a package stands, as `pip download` would find it, and fetches nothing. The finder is no
 * public part of pip, though the same from pip 20.3 to 25.3; `pip install --dry-run --report` is, but pip 23 fetches the
 * whole package for it.
 */
const SCRIPT = `
import json, sys
from pip._internal.commands import create_command
from pip._vendor.packaging.specifiers import SpecifierSet
command = create_command('download')
options, (wanted,) = command.parse_args(sys.argv[1:])
name, version = wanted.split('==')
with command.main_context():
    finder = command._build_package_finder(options, command.get_default_session(options))
    link = finder.find_best_candidate(name, SpecifierSet('==' + version)).best_candidate.link
print(json.dumps({'url': link.url_without_fragment, link.hash_name: link.hash}))
`;

/** Where the wheel of a package stands. */
const Wheel = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url === withoutUser(url) && new URL(url).pathname.endsWith('.whl')),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type Wheel = z.infer<typeof Wheel>;

/**
 * Where the wheel of a package stands that can be fetched without pip: over http, with no password, and its checksum
 * known; `undefined` where pip does not say, or it stands elsewhere.
 *
 * @throws Error when pip reaches no package index, so that it need not be asked again.
 */
export async function findWheel(args: readonly string[], running: Running): Promise<Wheel | undefined> {
  const ran = await runPython(['-c', SCRIPT, ...args], running);
  if ('failed' in ran) {
    if (ran.unreachable) throw new Error(ran.failed);
    return undefined;
  }
  return Wheel.safeParse(parseJson(ran.said)).data;
}
