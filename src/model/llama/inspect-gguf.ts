import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What a GGUF file says of itself. */
export interface GgufDescription {
  readonly architecture: string;
  readonly parameters: number;
  /** Tokens that the model was trained with at once; `null` where it does not say. */
  readonly contextSize: number | null;
  /** For example `Q4_K_M`; `null` where it does not say. */
  readonly quantisation: string | null;
  readonly chatTemplate: boolean;
  readonly bytes: number;
  /** How long the file has to be for all of its tensors. */
  readonly leastBytes: number;
}

/**
 * Reads the head of a GGUF file, and not its weights.
 *
 * @throws Error with the reason when it is none, or ends within its head.
 */
export async function inspectGguf(path: string): Promise<GgufDescription> {
  const bytes = statSync(path).size;
  if (firstBytes(path, 4) !== 'GGUF') throw new Error('it is no GGUF file');
  const { GgufFileType, GgufInsights, readGgufFileInfo } = await import('node-llama-cpp');
  const info = await readGgufFileInfo(path, { logWarnings: false, sourceType: 'filesystem' }).catch(
    (cause: unknown) => {
      throw new Error(headless(bytes), { cause });
    },
  );
  if ((info.infoEndOffset ?? 0) > bytes) throw new Error(headless(bytes));
  const insights = await GgufInsights.from(info);
  const { general, tokenizer } = info.metadata;
  const type = general.file_type === undefined ? undefined : GgufFileType[general.file_type];
  return {
    architecture: general.architecture,
    parameters: insights.totalParameters,
    contextSize: insights.trainContextSize ?? null,
    quantisation: type?.replace(/^(MOSTLY|ALL)_/, '') ?? null,
    chatTemplate: tokenizer?.chat_template !== undefined,
    bytes,
    leastBytes: (info.infoEndOffset ?? 0) + insights.modelSize,
  };
}

/** Why a file cannot be loaded, in words; what the loader said where the file looks whole. */
export async function whyNotLoaded(path: string, said: string): Promise<string> {
  try {
    const { bytes, leastBytes } = await inspectGguf(path);
    if (bytes >= leastBytes) return said;
    return `it is incomplete: it has ${megabytes(bytes)} of at least ${megabytes(leastBytes)} MB`;
  } catch (error) {
    return error instanceof Error && error.message.startsWith('it is') ? error.message : said;
  }
}

function headless(bytes: number): string {
  return `it is damaged or incomplete: its ${bytes} bytes do not hold its head`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function firstBytes(path: string, count: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(count);
    readSync(file, buffer, 0, count, 0);
    return buffer.toString('latin1');
  } finally {
    closeSync(file);
  }
}
