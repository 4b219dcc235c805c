import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const WITH_PATHS = ['--policy', '--population', '--model', '--model-options', '--prices', '--interventions'];

/** The same arguments with the files that they name in full, so that they mean the same from any folder. */
export function withWholePaths(argv: readonly string[]): readonly string[] {
  return argv.map((argument, index) => {
    const joined = WITH_PATHS.find((option) => argument.startsWith(`${option}=`));
    if (joined !== undefined) return `${joined}=${whole(argument.slice(joined.length + 1))}`;
    const isFile = argv[0] === 'study' && index === 1;
    return isFile || WITH_PATHS.includes(argv[index - 1] ?? '') ? whole(argument) : argument;
  });
}

/** A table's path may be followed by `#` and the name of a model. */
function whole(given: string): string {
  const [path = '', ...rest] = given.split('#');
  return path !== '' && existsSync(path) ? [resolve(path), ...rest].join('#') : given;
}
