import { seed32 } from '../../foundation/random/index.js';
import type { LanguageModel, MemoryWords, MindContext, Prompt, PromptForm } from '../../spec/index.js';

/**
 * What an agent's memory may ask of the agent's own model.
 *
 * Requests are keyed by run and agent, and not by occasion: what is asked again in a run has the answer that it had. Texts
 * are written at temperature 0, with the persona in front.
 */
export function wordsForMemory(
  { model, form }: { readonly model: LanguageModel; readonly form: PromptForm },
  { agent, persona, stream: run, signal }: MindContext,
): MemoryWords {
  const stream = `${run}/memory/${agent}`;
  const call = { stream, purpose: 'memory', run, agent, ...(signal === undefined ? {} : { signal }) };
  const { embed } = model;
  return {
    async write({ system, prompt: asked, maxTokens }) {
      const who = [...(persona === undefined ? [] : [persona.text.trim()]), system];
      const prompt: Prompt =
        form === 'chat'
          ? { form, system: who.join('\n'), pieces: [asked] }
          : { form, pieces: [...who.map((text) => `${text}\n`), `\n${asked}`] };
      const seed = seed32(stream, JSON.stringify(prompt));
      const reply = await model.write({ prompt, maxTokens, temperature: 0 }, { ...call, seed });
      return reply.ok ? { ok: true, value: reply.value.text } : reply;
    },
    ...(embed === undefined || !model.capabilities.embed ? {} : { embed: (texts) => embed.call(model, texts, call) }),
  };
}
