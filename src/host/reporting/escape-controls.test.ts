import { describe, expect, it } from 'vitest';
import { openTerminal } from '../start/terminal.ts';
import { escapeControls } from './escape-controls.ts';
import { withoutSecrets } from './logger.ts';

/** A colour, a cleared screen, a title, a cursor that moves back, a line written over, a direction turned round. */
const HOSTILE = [
  '\u001B[31m',
  '\u009B2J',
  '\u001B]0;title\u0007',
  '\b\b',
  'a\rb',
  '\u202Egpj',
  '\u2028',
  '\u0000',
];
const OBEYED = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

describe('what a terminal would obey', () => {
  it.each(HOSTILE)('is written out: %j', (text) => {
    const [stdout, stderr] = [aStream(), aStream()];
    openTerminal({ stdout, stderr }, () => undefined).writeMessage(text);
    expect(stderr.written.join('')).toBe(`${escapeControls(text)}\n`);
    expect(stderr.written.join('')).not.toMatch(OBEYED);
  });

  it.each(HOSTILE)('is written out in a line of the log, which is JSON as before: %j', (text) => {
    const line = withoutSecrets(`${JSON.stringify({ msg: text })}\n`);
    expect(line).not.toMatch(OBEYED);
    expect(JSON.parse(line)).toEqual({ msg: text });
  });

  it('is not what people write, nor lines and tabs', () => {
    const text = 'Ünïcode\tשלום\n  at file.ts:1 – 👨\u200D👩';
    expect(escapeControls(text)).toBe(text);
  });
});

function aStream() {
  const written: string[] = [];
  return {
    written,
    on: () => process.stdout,
    write: (text: string) => written.push(text) > 0,
  };
}
