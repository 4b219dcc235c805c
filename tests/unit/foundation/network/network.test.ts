import { describe, expect, it } from 'vitest';
import { isConnected } from '../../../../src/foundation/network/index.js';
import { assertInteger, assertProbability, fromEdges } from '../../../../src/foundation/network/network.js';

describe('fromEdges', () => {
  it('should list neighbours on both sides, in increasing order', () => {
    const network = fromEdges('made', 4, [
      [3, 0],
      [1, 0],
      [2, 3],
    ]);

    expect([0, 1, 2, 3].map((node) => network.neighbours(node))).toEqual([[1, 3], [0], [3], [0, 2]]);
  });

  it('should count doubled edges once and leave loops out', () => {
    const network = fromEdges('made', 2, [
      [0, 1],
      [1, 0],
      [1, 1],
    ]);

    expect([0, 1].map((node) => network.neighbours(node))).toEqual([[1], [0]]);
  });

  it('should know a node without edges, and none that is not there', () => {
    const network = fromEdges('made', 1, []);

    expect(network.neighbours(0)).toEqual([]);
    expect(network.neighbours(7)).toEqual([]);
  });
});

describe('isConnected', () => {
  it('should see that all can be reached', () => {
    const path = fromEdges('path', 4, [
      [2, 3],
      [0, 1],
      [1, 2],
    ]);

    expect(isConnected(path)).toBe(true);
  });

  it('should see two parts', () => {
    const parts = fromEdges('parts', 4, [
      [0, 1],
      [2, 3],
    ]);

    expect(isConnected(parts)).toBe(false);
  });

  it('should see a node that nobody knows', () => expect(isConnected(fromEdges('one', 2, []))).toBe(false));

  it('should call one node connected', () => expect(isConnected(fromEdges('one', 1, []))).toBe(true));
});

describe('assertInteger', () => {
  it('should let the bounds pass', () => {
    expect(() => assertInteger('the number', 2, { min: 2, max: 2 })).not.toThrow();
    expect(() => assertInteger('the number', 1e12, { min: 2 })).not.toThrow();
  });

  it.each([1, 4, 2.5, NaN, Infinity])('should refuse %d, naming the value and the bounds', (value) => {
    expect(() => assertInteger('the number', value, { min: 2, max: 3 })).toThrow(
      `the number is ${value}; expected an integer from 2 to 3`,
    );
  });
});

describe('assertProbability', () => {
  it.each([0, 0.5, 1])('should let %d pass', (value) => {
    expect(() => assertProbability('p', value)).not.toThrow();
  });

  it.each([-0.1, 1.1, NaN])('should refuse %d', (value) => {
    expect(() => assertProbability('p', value)).toThrow(`p is ${value}; expected a probability from 0 to 1`);
  });
});
