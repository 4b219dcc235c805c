import { hash128 } from '../../foundation/random/index.js';
import { wholeNumbers } from './_internals/check-options.js';

/**
 * Puts a text as a vector: the same text always as the same. A pure function; embeddings of a model are had with
 * `embed: 'model'`, so that they are recorded.
 */
export interface Embedder {
  readonly name: string;
  /**
   * As many finite numbers for every text; the length of the vector does not matter. All 0 where a text has nothing to
   * compare. Anything else ends the run with a sentence that names the embedder.
   */
  embed(text: string): readonly number[];
}

/** What {@link hashingEmbedder} may be told. */
export interface HashingEmbedderOptions {
  /** Numbers of a vector, at least 1. Default 256. */
  readonly dimensions?: number;
  /** Characters of a piece, at least 1. Default 3. */
  readonly characters?: number;
  /** Another key is another embedder. Default `mesocosm`. */
  readonly key?: string;
}

/**
 * An embedder without a model: counts the pieces of a text (all runs of three characters of its words in small letters, each
 * word between two spaces) in places and with signs that a keyed hash gives them (Weinberger et al. 2009, arXiv 0902.2206,
 * section 2). Texts that share words are near to each other; what words mean, it does not know.
 *
 * @throws MesocosmError (usage) when a number is no whole number of at least 1.
 */
export function hashingEmbedder(options: HashingEmbedderOptions = {}): Embedder {
  const { dimensions = 256, characters = 3, key = 'mesocosm' } = options;
  wholeNumbers('hashing embedder of a', { dimensions, characters });
  return {
    name: `hashing(${dimensions}, ${characters}, ${key})`,
    embed(text) {
      const vector = Array.from({ length: dimensions }, () => 0);
      for (const piece of piecesOf(text, characters)) {
        const [place, sign] = hash128([key, piece]);
        const at = (place >>> 0) % dimensions;
        vector[at] = (vector[at] as number) + (sign < 0 ? -1 : 1);
      }
      return vector;
    },
  };
}

function piecesOf(text: string, characters: number): readonly string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    const letters = Array.from(` ${word} `);
    const last = Math.max(0, letters.length - characters);
    return Array.from({ length: last + 1 }, (_, from) => letters.slice(from, from + characters).join(''));
  });
}
