import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { wrap } from '../../../../src/model/wrappers/index.js';
import type { LanguageModel, ModelCapabilities } from '../../../../src/spec/index.js';
import { choosing } from '../../../support/endpoint-requests.js';

/** A model as a user may write it: a class, whose verbs and properties are not the object's own. */
class ClassModel implements LanguageModel {
  closed = 0;
  readonly inner = scriptedModel({ choose: () => [3, 1], score: () => [-2], write: () => 'so' });
  get name(): string {
    return 'class';
  }
  get fingerprint(): string {
    return 'class-1';
  }
  get capabilities(): ModelCapabilities {
    return this.inner.capabilities;
  }
  get description(): LanguageModel['description'] {
    return { kind: 'class' };
  }
  choose(...args: Parameters<LanguageModel['choose']>): ReturnType<LanguageModel['choose']> {
    return this.inner.choose(...args);
  }
  score(...args: Parameters<LanguageModel['score']>): ReturnType<LanguageModel['score']> {
    return this.inner.score(...args);
  }
  write(...args: Parameters<LanguageModel['write']>): ReturnType<LanguageModel['write']> {
    return this.inner.write(...args);
  }
  async embed(texts: readonly string[]): ReturnType<NonNullable<LanguageModel['embed']>> {
    const vectors = texts.map((text) => [text.length + this.closed]);
    return { ok: true, value: { vectors, usage: { promptTokens: 1, completionTokens: 0 } } };
  }
  async close(): Promise<void> {
    this.closed += 1;
  }
}

describe('wrap', () => {
  it('should keep what the model is, also of a class', () => {
    const { name, fingerprint, capabilities, description } = wrap(new ClassModel(), (inner) => inner);

    expect([name, fingerprint, capabilities.choose, description]).toEqual([
      'class',
      'class-1',
      'exact',
      { kind: 'class' },
    ]);
  });

  it('should close the model inside', async () => {
    const model = new ClassModel();

    await wrap(model, (inner) => inner).close();

    expect(model.closed).toBe(1);
  });

  it('should give every verb to what is around, with an empty context where there was none', async () => {
    const seen: unknown[] = [];
    const model = wrap(new ClassModel(), (inner) => (request, context) => {
      seen.push([request.verb, context]);
      return inner(request, context);
    });
    const { prompt } = choosing();

    await model.choose(choosing());
    await model.score({ prompt, continuations: ['x'] }, { seed: 1 });
    const written = await model.write({ prompt, maxTokens: 1, temperature: 1 });

    await model.embed?.(['x'], { run: 'a' });

    expect(seen).toEqual([
      ['choose', {}],
      ['score', { seed: 1 }],
      ['write', {}],
      ['embed', { run: 'a' }],
    ]);
    expect(written.ok && written.value.text).toBe('so');
  });

  it('should keep embeddings where there are some, and make none where there are not', async () => {
    const embedding = wrap(new ClassModel(), (inner) => inner);

    expect(await embedding.embed?.(['abc'])).toMatchObject({ ok: true, value: { vectors: [[3]] } });
    expect(wrap(scriptedModel({}), (inner) => inner).embed).toBeUndefined();
  });
});
