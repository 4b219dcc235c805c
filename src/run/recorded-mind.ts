import { z } from 'zod';
import { contentHash } from '../foundation/storage/index.js';
import type { Answers } from '../model/index.js';
import type { Judgement, Mind, MindContext, Situation } from '../spec/index.js';

/**
 * A mind whose judgements are recorded like answers of a model, under the verb `judge`: what is there is given without
 * asking, anything else is asked, recorded, and only then handed on. What depends on the hour is not recorded, nor is a
 * prior that could not be had: a study stops there, and asks for it again when it goes on. Equal questions that are under
 * way are one.
 *
 * For minds that cannot be asked twice, such as people. A key is the hash of who is asked (`fingerprint`, agent, persona),
 * when (stream, purpose, occasion) and what (the situation).
 */
export function recordedMind(
  mind: Mind,
  record: { readonly fingerprint: string; readonly answers: Pick<Answers, 'get' | 'put'> },
): Mind {
  const { fingerprint, answers } = record;
  const open = new Map<string, Promise<Judgement>>();
  const ask = async (key: string, situation: Situation, context: MindContext): Promise<Judgement> => {
    const judgement = await mind.judge(situation, context);
    if (isContent(judgement) && !isMissingPrior(judgement, context)) answers.put(key, 'judge', judgement);
    return judgement;
  };
  return {
    name: mind.name,
    judge(situation, context) {
      const key = judgementKey(fingerprint, situation, context);
      const before = answers.get(key) as Judgement | undefined;
      if (before !== undefined) return before;
      const underWay = open.get(key);
      if (underWay !== undefined) return underWay;
      const asked = ask(key, situation, context).finally(() => open.delete(key));
      open.set(key, asked);
      return asked;
    },
  };
}

/** A mind that knows what is recorded and nothing else. */
export function silentMind(name: string): Mind {
  const message = 'an answer that the run needs is not in its record';
  return { name, judge: () => ({ kind: 'unavailable', message }) };
}

function isContent({ kind }: Judgement): boolean {
  return kind === 'distribution' || kind === 'answer' || kind === 'refused' || kind === 'malformed';
}

function isMissingPrior({ kind }: Judgement, { purpose }: MindContext): boolean {
  return purpose === 'prior' && (kind === 'refused' || kind === 'malformed');
}

function judgementKey(fingerprint: string, situation: Situation, context: MindContext): string {
  const { agent, persona, occasion, stream, purpose = 'decision' } = context;
  const { answer, ...rest } = situation;
  const form = answer?.kind === 'structured' ? { kind: answer.kind, schema: shapeOf(answer.schema) } : (answer ?? null);
  const who = { fingerprint, agent, persona: persona?.text ?? null };
  return contentHash({ verb: 'judge', who, stream, purpose, occasion, situation: rest, form });
}

function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
