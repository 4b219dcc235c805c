import { describe, expect, it } from 'vitest';
import { fakeTerminal } from '../../support/command-line.js';

describe('a terminal that a person watches', () => {
  it('should show results on one stream and everything else on the other', () => {
    const { terminal, out, err } = fakeTerminal(80);
    terminal.result('a result');
    terminal.tell('what is done');
    terminal.warn('what is wrong');

    expect(out()).toBe('a result\n');
    expect(err()).toBe('what is done\nwhat is wrong\n');
  });

  it('should break lines at spaces, and leave results as they are', () => {
    const { terminal, out, err } = fakeTerminal(20);
    terminal.tell('one line that is too long\nand another');
    terminal.result('one line that is too long');

    expect(err()).toBe('one line that is too\n  long\nand another\n');
    expect(out()).toBe('one line that is too long\n');
  });

  it('should leave a command on one line, so that it can be copied', () => {
    const { terminal, out, err } = fakeTerminal(20);
    terminal.live('one');
    terminal.command('mesocosm resume studies/ID --max-calls 20');

    expect(err()).toBe('\r\u001b[Kone\r\u001b[Kmesocosm resume studies/ID --max-calls 20\n');
    expect(out()).toBe('');
  });

  it('should replace its live line, and take it away before it says anything else', () => {
    const { terminal, err } = fakeTerminal(80);
    terminal.live('one');
    terminal.live('two');
    terminal.tell('three');
    terminal.clear();

    expect(err()).toBe('\r\u001b[Kone\r\u001b[Ktwo\r\u001b[Kthree\n');
  });

  it('should take the live line away before a result', () => {
    const { terminal, err, out } = fakeTerminal(80);
    terminal.live('one');
    terminal.result('done');

    expect(err()).toBe('\r\u001b[Kone\r\u001b[K');
    expect(out()).toBe('done\n');
  });

  it.each([10, 40, 80])('should keep its live line on one line of %s columns', (columns) => {
    const { terminal, err } = fakeTerminal(columns);
    terminal.live('a live line that would be broken by a terminal, which then cannot take it away again '.repeat(3));

    expect(err().replace('\r\u001b[K', '')).toHaveLength(columns - 1);
  });

  it('should not cut a letter in two', () => {
    const { terminal, err } = fakeTerminal(4);
    terminal.live('😀😀😀😀😀');

    expect(err()).toBe('\r\u001b[K😀😀😀');
  });

  it('should have the width of its columns', () => {
    expect(fakeTerminal(40).terminal).toMatchObject({ width: 40, watched: true });
  });
});

describe('a terminal that is a pipe', () => {
  it('should give results and warnings alone, without a sign of a screen', () => {
    const { terminal, out, err } = fakeTerminal();
    terminal.tell('what is done');
    terminal.live('a live line');
    terminal.clear();
    terminal.warn('what is wrong '.repeat(20));
    terminal.result('a result');

    expect(out()).toBe('a result\n');
    expect(err()).toBe(`${'what is wrong '.repeat(20)}\n`);
  });

  it('should be 80 columns wide', () => {
    expect(fakeTerminal().terminal).toMatchObject({ width: 80, watched: false });
  });
});
