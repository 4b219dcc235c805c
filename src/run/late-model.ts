import { failed, type LanguageModel, type ModelCapabilities } from '../spec/index.js';

/**
 * A model that is opened when it is first asked: what is recorded needs none.
 *
 * @param options.open Opens it; one with another fingerprint is another model, and answers nothing.
 */
export function lateModel(options: {
  readonly name: string;
  readonly fingerprint: string;
  readonly choose: ModelCapabilities['choose'];
  open(): Promise<LanguageModel>;
}): LanguageModel {
  const { name, fingerprint, choose, open } = options;
  let opened: Promise<LanguageModel> | undefined;
  const ask = async <Out>(call: (model: LanguageModel) => Out): Promise<Awaited<Out>> => {
    opened ??= open();
    const model = await opened;
    if (model.fingerprint === fingerprint) return await call(model);
    const message =
      `"${model.name}" as it is here is another model than the one that was recorded ` +
      `(${model.fingerprint.slice(0, 12)}, and not ${fingerprint.slice(0, 12)})`;
    return failed({ kind: 'unavailable', message, retryable: false }) as Awaited<Out>;
  };
  return {
    name,
    fingerprint,
    capabilities: { choose, score: true, write: true, embed: true },
    description: { kind: 'record' },
    choose: (request, context) => ask((model) => model.choose(request, context)),
    score: (request, context) => ask((model) => model.score(request, context)),
    write: (request, context) => ask((model) => model.write(request, context)),
    embed: (texts, context) =>
      ask((model) =>
        model.embed === undefined
          ? failed({ kind: 'not-available', message: `${name} does not embed`, retryable: false })
          : model.embed(texts, context),
      ),
    close: async () => (await opened)?.close(),
  };
}
