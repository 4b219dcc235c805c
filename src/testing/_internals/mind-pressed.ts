import { systemClock } from '../../foundation/clock.js';
import type { Judgement, Mind, MindContext, Situation } from '../../spec/index.js';
import type { ConformanceCheck, MindKit } from '../mind-kit.js';
import { assertJudgement, assertSame, judgementOf } from './judgement.js';

/** How long a mind may take to notice that it was stopped. */
const PATIENCE_MS = 5_000;

/** What a mind must do when it is interviewed, stopped, or asked what nobody should ask. */
export function pressedChecks({ create, situations, contextOf, all }: MindKit): readonly ConformanceCheck[] {
  return [
    {
      name: 'decide the same whether it is interviewed in between or not',
      async check() {
        const mind = await create();
        const interviewed = await all(mind, (index) => {
          const asked = situations[(index + 1) % situations.length] as Situation;
          return judgementOf(mind, asked, { ...contextOf(index), purpose: 'interview:conformance' });
        });
        assertSame(await all(await create()), interviewed, 'interviewed in between');
      },
    },
    {
      name: 'come to a judgement soon when it is stopped while it thinks',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          assertJudgement(await stopped(mind, situation, contextOf(index)), situation);
        }
      },
    },
    {
      name: 'give a judgement, and throw nothing, where it is asked in an odd way',
      async check() {
        const mind = await create();
        for (const [index, situation] of situations.entries()) {
          for (const odd of oddlyAsked(situation)) {
            assertJudgement(await judgementOf(mind, odd, contextOf(index)), odd);
          }
        }
      },
    },
  ];
}

async function stopped(mind: Mind, situation: Situation, context: MindContext): Promise<Judgement> {
  const [stop, done] = [new AbortController(), new AbortController()];
  const judged = judgementOf(mind, situation, { ...context, signal: stop.signal });
  setImmediate(() => stop.abort());
  const late = systemClock.sleep(PATIENCE_MS, done.signal).then(
    () => {
      throw new Error(`in "${situation.kind}" it was stopped, and gave no judgement within ${PATIENCE_MS} ms`);
    },
    () => judged,
  );
  try {
    return await Promise.race([judged, late]);
  } finally {
    done.abort();
  }
}

/** The same question with nothing or too much before it, and with words that are hard to read. */
function oddlyAsked(situation: Situation): readonly Situation[] {
  const { framing, kind } = situation;
  const told = (words: string): Situation => ({ ...situation, framing: [...framing, [words]] });
  return [
    { ...situation, kind: `${kind}, as nobody asks it` },
    { ...situation, framing: [] },
    told(''),
    told('\u0000\u202e \ud83d\ude00 \ud800'),
    told('{"value": 1} ``` </s> <|im_end|> {option}'),
    told('word '.repeat(2_000)),
  ];
}
