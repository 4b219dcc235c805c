import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addParameterOptions, flagOf, parametersGiven } from '../../../../src/cli/_internals/parameter-options.js';
import type { ScenarioEntry } from '../../../../src/spec/index.js';
import { scenarios } from '../../../../scenarios/index.js';

const parameters = z.object({
  agents: z.number().int().min(2).max(9).default(4).describe('Number of agents.'),
  edgeProbability: z.number().min(0).default(0.5).describe('Probability of a link.'),
  names: z.array(z.string().min(1)).min(2).default(['Q', 'M']).describe('The names.'),
  network: z.enum(['ring', 'complete']).default('ring').describe('Who meets whom.'),
  stopRule: z.boolean().default(true).describe('Whether it stops.'),
  incumbent: z.string().nullable().default(null).describe('Who was there before.'),
  payoffs: z.object({ same: z.number(), different: z.number() }).default({ same: 1, different: 0 }),
  checkpoints: z.array(z.number()).default([]),
});
const game = { name: 'game', parameters } as unknown as ScenarioEntry;
const other = {
  name: 'other',
  parameters: z.object({ sweeps: z.number().default(1).describe('How long.'), agents: z.number().default(1) }),
} as unknown as ScenarioEntry;

function read(given: Record<string, string>): unknown {
  return parametersGiven(game, given, [game, other]);
}

describe('flagOf', () => {
  it('should write a parameter as an option', () => {
    expect(['agents', 'edgeProbability', 'stopRule'].map(flagOf)).toEqual([
      '--agents',
      '--edge-probability',
      '--stop-rule',
    ]);
  });
});

describe('addParameterOptions', () => {
  it('should add every parameter of every scenario once, and say whose it is', () => {
    const command = new Command();
    addParameterOptions(command, [game, other]);

    expect(command.options.map(({ long, description }) => [long, description])).toEqual([
      ['--agents', 'Number of agents.'],
      ['--edge-probability', 'Probability of a link. [game]'],
      ['--names', 'The names. [game]'],
      ['--network', 'Who meets whom. [game]'],
      ['--stop-rule', 'Whether it stops. [game]'],
      ['--incumbent', 'Who was there before. [game]'],
      ['--payoffs', ' [game]'],
      ['--checkpoints', ' [game]'],
      ['--sweeps', 'How long. [other]'],
    ]);
  });

  it('should describe every parameter of the scenarios that ship', () => {
    const command = new Command();
    addParameterOptions(command, scenarios);

    for (const { description } of command.options) expect(description).toMatch(/^[A-Z].*\.( \[[a-z, -]+\])?$/);
  });
});

describe('parameters as they are typed', () => {
  it.each([
    ['agents', '7', 7],
    ['edgeProbability', '.25', 0.25],
    ['names', 'A,B,C', ['A', 'B', 'C']],
    ['names', ' A , B ', ['A', 'B']],
    ['names', '1,2', ['1', '2']],
    ['names', '["A,1","B"]', ['A,1', 'B']],
    ['network', 'complete', 'complete'],
    ['stopRule', 'true', true],
    ['stopRule', 'no', false],
    ['incumbent', 'none', null],
    ['incumbent', 'Q', 'Q'],
    ['payoffs', 'same=100,different=-50', { same: 100, different: -50 }],
    ['payoffs', '{"same":1,"different":2}', { same: 1, different: 2 }],
    ['checkpoints', '10,20', [10, 20]],
    ['checkpoints', '[]', []],
  ])('should be read: --%s %s', (name, text, value) => {
    expect(read({ [name]: text })).toEqual({ [name]: value });
  });

  it('should be those alone that were given', () => {
    expect(read({})).toEqual({});
  });

  it.each([
    ['agents', '1', '--agents 1 is not possible; expected a whole number from 2 to 9 (default 4). Number of agents'],
    [
      'agents',
      'few',
      '--agents few is not possible; expected a whole number from 2 to 9 (default 4). Number of agents',
    ],
    ['edgeProbability', '-1', 'expected a number of at least 0 (default 0.5)'],
    ['names', 'A', 'expected a list, with commas between, of at least 2 (default ["Q","M"])'],
    ['network', 'rnig', 'expected one of ring, complete (default "ring")'],
    ['stopRule', 'perhaps', 'expected true or false (default true)'],
    ['payoffs', '3', 'expected values for same and different, as key=value,key=value'],
    ['checkpoints', 'soon', 'expected a list, with commas between'],
    ['agents', 'constructor', 'expected a whole number'],
  ])('should be refused with what was expected: --%s %s', (name, text, message) => {
    expect(() => read({ [name]: text })).toThrow(message);
  });

  it('should be refused where they are those of another scenario, without a far-fetched suggestion', () => {
    expect(() => read({ sweeps: '3' })).toThrow(
      'the scenario "game" has no parameter --sweeps. There are: --agents, --edge-probability, --names',
    );
  });
});
