/** Four 32-bit words (as signed integers). */
export type Words = readonly [number, number, number, number];

/** A part of a key. */
export type KeyPart = string | number;

let buffer = new Uint8Array(256);
let view = new DataView(buffer.buffer);

/**
 * 128-bit hash of a key: MurmurHash3_x86_128 (Appleby 2011, public domain) with seed 0 over the parts, each preceded by
 * its kind and, for text, its length in bytes, so that no two different keys have the same bytes.
 *
 * Numbers are taken as IEEE 754 doubles; `-0` is `0`. Text is taken as UTF-8, in which halves of surrogate pairs that
 * stand alone are all the same. Not a cryptographic hash.
 */
export function hash128(parts: readonly KeyPart[]): Words {
  // In this order: encoding may replace the buffer by a larger one.
  const length = encode(parts);
  return murmur128(buffer, length);
}

/** Writes the parts into the shared buffer and returns how many bytes they took. */
function encode(parts: readonly KeyPart[]): number {
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'number') {
      reserve(at + 9);
      buffer[at] = 1;
      view.setFloat64(at + 1, part + 0, true);
      at += 9;
    } else {
      reserve(at + 5 + part.length * 3);
      const length = writeText(part, at + 5);
      buffer[at] = 2;
      view.setUint32(at + 1, length, true);
      at += 5 + length;
    }
  }
  return at;
}

const encoder = new TextEncoder();

function writeText(text: string, at: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return encoder.encodeInto(text, buffer.subarray(at)).written;
    buffer[at + index] = code;
  }
  return text.length;
}

function reserve(length: number): void {
  if (length <= buffer.length) return;
  const larger = new Uint8Array(length * 2);
  larger.set(buffer);
  buffer = larger;
  view = new DataView(buffer.buffer);
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

function finish(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** MurmurHash3_x86_128 of the first `length` bytes. */
export function murmur128(bytes: Uint8Array, length: number, seed = 0): Words {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const blocks = length >>> 4;
  for (let block = 0; block < blocks; block += 1) {
    const at = block << 4;
    h1 ^= Math.imul(rotate(Math.imul(data.getInt32(at, true), C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(data.getInt32(at + 4, true), C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(data.getInt32(at + 8, true), C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(data.getInt32(at + 12, true), C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  const tail = blocks << 4;
  const word = (offset: number): number => {
    let value = 0;
    for (let index = Math.min(3, length - tail - offset - 1); index >= 0; index -= 1) {
      value = (value << 8) | (bytes[tail + offset + index] as number);
    }
    return value;
  };
  const rest = length & 15;
  if (rest > 12) h4 ^= Math.imul(rotate(Math.imul(word(12), C4), 18), C1);
  if (rest > 8) h3 ^= Math.imul(rotate(Math.imul(word(8), C3), 17), C4);
  if (rest > 4) h2 ^= Math.imul(rotate(Math.imul(word(4), C2), 16), C3);
  if (rest > 0) h1 ^= Math.imul(rotate(Math.imul(word(0), C1), 15), C2);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finish(h1);
  h2 = finish(h2);
  h3 = finish(h3);
  h4 = finish(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return [h1, (h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
}

/** A 32-bit unsigned seed for a key, for samplers that take no more. */
export function seed32(...parts: readonly KeyPart[]): number {
  return hash128(parts)[0] >>> 0;
}

/**
 * A fast 32-bit priority of an item under a key, unsigned. For a fixed key the priorities of different items are like
 * independent uniform draws; used where an order or a matching comes from per-item keys.
 */
export function mix(key: Words, item: KeyPart): number {
  const word = typeof item === 'number' ? item | 0 : hash128([item])[0];
  let x = finish(Math.imul(word ^ key[0], 0x9e3779b1) ^ key[1]);
  x = finish((x + key[2]) ^ key[3]);
  return x >>> 0;
}
