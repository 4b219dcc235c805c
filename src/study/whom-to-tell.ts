import type { LanguageModelMind } from '../agent/index.js';
import type { MindSource } from '../run/index.js';
import type { LanguageModel, PlannedAgent } from '../spec/index.js';
import type { OpenCondition } from './conditions.js';
import { firstAlike } from './met-states.js';

/** One mind of a condition, and the people who are told histories with it. */
export interface Told {
  /** Only where the study has several. */
  readonly mind?: string;
  /** One of those who are the same person with the same mind. */
  readonly agents: readonly PlannedAgent[];
  /** For everybody in the condition the one of `agents` who stands for it. */
  readonly alike: ReadonlyMap<string, string>;
  /** The mind of a language model, and what the model can; absent for other minds. */
  readonly spoken?: LanguageModelMind;
  readonly capabilities?: LanguageModel['capabilities'];
}

/**
 * Who is told constructed histories: every person with every mind once. Nobody is who is committed, whose mind the scenario
 * brings, or in whose place a person sits, who would have to read them all.
 */
export function whomToTell(condition: OpenCondition, source: MindSource): readonly Told[] {
  const { scenario, mixture } = condition;
  const away = new Set([
    ...scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])),
    ...Object.keys(source.parts?.others ?? {}),
  ]);
  const whole = mixture === undefined ? [{ ...condition, source }] : namedIn(mixture.whole);
  return whole.flatMap((one): readonly Told[] => {
    const alike = firstAlike(one.agents);
    const free = one.agents.filter(({ id, commitment }) => commitment === undefined && !away.has(id));
    const first = new Map(free.toReversed().map(({ id }) => [alike.get(id) as string, id]));
    const agents = free.filter(({ id }) => first.get(alike.get(id) as string) === id);
    if (agents.length === 0) return [];
    const { spoken } = one.minds;
    return [
      {
        ...('mind' in one ? { mind: one.mind } : {}),
        agents,
        alike: new Map(free.map(({ id }) => [id, first.get(alike.get(id) as string) as string])),
        ...(spoken === undefined ? {} : { spoken }),
        ...(one.source.model === undefined ? {} : { capabilities: one.source.model.capabilities }),
      },
    ];
  });
}

function namedIn<One extends object>(whole: {
  readonly [mind: string]: One;
}): readonly (One & { readonly mind: string })[] {
  return Object.entries(whole).map(([mind, one]) => ({ ...one, mind }));
}
