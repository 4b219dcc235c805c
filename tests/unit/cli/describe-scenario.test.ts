import { describe, expect, it } from 'vitest';
import { describeScenario } from '../../../src/cli/describe-scenario.js';
import { scenarios } from '../../../scenarios/index.js';

describe.each(scenarios.map((entry) => [entry.name, entry] as const))('the description of %s', (_name, entry) => {
  const described = describeScenario(entry);

  it('should have its question, arms, conditions and tables', () => {
    const scenario = entry.create();

    expect(described.question).toBe(scenario.about.question);
    const integrated = scenario.meanField === undefined ? [] : ['mean-field'];
    expect(described.arms).toEqual([...scenario.arms.map(({ name }) => name), ...integrated]);
    expect(described.conditions).toEqual(Object.keys(entry.conditions));
    expect(described.policies).toEqual(Object.keys(entry.policies ?? {}));
    expect(described.runs).toEqual(entry.runs);
  });

  it('should have every parameter as an option, with its description and default', () => {
    expect(described.parameters).toHaveLength(Object.keys(entry.parameters.shape).length);
    for (const { flag, description, value } of described.parameters) {
      expect(flag).toMatch(/^--[a-z]+(-[a-z]+)*$/);
      expect(description).not.toBe('');
      expect(value).not.toBeUndefined();
    }
  });

  it('should be data that JSON can hold', () => {
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  });
});
