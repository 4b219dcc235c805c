import { contentHash } from '../../foundation/storage/index.js';

/** A short hash of the options of these names that were given, and of what else a piece of work hangs on. */
export function designHash<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
  about: Parameters<typeof contentHash>[0] & object,
): string {
  const given = Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  return contentHash({ ...given, ...about }).slice(0, 16);
}
