import { execFileSync } from 'node:child_process';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForPowerShell, quoteForShell } from './shell-quote.ts';

const isUnix = process.platform !== 'win32';

describe('for a shell', () => {
  it.each([
    ['wlan0', 'wlan0'],
    ['/usr/bin/node', '/usr/bin/node'],
    ['a b', "'a b'"],
    ["it's", String.raw`'it'\''s'`],
    ['$(reboot)', "'$(reboot)'"],
    ['`id`; x && y | z > w', "'`id`; x && y | z > w'"],
    ['', "''"],
    ['~', "'~'"],
    ['=ls', "'=ls'"],
    ['-rf', "'-rf'"],
    ['*', "'*'"],
    ['!!', "'!!'"],
  ])('%j', (text, quoted) => {
    expect(quoteForShell(text)).toBe(quoted);
  });

  it.skipIf(!isUnix)('is one word for a real one, whatever it contains', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 30 }), (text) => {
        const quoted = quoteForShell(text);
        const printed =
          quoted === null
            ? text
            : execFileSync('/bin/sh', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' });
        expect(printed).toBe(text);
      }),
      { numRuns: 40, examples: [["'"], ["''\\'"], ['$HOME'], ['\\'], ['"']] },
    );
  });
});

describe('for PowerShell', () => {
  it.each([
    ['Wi-Fi', "'Wi-Fi'"],
    ["Bea's Wi-Fi", "'Bea''s Wi-Fi'"],
    ['Bea’s Wi‘Fi‚‛', "'Bea’’s Wi‘‘Fi‚‚‛‛'"],
    ['$(Remove-Item C:\\)', "'$(Remove-Item C:\\)'"],
    ['`', "'`'"],
  ])('%j', (text, quoted) => {
    expect(quoteForPowerShell(text)).toBe(quoted);
  });
});

it.each(['a\nreboot', 'a\rb', 'a\u0000b', 'a\u001B[2J', 'a\u202Eb', 'a\u2028b', 'a\u200Bb', '\uD800'])(
  'neither takes a text that is more than one line, or shows another one (%j)',
  (text) => {
    expect([quoteForShell(text), quoteForPowerShell(text)]).toEqual([null, null]);
  },
);
