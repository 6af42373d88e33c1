import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { readStartupStatus } from './startup-status.ts';

let output: PassThrough;
let heard: string[];
let passed: string;
beforeEach(() => {
  output = new PassThrough();
  heard = [];
  passed = '';
  readStartupStatus(
    output,
    'token',
    (status) => heard.push(status),
    (text) => (passed += text),
  );
});

describe('what a program prints', () => {
  it('is split into statuses and the rest, however it arrives', () => {
    for (const piece of ['a\ntok', 'en starting\nb\ntoken ready', '\r\nc\n']) output.write(piece);
    expect(heard).toEqual(['starting', 'ready']);
    expect(passed).toBe('a\nb\nc\n');
  });

  it('may have a status behind text that did not end its line', () => {
    output.write('a warning token ready\n');
    expect(heard).toEqual(['ready']);
    expect(passed).toBe('a warning ');
  });

  it('is passed on when it is one line that never ends, and not collected', () => {
    for (let piece = 0; piece < 20; piece += 1) output.write('x'.repeat(10_000));
    expect(passed.length).toBeGreaterThan(100_000);
    output.write('token done\n');
    expect(heard).toEqual(['done']);
    expect(passed).toBe('x'.repeat(200_000));
  });

  it('is passed on to its end', async () => {
    output.end('no line');
    await expect.poll(() => passed).toBe('no line');
  });
});
