import { userError } from '../../foundation/errors/index.js';
import type { MemoryNeed, MemoryPolicy, MemoryWords } from '../../spec/index.js';

/** An agent whose memory may have to ask. */
interface Rememberer {
  readonly id: string;
  readonly mind: { readonly name: string };
  /** What its memory may ask; absent where its mind is no language model. */
  readonly words: MemoryWords | undefined;
}

const LACKS: { readonly [need in MemoryNeed]: { readonly does: string; readonly remedy: string } } = {
  write: {
    does: "writes with the agent's own model",
    remedy: 'take minds of a language model that writes, or a policy that needs none: window, all, none, or retrieval',
  },
  embed: {
    does: "compares embeddings of the agent's own model",
    remedy: 'take minds of a model that embeds, or leave `embed` out: then texts are compared without a model',
  },
};

/**
 * Refuses a memory policy that needs more than an agent's mind has, before anything is asked.
 *
 * @throws MesocosmError (usage) that names the policy, the first such agent and its mind.
 */
export function checkMemoryNeeds({ name, needs = [] }: MemoryPolicy, agents: readonly Rememberer[]): void {
  for (const need of needs) {
    const lacking = agents.find(({ words }) => words === undefined || (need === 'embed' && words.embed === undefined));
    if (lacking === undefined) continue;
    const { does, remedy } = LACKS[need];
    throw userError({
      kind: 'usage',
      what: `the memory "${name}" ${does}, and the mind "${lacking.mind.name}" of "${lacking.id}" has none that does`,
      remedy,
    });
  }
}
