/**
 * The rooms of `src/` in the order in which data flows. A room may import those of earlier lines; rooms of one line do
 * not know each other.
 */
export const ROOMS: readonly (readonly string[])[] = [
  ['spec'],
  ['foundation'],
  ['game', 'model'],
  ['agent'],
  ['persona'],
  ['qualification', 'evolution'],
  ['environment'],
  ['run'],
  ['analysis'],
  // A study composes its own report, so a report knows nothing of studies but their summary, which is in `spec`.
  ['report'],
  ['study'],
  ['cli'],
];

/** The parts of `foundation/`, in the same way. */
export const FOUNDATION: readonly (readonly string[])[] = [
  ['clock', 'errors'],
  ['pieces'],
  ['random', 'storage'],
  ['statistics', 'network'],
];

/** Rooms that may import only these, whatever the order would allow. */
export const ONLY: { readonly [room: string]: readonly string[] } = {
  environment: ['spec', 'foundation', 'game'],
  testing: ['spec', 'foundation', 'model', 'agent', 'persona', 'environment', 'run', 'study'],
  'index.ts': ROOMS.flat().filter((room) => room !== 'cli'),
};

/** Packages that belong to one folder, and the packages that a folder must do with. */
export const PACKAGES: {
  readonly home: readonly { readonly package: RegExp; readonly folder: string }[];
  readonly only: readonly { readonly folder: string; readonly packages: readonly string[] }[];
  /** Folders that others load when they are first used. */
  readonly late: readonly string[];
} = {
  home: [
    { package: /^@langchain\//, folder: 'src/model/langchain' },
    { package: /^node-llama-cpp$/, folder: 'src/model/llama' },
  ],
  only: [
    { folder: 'src/spec', packages: ['zod'] },
    { folder: 'scenarios', packages: ['mesocosm', 'zod'] },
    { folder: 'generators', packages: ['mesocosm', 'zod'] },
  ],
  late: ['src/model/langchain', 'src/model/llama'],
};
