/** Whom the activations of an agent look at and touch; what a world knows of itself. */
export interface Touching {
  /** Whose slices its situations may depend on. `'all'` also lets them look at the shared state. Default `'all'`. */
  reads?(agent: string): readonly string[] | 'all';
  /** Whose slices and perceptions its actions may touch. The default is that of the regime. */
  writes?(agent: string): readonly string[] | 'all';
}

/** All who are in one of some lists; `'all'` where one of them is. */
export function together(lists: readonly (readonly string[] | 'all')[]): readonly string[] | 'all' {
  const every = new Set<string>();
  for (const list of lists) {
    if (list === 'all') return 'all';
    for (const agent of list) every.add(agent);
  }
  return [...every];
}

/** Keeps what a rule said of each agent, so that lists are made once. */
export function onceEach<Found>(rule: (agent: string) => Found): (agent: string) => Found {
  const known = new Map<string, Found>();
  return (agent) => {
    let found = known.get(agent);
    if (found === undefined) known.set(agent, (found = rule(agent)));
    return found;
  };
}
