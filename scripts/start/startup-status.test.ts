import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { readStartupStatus } from './startup-status.ts';

let output: PassThrough;
let statuses: string[];
let passedOn: string;
beforeEach(() => {
  output = new PassThrough();
  statuses = [];
  passedOn = '';
  readStartupStatus(
    output,
    'token',
    (status) => statuses.push(status),
    (text) => (passedOn += text),
  );
});

describe('what a program prints', () => {
  it('is split into statuses and the rest, however it arrives', () => {
    for (const piece of ['a\ntok', 'en starting\nb\ntoken ready', '\r\nc\n']) output.write(piece);
    expect(statuses).toEqual(['starting', 'ready']);
    expect(passedOn).toBe('a\nb\nc\n');
  });

  it('may have a status after text that did not end its line', () => {
    output.write('a warning token ready\n');
    expect(statuses).toEqual(['ready']);
    expect(passedOn).toBe('a warning ');
  });

  it('is passed on, not buffered, if it is one line that never ends', () => {
    for (let piece = 0; piece < 20; piece += 1) output.write('x'.repeat(10_000));
    expect(passedOn.length).toBeGreaterThan(100_000);
    output.write('token done\n');
    expect(statuses).toEqual(['done']);
    expect(passedOn).toBe('x'.repeat(200_000));
  });

  it('is passed on to its end', async () => {
    output.end('no line');
    await expect.poll(() => passedOn).toBe('no line');
  });
});
