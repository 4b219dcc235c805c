import { contentHash } from '../foundation/storage/index.js';
import type { MindSource } from './mind-source.js';

/**
 * What decides in a study in which several minds do, each in its conditions or for its share of the agents. It stands for all
 * of them where one is named; single conditions open those of `several`.
 *
 * @param several At least one, by their names in the study.
 */
export function severalSource(several: { readonly [name: string]: MindSource }): MindSource {
  const all = Object.values(several);
  const spoken = all.find(({ model }) => model !== undefined);
  const [first] = all as [MindSource];
  const { kind } = spoken ?? first;
  return {
    kind,
    name: Object.keys(several).join(', '),
    fingerprint: contentHash(all.map(({ fingerprint }) => fingerprint)),
    several,
    why: 'the study names them',
    description: {},
    ...(spoken?.model === undefined ? {} : { model: spoken.model }),
    settings: () => ({}),
    open: (scenario, record, beside) => first.open(scenario, record, beside),
  };
}
