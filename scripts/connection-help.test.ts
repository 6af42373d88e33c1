import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectionHelp, withConnectionHelp } from './connection-help.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8').replaceAll('\r\n', '\n');

it('the README says what the desk says; if not: npm run connection-help', () => {
  expect(withConnectionHelp(readme)).toBe(readme);
});

it('every cause has a title and something to do, and no gap', () => {
  const lines = connectionHelp().split('\n');
  const causes = lines.filter((line) => /^\d+\. /.test(line));
  expect(causes).toHaveLength(12);
  expect(causes.filter((line) => !/^\d+\. \*\*.+\.\*\* .{20,}/.test(line))).toEqual([]);
  expect(connectionHelp()).not.toMatch(/\{\{|undefined/);
});

it('a README without the section is not passed over', () => {
  expect(() => withConnectionHelp('# Trading Game Night\n')).toThrow('no section');
});
